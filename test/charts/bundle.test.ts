import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { chartBundle } from "../../src/charts/bundle";
import { compareSpec } from "../../src/charts/compare";
import { pictureFromSpec } from "../../src/charts/picture";
import { cases, hostile } from "./cases";
import { assertGolden } from "./golden";

const { series, options } = cases["five-runs"]!;
const spec = compareSpec(series, options);
const text = "val_loss by epoch, 5 runs";

test("importing charts loads no chart library", () => {
  const heavy = /node_modules.(vega|vega-lite|@resvg)\b/;
  assert.deepEqual(
    Object.keys(require.cache).filter((file) => heavy.test(file)),
    [],
  );
});

test("chartBundle() holds Vega-Lite, a picture and a line of text, nothing else", async () => {
  const { data, metadata } = await chartBundle(spec, { text });
  assert.deepEqual(Object.keys(data), [
    "application/vnd.vegalite.v5+json",
    "image/png",
    "text/plain",
  ]);
  assert.equal(data["application/vnd.vegalite.v5+json"], spec);
  assert.equal(data["text/plain"], text);
  const png = Buffer.from(data["image/png"] as string, "base64");
  const { width, height } = metadata["image/png"] as { width: number; height: number };
  assert.equal(png.toString("latin1", 1, 4), "PNG");
  assert.ok(Math.abs(png.readUInt32BE(16) - 2 * width) <= 1);
  assert.ok(Math.abs(png.readUInt32BE(20) - 2 * height) <= 1);
});

test("chartBundle() leaves the spec and Vega's measure of text as they were", async () => {
  const before = JSON.stringify(spec);
  const { textMetrics } = require("vega");
  const { width } = textMetrics;
  await chartBundle(spec, { text });
  assert.equal(JSON.stringify(spec), before);
  assert.equal(textMetrics.width, width);
});

test("a picture has the same bytes every time, also drawn beside others", async () => {
  const { png } = await pictureFromSpec(spec);
  const beside = await Promise.all([1, 2, 3].map(() => pictureFromSpec(spec)));
  for (const other of beside) assert.ok(other.png.equals(png));
});

test("pictures have the bytes of their golden file", async () => {
  const lines: string[] = [];
  for (const [name, { series, options }] of Object.entries(cases)) {
    const { png, width, height } = await pictureFromSpec(compareSpec(series, options));
    const hash = createHash("sha256").update(png).digest("hex").slice(0, 16);
    lines.push(`${name} ${width}x${height} ${hash}\n`);
  }
  assertGolden("pictures.txt", lines.join(""));
});

test("hostile names are drawn", async () => {
  for (const { series, options } of Object.values(hostile)) {
    const { png } = await pictureFromSpec(compareSpec(series, options), { scale: 1 });
    assert.ok(png.length > 1000);
  }
});

test("a font that is not there is an error, not a picture without text", async () => {
  const font = { file: "nowhere.ttf", family: "Nowhere" };
  await assert.rejects(chartBundle(spec, { text, font }), {
    name: "ProvError",
    message: [
      'Could not read the font "nowhere.ttf"',
      "  without a font the text of a chart would be missing from its picture",
      "  try: npm install tfjs-prov",
    ].join("\n"),
  });
});

test("a chart that does not compile fails, and the next one is drawn", async () => {
  const broken = { ...spec, layer: [{ mark: "no such mark" }] };
  await assert.rejects(pictureFromSpec(broken));
  assert.ok((await pictureFromSpec(spec)).png.length > 1000);
});
