import { randomUUID } from "node:crypto";
import { nowMs } from "../util/clock";
import type { MimeBundle } from "../util/mime";
import { uuidv7 } from "../util/uuid";
import type { CellRun, CellStatus, LiveDisplay, Use } from "./host";
import type { Json, Message } from "./jupyter/message";
import { StreamBuffer, type StreamName } from "./jupyter/stream-buffer";

/** Send an output, as one of the cell whose request is `parent`. */
export type Publish = (type: string, content: Json, parent: Message) => void;

/** What went wrong, as Jupyter tells it. */
export interface Failure {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** What an execution is made from. */
export interface ExecutionStart {
  request: Message;
  count: number;
  publish: Publish;
  /** The request whose outputs are listened to now: the running cell's, else its own. */
  listening: () => Message | undefined;
}

/** One execution of a cell: who asked for it, what it says, how it ended. */
export class Execution implements CellRun {
  readonly id = uuidv7();
  readonly source: string;
  readonly cellId: string | undefined;
  readonly executionCount: number;
  readonly startedAt = nowMs();
  readonly request: Message;
  endedAt: number | undefined;
  status: CellStatus = "running";
  failure: Failure | undefined;
  uses: readonly Use[] = [];
  readonly #publish: Publish;
  readonly #listening: () => Message | undefined;
  readonly #streams = new StreamBuffer((name, text) =>
    this.#publish("stream", { name, text }, this.request),
  );

  constructor({ request, count, publish, listening }: ExecutionStart) {
    const { cellId } = request.metadata;
    this.request = request;
    this.source = String(request.content.code ?? "");
    this.cellId = typeof cellId === "string" ? cellId : undefined;
    this.executionCount = count;
    this.#publish = publish;
    this.#listening = listening;
  }

  get errorName(): string | undefined {
    return this.failure?.ename;
  }

  show({ data, metadata }: MimeBundle): void {
    this.publish("display_data", { data, metadata, transient: {} });
  }

  live({ data, metadata }: MimeBundle): LiveDisplay {
    const transient = { display_id: randomUUID() };
    this.publish("display_data", { data, metadata, transient });
    return { update: (bundle) => this.update({ ...bundle, transient }) };
  }

  print(text: string, stream: StreamName = "stdout"): void {
    this.write(stream, text);
  }

  write(stream: StreamName, chunk: string | Uint8Array): void {
    this.#streams.write(stream, chunk);
  }

  /**
   * Change an output. JupyterLab finds it by its id; nbclient only hears messages of the
   * cell that runs, so it goes out as one of that.
   */
  update(content: Json): void {
    this.#streams.flush();
    const parent = this.#listening() ?? this.request;
    this.#publish("update_display_data", content, parent);
  }

  /** Send an output after what was printed before it. */
  publish(type: string, content: Json): void {
    this.#streams.flush();
    this.#publish(type, content, this.request);
  }

  /** Show what went wrong; the first failure is the cell's own. */
  fail(failure: Failure): void {
    this.failure ??= failure;
    this.publish("error", { ...failure });
  }

  /** Note the end. */
  end(status: CellStatus): void {
    this.#streams.flush();
    this.status = status;
    this.endedAt = nowMs();
  }
}
