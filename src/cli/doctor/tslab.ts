import { readFileSync } from "node:fs";
import { packageFile } from "../../util/version";
import { type Probed, probe } from "./ask";
import { type Finding, fails, works } from "./finding";

/** Versions of what the kernel stands on. */
export interface Stand {
  tslab: string;
  zeromq: string;
}

/** Tell whether tslab and zeromq load, and are those that the kernel was made for. */
export async function checkTslab(
  probed?: Probed<Stand>,
  wanted = pinned(),
): Promise<Finding[]> {
  const answer = probed ?? (await probe<Stand>("tslab", []));
  const hint = "try: npm install tfjs-prov, in a folder of its own";
  if ("error" in answer) return [fails("tslab", "does not load", answer.error, hint)];
  const { tslab, zeromq } = answer.found;
  if (tslab === wanted.tslab && zeromq === wanted.zeromq) {
    return [works("tslab", `${tslab}, with zeromq ${zeromq}`)];
  }
  return [
    fails(
      "tslab",
      `${tslab}, with zeromq ${zeromq}`,
      `the kernel needs tslab ${wanted.tslab}, with zeromq ${wanted.zeromq}`,
      hint,
    ),
  ];
}

function pinned(): Stand {
  const text = readFileSync(packageFile("package.json"), "utf8");
  const { dependencies } = JSON.parse(text) as { dependencies: Stand };
  return { tslab: dependencies.tslab, zeromq: dependencies.zeromq };
}
