import { webcrypto } from "node:crypto";
import { sha256 } from "../../util/sha256";
import type { Weight } from "./weights";

/** Values of so many bytes are hashed at once; more go to a thread of Node's pool. */
const AT_ONCE_BYTES = 262_144;

/** Digests by a tensor's data, which tfjs never changes: frozen weights are read once. */
const known = new WeakMap<object, string>();

/** A hash on its way, and the time that it takes of the thread. */
export interface Hashing {
  readonly hash: Promise<string>;
  /** Milliseconds so far; all of them once `hash` has settled. */
  readonly spentMs: () => number;
}

/**
 * Hash weights as they are now. The values are taken before this returns, by reading
 * that makes no tensor and waits for no device.
 *
 * The hash is the SHA-256, in hex, of UTF-8 text: the line `tfjs-prov weights 1`, then for
 * each weight a line of JSON `[name, dtype, shape, digest]`, each ended by a line feed.
 * `name` is the weight's own, such as `kernel`, without its layer's, which tfjs numbers as it
 * goes; `digest` is the SHA-256 of its values in row-major order, little-endian.
 */
export function hashing(weights: readonly Weight[]): Hashing {
  const watch = new Stopwatch();
  const readings = watch.spend(() => weights.map(readingOf));
  return { hash: hashOf(readings, watch), spentMs: () => watch.ms };
}

/** A weight as it was; its values are on their way unless their digest is known. */
interface Reading {
  readonly about: readonly unknown[];
  readonly dataId: object;
  readonly values: Promise<ArrayLike<number>> | undefined;
}

function readingOf(weight: Weight): Reading {
  const tensor = weight.read();
  const { dtype, shape, dataId } = tensor;
  const about = [(weight.originalName ?? "").split("/").at(-1), dtype, shape];
  const values = known.has(dataId) ? undefined : tensor.data();
  // They are awaited one after the other; the first that fails tells of all.
  values?.catch(() => {});
  return { about, dataId, values };
}

async function hashOf(readings: readonly Reading[], watch: Stopwatch): Promise<string> {
  const lines = ["tfjs-prov weights 1"];
  for (const reading of readings) {
    const digest = await digestOf(reading, watch);
    lines.push(JSON.stringify([...reading.about, digest]));
  }
  return watch.spend(() => sha256([...lines, ""].join("\n")));
}

/** One at a time: it holds a copy of the values while it works. */
async function digestOf({ dataId, values }: Reading, watch: Stopwatch) {
  if (!values) return known.get(dataId);
  const read = await values;
  const digest = await watch.spend(() => digestFrom(bytesFrom(read)));
  known.set(dataId, digest);
  return digest;
}

function digestFrom(bytes: Uint8Array<ArrayBuffer>): string | Promise<string> {
  if (bytes.byteLength <= AT_ONCE_BYTES) return sha256(bytes);
  // It copies the bytes first, so that whatever happens to them later is no matter.
  return webcrypto.subtle
    .digest("SHA-256", bytes)
    .then((digest) => Buffer.from(digest).toString("hex"));
}

function bytesFrom(values: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  if (!ArrayBuffer.isView(values)) throw new Error("Weights are no typed array");
  const { buffer, byteOffset, byteLength } = values;
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

/** Adds up what pieces of work take of the thread. */
class Stopwatch {
  ms = 0;

  spend<T>(body: () => T): T {
    const from = performance.now();
    try {
      return body();
    } finally {
      this.ms += performance.now() - from;
    }
  }
}
