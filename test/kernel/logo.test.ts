import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test from "node:test";
import { Resvg } from "@resvg/resvg-js";

const folder = resolve("assets", "kernel");

for (const width of [32, 64]) {
  test(`the logo of ${width} pixels is drawn from the SVG; UPDATE=1 draws it`, () => {
    const svg = readFileSync(join(folder, "logo-svg.svg"), "utf8");
    const options = { fitTo: { mode: "width", value: width } } as const;
    const drawn = new Resvg(svg, { ...options, font: { loadSystemFonts: false } });
    const png = drawn.render().asPng();
    const path = join(folder, `logo-${width}x${width}.png`);
    if (process.env.UPDATE === "1") writeFileSync(path, png);
    const kept = readFileSync(path);
    assert.deepEqual([kept.readUInt32BE(16), kept.readUInt32BE(20)], [width, width]);
    assert.equal(kept.equals(png), true);
  });
}
