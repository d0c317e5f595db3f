import { isObject } from "../tfjs";

type Shuffle = (
  this: unknown,
  size: number,
  seed?: unknown,
  again?: boolean,
) => unknown;
interface Shuffles {
  shuffle: Shuffle;
}

/** Shuffles that are ours. */
const ours = new WeakSet<Shuffle>();

/** What a tfjs needs to have for its shuffles to be seeded. */
const known: { seed: (() => string) | undefined; undo: (() => void)[] } = {
  seed: undefined,
  undo: [],
};

/**
 * Give `dataset.shuffle()` a seed where none is told: of itself tfjs would take the
 * clock's. Return how to take that back.
 */
export function patchShuffles(seed: () => string): () => void {
  known.seed = seed;
  for (const dataset of loadedDatasets()) patch(dataset);
  return () => {
    known.seed = undefined;
    for (const undo of known.undo.splice(0)) undo();
  };
}

/** Patch the datasets of a tfjs that was just met. */
export function meetTfjs(tf: unknown): void {
  const data = isObject(tf) ? tf.data : undefined;
  const prototype = isObject(data) ? prototypeOf(data.Dataset) : undefined;
  if (prototype) patch(prototype);
}

/**
 * Patch the class of a dataset; `true` when it was not, so that a shuffle may have been
 * seeded by the clock already.
 */
export function meetDataset(dataset: unknown): boolean {
  for (let at = dataset; isObject(at); at = Object.getPrototypeOf(at) as unknown) {
    if (Object.hasOwn(at, "shuffle")) return isShuffles(at) && patch(at);
  }
  return false;
}

function patch(owner: Shuffles): boolean {
  const was = owner.shuffle;
  if (known.seed === undefined || ours.has(was)) return false;
  const shuffle: Shuffle = function (size, seed, ...rest) {
    return was.call(this, size, seed || known.seed?.(), ...rest);
  };
  ours.add(shuffle);
  owner.shuffle = shuffle;
  known.undo.push(() => {
    if (owner.shuffle === shuffle) owner.shuffle = was;
  });
  return true;
}

/** Find the datasets of the tfjs that were loaded already, without loading any. */
function loadedDatasets(): Shuffles[] {
  return Object.entries(require.cache)
    .filter(([path]) => /[\\/]@tensorflow[\\/]tfjs-data[\\/]/.test(path))
    .map(([, module]) => module?.exports as unknown)
    .flatMap((exports) => (isObject(exports) ? [prototypeOf(exports.Dataset)] : []))
    .filter((prototype) => prototype !== undefined);
}

function prototypeOf(made: unknown): Shuffles | undefined {
  const prototype = isObject(made) ? made.prototype : undefined;
  return isShuffles(prototype) ? prototype : undefined;
}

function isShuffles(value: unknown): value is Shuffles {
  return isObject(value) && typeof value.shuffle === "function";
}
