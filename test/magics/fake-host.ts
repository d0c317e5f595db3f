import type { TestContext } from "node:test";
import type {
  CellListener,
  CellRun,
  InterruptListener,
  KernelHost,
  ShutdownListener,
} from "../../src/kernel/host";
import { provideHost } from "../../src/kernel/host";
import { Magics } from "../../src/kernel/magics";
import type { MimeBundle } from "../../src/util/mime";
import { uuidv7 } from "../../src/util/uuid";

/** A cell that keeps what is shown in it. */
export class FakeCell implements CellRun {
  readonly id = uuidv7();
  readonly source = "";
  readonly cellId = undefined;
  readonly executionCount: number;
  readonly startedAt = 0;
  endedAt: number | undefined;
  status: CellRun["status"] = "running";
  readonly errorName = undefined;
  readonly uses = [];
  /** Each output as all that it was, the newest last. */
  readonly outputs: MimeBundle[][] = [];
  printed = "";

  constructor(count: number) {
    this.executionCount = count;
  }

  show(bundle: MimeBundle): void {
    this.live(bundle);
  }

  live(bundle: MimeBundle) {
    const output = [bundle];
    this.outputs.push(output);
    return { update: (bundle: MimeBundle) => void output.push(bundle) };
  }

  print(text: string, stream = "stdout"): void {
    this.printed += `${stream}: ${text}`;
  }

  /** What an output says now, as text. */
  text(output = 0): string {
    return String(this.outputs[output]?.at(-1)?.data["text/plain"]);
  }
}

/** A kernel whose cells a test starts and ends. */
export class FakeHost implements KernelHost {
  readonly version = 1;
  readonly kernel = "tfjs-prov";
  readonly notebook = undefined;
  readonly magics = new Magics();
  readonly cells: FakeCell[] = [];
  readonly #listeners = {
    cell: new Set<CellListener>(),
    interrupt: new Set<InterruptListener>(),
    shutdown: new Set<ShutdownListener>(),
  };
  #running: FakeCell | undefined;

  currentCell(): FakeCell | undefined {
    return this.#running;
  }

  runningCell(): FakeCell | undefined {
    return this.#running;
  }

  onCell(listener: CellListener): () => void {
    this.#listeners.cell.add(listener);
    return () => void this.#listeners.cell.delete(listener);
  }

  onInterrupt(listener: InterruptListener): () => void {
    this.#listeners.interrupt.add(listener);
    return () => void this.#listeners.interrupt.delete(listener);
  }

  onShutdown(listener: ShutdownListener): () => void {
    this.#listeners.shutdown.add(listener);
    return () => void this.#listeners.shutdown.delete(listener);
  }

  /** How many listen to anything. */
  get listening(): number {
    return Object.values(this.#listeners).reduce((sum, { size }) => sum + size, 0);
  }

  start(): FakeCell {
    const cell = new FakeCell(this.cells.length + 1);
    this.#running = cell;
    this.cells.push(cell);
    for (const listener of this.#listeners.cell) void listener(cell, "start");
    return cell;
  }

  /** End the cell that runs, and wait for what is shown as it ends. */
  async end(): Promise<void> {
    const cell = this.#running!;
    this.#running = undefined;
    const told = [...this.#listeners.cell].map((listener) => listener(cell, "end"));
    await Promise.all(told);
    cell.status = "ok";
  }

  /** Press the stop button. */
  interrupt(): Promise<unknown> | undefined {
    const [end] = [...this.#listeners.interrupt].map((one) => one(this.#running));
    return end;
  }

  shutdown(): Promise<unknown> {
    return Promise.all([...this.#listeners.shutdown].map((listener) => listener()));
  }
}

/** Let this process be a kernel, until the test ends. */
export function beKernel(t: TestContext): FakeHost {
  const host = new FakeHost();
  provideHost(host);
  t.after(() => provideHost(undefined));
  return host;
}
