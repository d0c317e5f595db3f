import type { Prov } from "../../prov";
import type { Given, Options } from "../options";

/** What the words of a verb name, for completion. */
export type Names = "metric" | "run" | "stage" | "verb";

/** A verb of `%prov`: sugar over one of `prov`'s own. */
export interface Verb {
  readonly name: string;
  /** How it is written behind `%prov`: `compare METRIC [RUN …]`. */
  readonly usage: string;
  /** What it does, in a line. */
  readonly help: string;
  /** The same in TypeScript, such as `prov.status()`. */
  readonly typescript: string;
  /** What each word names; the last stands for all that follow where `many` is set. */
  readonly words: readonly Names[];
  readonly many?: boolean;
  /** How many words there must be; none unless told. */
  readonly least?: number;
  readonly options?: Options;
  /**
   * Do it, at once or in a promise; what it returns is shown, or goes into the variable
   * of `-o`. A query is returned as it is, never from an async function, which would run it.
   */
  run(prov: Prov, given: Given): unknown;
}
