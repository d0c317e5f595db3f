import type { TestContext } from "node:test";
import { type CellRun, provideHost } from "../../src/kernel/host";
import { StockCell } from "../../src/kernel/stock/cell";
import { StockHost } from "../../src/kernel/stock/host";
import type { MimeBundle } from "../../src/util/mime";

/** A kernel of the test's own, whose cells are functions. */
export interface Cells {
  host: StockHost;
  /** What was shown as text, each with its cell. */
  shown: [source: string, text: unknown][];
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
  const shown: Cells["shown"] = [];
  let executionCount = 0;
  const run: Cells["run"] = (source, body, { cellId, uses = [] } = {}) => {
    executionCount += 1;
    const writeStream = () => undefined;
    const writeDisplay = (content: object) => {
      const { data } = content as MimeBundle;
      shown.push([source, data["text/plain"]]);
    };
    const start = { source, cellId, executionCount };
    const cell = new StockCell({ ...start, writeStream, writeDisplay });
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
  return { host, run, shown };
}
