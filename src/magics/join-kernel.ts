import type { CellRun, KernelHost } from "../kernel/host";
import { recordCells } from "./cells";
import type { Prov, Source } from "./prov";
import type { Shown } from "./shown";

/** How long trainings have to stop by themselves when the kernel is shut down, in ms. */
const GRACE_MS = 800;

/** What is joined to a kernel. */
export interface Joining {
  prov: Prov;
  shown: Shown;
  source: Source;
  say: (message: string) => void;
}

/**
 * Join an open file to the kernel that this process is: its cells are recorded, from the
 * first one on, and its stop button and its shutdown reach the trainings.
 *
 * @returns how to end that.
 */
export function joinKernel(host: KernelHost, joining: Joining): () => void {
  const { prov, shown } = joining;
  const ends = [
    host.onCell((cell, moment) =>
      moment === "end" ? shown.cellEnds(cell) : undefined,
    ),
    host.onInterrupt((cell) => interrupt(host, prov, cell)),
    host.onShutdown(() => shutDown(prov)),
    cellsOf(host, joining),
  ];
  return () => {
    for (const end of ends) end();
  };
}

function cellsOf(host: KernelHost, { prov, source, say }: Joining): () => void {
  const sink = source.cells;
  if (!sink) return () => undefined;
  const ended = () => void prov.settled().then(() => source.close());
  return recordCells(host, { sink, say, ended, file: () => source.path });
}

/** Stop what a cell waits for; without a cell all, said where each was started. */
function interrupt(
  host: KernelHost,
  prov: Prov,
  cell: CellRun | undefined,
): Promise<unknown> | undefined {
  const interrupting = prov.interrupt(cell?.id);
  if (!cell) {
    for (const { name, cellRunId } of interrupting?.runs ?? []) {
      const started = host.cells.find(({ id }) => id === cellRunId);
      started?.print(`Interrupting ${name}: it stops after its batch\n`, "stderr");
    }
  }
  return interrupting?.ended;
}

/** Resolve when a promise settles, or after so many milliseconds. */
function settledWithin(promise: Promise<unknown> | undefined, ms: number) {
  let timer: NodeJS.Timeout | undefined;
  const grace = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([promise, grace]).finally(() => clearTimeout(timer));
}

async function shutDown(prov: Prov): Promise<void> {
  const interrupting = prov.interrupt(undefined, "the kernel was shut down");
  await settledWithin(interrupting?.ended, GRACE_MS);
  prov.abandon();
  await prov.close();
}
