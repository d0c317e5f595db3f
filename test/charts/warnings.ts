import type { ChartSpec } from "../../src/charts/spec";

interface View {
  runAsync(): Promise<View>;
  toSVG(): Promise<string>;
  signal(name: string): unknown;
  signal(name: string, value: unknown): View;
  finalize(): void;
}

/** Compile and run a chart as a front end does; return its view and what is warned of. */
export async function runSpec(
  spec: ChartSpec,
): Promise<{ view: View; said: string[] }> {
  const said: string[] = [];
  const say = (...words: unknown[]) => {
    said.push(words.join(" "));
    return logger;
  };
  const quiet = () => logger;
  const logger = { level: quiet, error: say, warn: say, info: quiet, debug: quiet };
  const vega = require("vega");
  const { compile } = require("vega-lite");
  const copy = JSON.parse(JSON.stringify(spec));
  const runtime = vega.parse(compile(copy, { logger }).spec);
  const view: View = new vega.View(runtime, { renderer: "none", logger });
  await view.runAsync();
  return { view, said };
}
