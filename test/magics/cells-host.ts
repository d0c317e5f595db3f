import type { TestContext } from "node:test";
import { type CellRun, provideHost } from "../../src/kernel/host";
import { StockCell } from "../../src/kernel/stock-cell";
import { StockHost } from "../../src/kernel/stock-host";

/** A kernel of the test's own, whose cells are functions. */
export interface Cells {
  host: StockHost;
  /** Run a cell; `uses` are names of earlier cell runs. */
  run<T>(source: string, body?: () => T | Promise<T>, more?: More): Promise<T>;
}

interface More {
  cellId?: string;
  uses?: CellRun["uses"];
}

/** Make this process a kernel for as long as a test runs. */
export function cellsHost(t: TestContext): Cells {
  const host = new StockHost();
  provideHost(host);
  t.after(() => provideHost(undefined));
  let executionCount = 0;
  const run: Cells["run"] = (source, body, { cellId, uses = [] } = {}) => {
    executionCount += 1;
    const write = () => undefined;
    const start = { source, cellId, executionCount };
    const cell = new StockCell({ ...start, writeStream: write, writeDisplay: write });
    Object.assign(cell, { uses });
    return host.run(cell, async () => {
      try {
        return await (body as () => Promise<never>)?.();
      } catch (error) {
        cell.print(String(error), "stderr");
        throw error;
      }
    });
  };
  return { host, run };
}
