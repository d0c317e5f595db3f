import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Reading } from "./reading";

/** Where Linux tells what its processors took. */
const ROOT = "/sys/class/powercap";
/** A package as a whole: its cores, and what else is part of it, have names with two numbers. */
const PACKAGE = /^intel-rapl:\d+$/;

/** The counter of one package, in µJ, which begins again at 0 behind its greatest value. */
interface Zone {
  file: string;
  greatest: number;
  last: number;
}

/**
 * What the processors of the machine took, summed since the first reading, where Linux
 * lets this user read it. Nothing is guessed: without the right to read there is nothing.
 */
export class Powercap {
  readonly #root: string;
  #zones: Zone[] | undefined;
  #joules = 0;

  constructor(root = ROOT) {
    this.#root = root;
  }

  /** Read the joules so far; nothing where they can't be read. */
  readings(): Reading[] {
    this.#zones ??= zonesIn(this.#root);
    if (this.#zones.length === 0) return [];
    const values = this.#zones.map(({ file }) => numberIn(file));
    if (values.includes(undefined)) return [];
    for (const [i, zone] of this.#zones.entries()) {
      const value = values[i]!;
      const more = value - zone.last;
      this.#joules += (more < 0 ? more + zone.greatest : more) / 1e6;
      zone.last = value;
    }
    return [{ name: "cpu_energy_j", gpu: null, value: this.#joules }];
  }
}

/** All packages, or none where one of them can't be read: a part would pass for the sum. */
function zonesIn(root: string): Zone[] {
  const packages = namesIn(root)
    .filter((name) => PACKAGE.test(name))
    .map((name) => join(root, name))
    .filter((folder) => textIn(join(folder, "name"))?.startsWith("package"));
  const zones = packages.flatMap((folder) => {
    const file = join(folder, "energy_uj");
    const last = numberIn(file);
    const greatest = numberIn(join(folder, "max_energy_range_uj"));
    return last === undefined || greatest === undefined ? [] : { file, greatest, last };
  });
  return zones.length === packages.length ? zones : [];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textIn(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function numberIn(file: string): number | undefined {
  const text = textIn(file)?.trim();
  return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text);
}
