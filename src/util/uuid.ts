import { randomFillSync } from "node:crypto";

/** Bytes of chance, drawn for many ids at once: to draw takes longer than to use. */
const drawn = Buffer.alloc(64 * 16);
let used = drawn.length;

/**
 * Make a UUID of version 7: 48 bits of milliseconds, then 74 random bits, so ids sort
 * by time and files merge without renumbering. Source: RFC 9562, section 5.7.
 *
 * @param now milliseconds since 1970.
 */
export function uuidv7(now: number = Date.now()): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const bytes = drawn.subarray(used, used + 16);
  used += 16;
  bytes.writeUIntBE(Math.trunc(now), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}
