import type { OriginFacts } from "../../store/origin-facts";

/** Where a number that is not finite began, as far as that can be told. */
export interface Finding extends Readonly<OriginFacts> {
  /** In words, with what was looked at. */
  readonly message: string;
}

/** What of TensorFlow.js a look at a model needs. */
export interface TfOps {
  tidy(body: () => void): void;
  tensor(values: ArrayLike<number>, shape: readonly number[], dtype: string): unknown;
}
