import { readFileSync } from "node:fs";
import * as tf from "@tensorflow/tfjs";
import type { Prov } from "../../../src";

type Penguin = Record<string, number | string | null>;
type Split<T> = { train: T; test: T };

/** What the trainings are given. */
export interface Data {
  raw: Split<tf.Tensor2D>;
  standardised: Split<tf.Tensor2D>;
  species: Split<tf.Tensor2D>;
  /** The rows of the standardised measures, in the order of the file. */
  rows: number[][];
}

export const TRAIN = 160;
export const TEST = 40;
const measures = [
  "Beak Length (mm)",
  "Beak Depth (mm)",
  "Flipper Length (mm)",
  "Body Mass (g)",
];
const kinds = ["Adelie", "Chinstrap", "Gentoo"];

/** Read the penguins in a fixed mixed order: the file has them by species. */
function penguins(): Penguin[] {
  const file = require.resolve("vega-datasets/data/penguins.json");
  const all = JSON.parse(readFileSync(file, "utf8")) as Penguin[];
  // 7919 is prime, so each place is met once.
  return all.map((_, i) => all[(i * 7919) % all.length]!);
}

const complete = (row: Penguin) => measures.every((name) => row[name] !== null);
const measured = (rows: Penguin[]) =>
  tf.tensor2d(rows.map((row) => measures.map((name) => Number(row[name]))));
const labelled = (rows: Penguin[]) =>
  tf.tensor2d(rows.map(({ Species }) => kinds.map((kind) => Number(kind === Species))));
const divided = (all: tf.Tensor2D): Split<tf.Tensor2D> => ({
  train: all.slice([0], [TRAIN]),
  test: all.slice([TRAIN], [TEST]),
});

/** Take the mean off each column and divide by its deviation. */
function standardised(all: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const { mean, variance } = tf.moments(all, 0);
    return all.sub<tf.Tensor2D>(mean).div(variance.sqrt());
  });
}

/** Prepare the data in steps that are recorded. */
export function prepare(prov: Prov): Data {
  const file = prov.dataset(penguins(), {
    name: "penguins",
    source: "vega-datasets/data/penguins.json",
  });
  const clean = prov.step("drop missing", (rows: Penguin[]) =>
    rows.filter(complete).slice(0, TRAIN + TEST),
  )(file);
  prov.dataset(clean, { name: "complete" });
  const x = prov.step("measure", measured)(clean);
  const y = prov.step("label", labelled)(clean);
  const scaled = prov.step("standardise", standardised)(x);
  const split = prov.step("split", divided);
  const data = { raw: split(x), standardised: split(scaled), species: split(y) };
  prov.dataset(x, { name: "measures" });
  prov.dataset(y, { name: "species" });
  prov.dataset(scaled, { name: "standardised", rows: true });
  prov.dataset(data.raw, { name: "raw" });
  prov.dataset(data.standardised, { name: "x", rows: true });
  prov.dataset(data.species, { name: "y" });
  return { ...data, rows: scaled.arraySync() };
}
