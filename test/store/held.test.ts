import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Held } from "../../src/store/held";
import { rowsOf } from "./support/database";
import { folder } from "./support/folder";
import { layerRow, modelRow, storeAt } from "./support/recording";

test("the rows of one model are handed over together, and then no more", () => {
  const held = new Held();
  const [first, second] = [0, 1].map((position) => ({ ...layerRow, position }));
  assert.equal(held.has("models", modelRow), false);
  assert.equal(held.has("layers", first!), false);
  assert.equal(held.has("layers", second!), false);
  held.taken();
  assert.equal(held.has("models", modelRow), true);
  assert.equal(held.has("layers", second!), true);
  held.forget();
  assert.equal(held.has("layers", second!), false);
});

// A model that one file had would be missing in the file that is made in its place.
for (const way of ["closed", "let go by itself"]) {
  test(`a model goes into the file that stands where one was ${way} and deleted`, async (t) => {
    const path = join(folder(t), "study.duckdb");
    const { store } = storeAt(t, path);
    store.add("models", modelRow);
    store.add("layers", layerRow);
    await store.flush();
    if (way === "closed") await store.close();
    else await new Promise((resolve) => setTimeout(resolve, 600));
    rmSync(path);
    store.add("models", modelRow);
    store.add("layers", layerRow);
    await store.close();
    const sql =
      "SELECT model_id FROM tfjs_prov.layers JOIN tfjs_prov.models USING (model_id)";
    assert.deepEqual(await rowsOf(path, sql), [{ model_id: modelRow.model_id }]);
  });
}
