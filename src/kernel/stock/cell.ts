import { nowMs } from "../../util/clock";
import type { MimeBundle } from "../../util/mime";
import { uuidv7 } from "../../util/uuid";
import type { CellRun, CellStatus, LiveDisplay, Use } from "../host";
import type { WriteDisplay, WriteStream } from "./tslab";

/** An error with a name, as tslab prints it, after the line of the source that threw. */
const named = /^(?:Uncaught )?((?:[A-Z]\w*)?(?:Error|Exception))\b/m;
const interrupted =
  /^Error: Interrupted asynchronously|Script execution was interrupted/m;

interface CellStart {
  source: string;
  cellId: string | undefined;
  executionCount: number;
  writeStream: WriteStream;
  writeDisplay: WriteDisplay;
}

/** A cell run in stock tslab: its outputs go into its own message. */
export class StockCell implements CellRun {
  readonly id = uuidv7();
  readonly startedAt = nowMs();
  readonly source: string;
  readonly cellId: string | undefined;
  readonly executionCount: number;
  /** Stock tslab does not tell which names a cell uses. */
  readonly uses: readonly Use[] = [];
  endedAt: number | undefined;
  status: CellStatus = "running";
  errorName: string | undefined;
  /** Write as tslab would for this cell's message. */
  readonly writeDisplay: WriteDisplay;
  readonly #writeStream: WriteStream;
  #complaint = "";

  constructor(start: CellStart) {
    this.source = start.source;
    this.cellId = start.cellId;
    this.executionCount = start.executionCount;
    this.writeDisplay = start.writeDisplay;
    this.#writeStream = start.writeStream;
  }

  show({ data, metadata }: MimeBundle): void {
    this.writeDisplay({ data, metadata, transient: {} }, false);
  }

  live(bundle: MimeBundle): LiveDisplay {
    const transient = { display_id: uuidv7() };
    const write = ({ data, metadata }: MimeBundle, update: boolean) =>
      this.writeDisplay({ data, metadata, transient }, update);
    write(bundle, false);
    return { update: (next) => write(next, true) };
  }

  print(text: string, stream: "stdout" | "stderr" = "stdout"): void {
    if (stream === "stderr") this.#complaint = text;
    this.#writeStream(stream, text);
  }

  /** Take note of the end; tslab only prints the error, as the last it says. */
  end(ok: boolean): void {
    this.endedAt = nowMs();
    if (ok) this.status = "ok";
    else if (interrupted.test(this.#complaint)) this.status = "interrupted";
    else {
      this.status = "error";
      this.errorName = named.exec(this.#complaint)?.[1];
    }
  }
}
