import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { sha256 } from "../../src/util/sha256";

/** Of FIPS 180-4's example, `abc`. */
const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

test("text and its bytes have one hash, also parts of a longer array", () => {
  const bytes = new TextEncoder().encode("xabcx").subarray(1, 4);
  assert.deepEqual([sha256("abc"), sha256(bytes)], [abc, abc]);
});

test("a Node without crypto.hash tells the same", () => {
  const code = `delete require("node:crypto").hash;
    const { sha256 } = require(${JSON.stringify(require.resolve("../../src/util/sha256"))});
    process.stdout.write(sha256("abc") + sha256(Buffer.from("é")));`;
  const { stdout } = spawnSync(process.execPath, ["-e", code], { encoding: "utf8" });
  assert.equal(stdout, abc + sha256("é"));
});
