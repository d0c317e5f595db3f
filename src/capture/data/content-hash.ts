import { createHash, type Hash } from "node:crypto";
import { endianness } from "node:os";
import type { DType, Numbers, Values } from "./values";

/**
 * The hash of a content: SHA-256 of its values as bytes, row by row and little-endian,
 * then a line break, the dtype, a space and the shape as JSON:
 *
 *     sha256(bytes + "\nfloat32 [150,4]")
 *
 * float32 and int32 take four bytes, bool one, complex64 two float32; a string takes
 * its length in UTF-8 as uint32 and then its bytes. NaN is 0x7fc00000 whatever its bits
 * were, -0 and 0 differ. What stands behind the shape tells that only a part was read.
 * The shape comes last, for a stream knows its own when it has ended.
 */
export class ContentHash {
  readonly #hash: Hash = createHash("sha256");
  readonly #dtype: DType;

  constructor(dtype: DType) {
    this.#dtype = dtype;
  }

  /** Take values; `nans` tells whether there may be NaN among them. */
  update(values: Values, nans: boolean): this {
    if (isNumbers(values)) this.#hash.update(bytesOf(nans ? sameNaN(values) : values));
    else if (this.#dtype === "json") this.#hash.update(values[0] ?? "");
    else for (const text of values) this.#text(text);
    return this;
  }

  #text(text: string): void {
    const bytes = Buffer.from(text, "utf8");
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    this.#hash.update(length).update(bytes);
  }

  /** Return the hash in hex; `part` tells which part was read, where not all was. */
  digest(shape: readonly number[], part = ""): string {
    const trailer = `\n${this.#dtype} ${JSON.stringify(shape)}${part && ` ${part}`}`;
    return this.#hash.update(trailer).digest("hex");
  }
}

/** Tell numbers from texts. */
export function isNumbers(values: Values): values is Numbers {
  return ArrayBuffer.isView(values);
}

/** Return the values with one pattern of bits for NaN: backends make several. */
function sameNaN(values: Numbers): Numbers {
  if (!(values instanceof Float32Array)) return values;
  const copy = values.slice();
  const bits = new Uint32Array(copy.buffer);
  for (let i = 0; i < copy.length; i++) {
    if (Number.isNaN(copy[i]!)) bits[i] = 0x7fc00000;
  }
  return copy;
}

const littleEndian = endianness() === "LE";

function bytesOf(values: Numbers): Uint8Array {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  if (littleEndian || values.BYTES_PER_ELEMENT === 1) return bytes;
  return Buffer.from(bytes).swap32();
}
