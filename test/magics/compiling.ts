import { after } from "node:test";
import { Magics } from "../../src/kernel/magics";
import { planCells } from "../../src/kernel/plan/plan";
import { Interpreter } from "../../src/kernel/typescript/interpreter";
import type { Cells } from "./cells-host";

let interpreter: Interpreter | undefined;

/** Let a kernel of the test's own know TypeScript; one a process, as tslab has globals. */
export function knowTypeScript({ host }: Cells): void {
  const compiling = interpreter ?? new Interpreter(process.cwd());
  if (!interpreter) after(() => compiling.close());
  interpreter = compiling;
  const plan = (sources: readonly string[]) =>
    planCells(sources, { interpreter: compiling, magics: new Magics() });
  Object.assign(host, { plan });
}
