/** A name that a cell makes, with TypeScript's type of it. */
export interface PlannedName {
  readonly name: string;
  /** As TypeScript writes it; null where it is not told. */
  readonly type: string | null;
}

/** A name that a cell takes from an earlier one. */
export interface PlannedUse extends PlannedName {
  /** Place of the cell that makes it, from 0. */
  readonly from: number;
}

/** What a call is told, as it is written. */
export interface PlannedArgument {
  /** Its name, nested ones dotted. */
  readonly name: string;
  /** Null where it is not written as a literal. */
  readonly value: boolean | number | string | null;
  readonly expression: string;
}

/** A call that trains, tests or compiles. */
export interface PlannedCall {
  /** As it is written, without arguments: `model.fit`. */
  readonly call: string;
  readonly args: readonly PlannedArgument[];
}

/** What a cell will do, read off its source. */
export interface PlannedCell {
  readonly makes: readonly PlannedName[];
  readonly uses: readonly PlannedUse[];
  readonly calls: readonly PlannedCall[];
  /** What TypeScript has against it, if anything; then no names are known. */
  readonly problem: string | null;
}
