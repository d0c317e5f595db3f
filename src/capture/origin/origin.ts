import type { Split } from "../../store/facts";
import type { Call } from "../calls/call";
import { loadedTf } from "../environment/tf";
import { isObject, type ModelLike } from "../tfjs";
import { type FromStreams, type Given, givenBy, givenFrom } from "./data";
import { find } from "./find";
import type { Finding, TfOps } from "./finding";

/** What a phase can be asked when a number in it is not finite. */
export interface OriginOf {
  readonly model: ModelLike;
  /** The tensors at hand for a split, asked only then. */
  given(split: Split): readonly Given[];
  streams?: FromStreams;
}

/** Return what tells where numbers of a call that are not finite began. */
export function originOf(call: Call, streams: FromStreams | undefined): Origin {
  const given = (split: Split) => givenBy(call, split);
  return new Origin({ model: call.model, given, streams });
}

const nameOf: Record<Split, string> = {
  train: "the training data",
  validation: "the validation data",
  test: "the test data",
};

/** Tells where numbers of one phase that are not finite began; looks once a split. */
export class Origin {
  readonly #of: OriginOf;
  readonly #found = new Map<Split, Finding>();

  constructor(of: OriginOf) {
    this.#of = of;
  }

  /** Find where a number of a split that is not finite began; it may throw. */
  of(split: Split): Finding {
    const known = this.#found.get(split);
    if (known) return known;
    let found!: Finding;
    undrawn(() => {
      const tf = loadedTf() as unknown;
      tidied(tf, () => {
        found = this.#look(split, hasOps(tf) ? tf : undefined);
      });
    });
    this.#found.set(split, found);
    return found;
  }

  #look(split: Split, tf: TfOps | undefined): Finding {
    const { model, streams } = this.#of;
    const given = tf ? this.#of.given(split) : [];
    const kept = (given.length === 0 && streams?.kept(split)) || [];
    return find({
      ...{ model, split, passed: streams?.passed(split) ?? [] },
      given: tf && kept.length > 0 ? givenFrom(kept, tf) : given,
      rowsOf: kept.length > 0 ? `the first batch of ${nameOf[split]}` : nameOf[split],
      tidy: (body) => tidied(tf, body),
    });
  }
}

function tidied(tf: unknown, body: () => void): void {
  if (hasOps(tf)) tf.tidy(body);
  else body();
}

function hasOps(tf: unknown): tf is TfOps {
  return isObject(tf) && [tf.tidy, tf.tensor].every((op) => typeof op === "function");
}

/** Do something of which no random number reaches the user's stream. */
function undrawn(body: () => void): void {
  const { random } = Math;
  let drawn = 0.5;
  Math.random = () => {
    drawn = (drawn * 997 + 0.1) % 1;
    return drawn;
  };
  try {
    body();
  } finally {
    Math.random = random;
  }
}
