import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { isCovered, ownFont, textWidth } from "../../src/charts/font";
import { signs } from "../../src/charts/notes";

const font = readFileSync(ownFont.file);

/** Where a table of a TrueType file begins. Source: OpenType, "Table directory". */
function tableAt(tag: string): number {
  for (let at = 12; at < 12 + 16 * font.readUInt16BE(4); at += 16) {
    if (font.toString("latin1", at, at + 4) === tag) return font.readUInt32BE(at + 8);
  }
  throw new Error(`no table ${tag}`);
}

/** The glyph of each character, read from the groups of a `cmap` of format 12. */
function glyphs(): Map<number, number> {
  const cmap = tableAt("cmap");
  const found = new Map<number, number>();
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const table = cmap + font.readUInt32BE(cmap + 8 + 8 * i);
    if (font.readUInt16BE(table) !== 12) continue;
    for (let group = 0; group < font.readUInt32BE(table + 12); group++) {
      const at = table + 16 + 12 * group;
      const first = font.readUInt32BE(at);
      for (let code = first; code <= font.readUInt32BE(at + 4); code++) {
        found.set(code, font.readUInt32BE(at + 8) + code - first);
      }
    }
  }
  return found;
}

const glyphOf = glyphs();

test("the font comes with its licence", () => {
  assert.ok(existsSync(ownFont.file.replace(/\.ttf$/, ".LICENSE.txt")));
});

test("isCovered() says yes only to characters that the font has", () => {
  const missing: string[] = [];
  for (let code = 32; code < 0x10000; code++) {
    const character = String.fromCharCode(code);
    if (isCovered(character) && !glyphOf.has(code)) missing.push(code.toString(16));
  }
  assert.deepEqual(missing, []);
});

test("isCovered() knows what charts write themselves, and common names", () => {
  const text = `val_loss by epoch · 1,000 … −1e−7 ${Object.values(signs).join("")} ∞`;
  assert.ok(isCovered(text));
  assert.ok(isCovered("naïve Größe ωμέγα модель"));
  for (const other of ["模型", "🧪", "नमूना"]) assert.ok(!isCovered(other));
});

test("textWidth() is what the font says", () => {
  const units = font.readUInt16BE(tableAt("head") + 18);
  const advances = tableAt("hmtx");
  for (let code = 32; code < 127; code++) {
    const exact = font.readUInt16BE(advances + 4 * glyphOf.get(code)!) / units;
    const measured = textWidth(String.fromCharCode(code), 1);
    assert.ok(Math.abs(measured - exact) <= 0.011, String.fromCharCode(code));
  }
});
