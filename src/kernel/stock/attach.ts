import { kernelHost, provideHost } from "../host";
import { StockCell } from "./cell";
import { StockHost } from "./host";
import { isKnown, stockTslab, type TslabJupyter, type WriteDisplay } from "./tslab";

/**
 * Where this process is a stock tslab, learn of its cells from the next one on; in any
 * other process, in a kernel of ours and when called again it changes nothing.
 */
export function attach(found = stockTslab()): void {
  if (kernelHost() || !found || !isKnown(found.jupyter, found.path)) return;
  const host = new StockHost();
  provideHost(host);
  watchCells(found.jupyter, host);
}

/** Patch the prototypes, through which every request of the one server goes. */
function watchCells({ ZmqServer, JupyterHandlerImpl }: TslabJupyter, host: StockHost) {
  const server = ZmqServer.prototype;
  const handler = JupyterHandlerImpl.prototype;
  const { handleExecute } = server;
  const { handleExecuteImpl } = handler;
  const cellIds = new WeakMap<object, unknown>();

  server.handleExecute = function (socket, message) {
    cellIds.set(message.content, message.metadata?.cellId);
    return handleExecute.call(this, socket, message);
  };

  handler.handleExecuteImpl = function (request, writeStream, writeDisplay) {
    const cellId = cellIds.get(request);
    const cell = new StockCell({
      source: request.code,
      cellId: typeof cellId === "string" ? cellId : undefined,
      executionCount: (this.execCount ?? 0) + 1,
      writeStream,
      writeDisplay,
    });
    // tslab sends all output into the newest cell; here each goes into its own.
    const from = () => host.currentCell() ?? cell;
    const display: WriteDisplay = (content, update) =>
      from().writeDisplay(content, update);
    const stream = (name: "stdout" | "stderr", text: string) =>
      from().print(text, name);
    return host.run(cell, () => handleExecuteImpl.call(this, request, stream, display));
  };
}
