import type { Jupyter } from "./find-jupyter";
import { type Finding, fails, works } from "./finding";

/** Parts that run notebooks, by the names that `jupyter --version` gives them. */
const parts: readonly [name: string, shown: string][] = [
  ["jupyterlab", "JupyterLab"],
  ["notebook", "Notebook"],
  ["nbclient", "nbclient"],
  ["nbconvert", "nbconvert"],
];

/** Tell which Jupyter a terminal finds here. */
export function checkJupyter(jupyter: Jupyter | undefined): Finding[] {
  if (!jupyter) {
    return [
      fails(
        "Jupyter",
        "not found on the PATH",
        "JupyterLab, Notebook, nbclient and papermill need it; VS Code brings its own",
        "try: pip install jupyterlab, or activate the environment that has it",
      ),
    ];
  }
  const { versions, command } = jupyter;
  const there = parts
    .filter(([name]) => versions[name] !== undefined)
    .map(([name, shown]) => `${shown} ${versions[name]}`);
  const what = there.length > 0 ? there.join(", ") : "no front end";
  return [works("Jupyter", `${what} (${command})`)];
}
