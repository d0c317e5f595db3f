import assert from "node:assert/strict";
import { test } from "node:test";
import { uuidv7 } from "../../src/util/uuid";

test("uuidv7() has the version, the variant and the time of RFC 9562", () => {
  assert.match(
    uuidv7(0x0123456789ab),
    /^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

test("uuidv7() sorts by time", () => {
  const times = [0, 1, 2, 1e12, 2 ** 48 - 1];
  const ids = times.map(uuidv7);
  assert.deepEqual(ids.toSorted(), ids);
});

test("uuidv7() gives 100,000 different ids in one millisecond", () => {
  const ids = Array.from({ length: 100_000 }, () => uuidv7(1));
  assert.equal(new Set(ids).size, 100_000);
});
