import type { WatchedPhase } from "../capture/watching/watch";
import type { LiveDisplay } from "../kernel/host";
import { messageOf } from "../util/errors";
import type { MimeBundle } from "../util/mime";
import type { NoteChart } from "./chart-notes";
import { drawHistories } from "./compare";
import { type Axis, comparedRuns } from "./compare-data";
import type { Place } from "./front-end";
import type { Session } from "./query";

/** A chart is redrawn at most once a second, in ms. */
const EVERY_MS = 1000;

/** What a live chart needs of the world. */
export interface LiveAround {
  session: Session;
  /** Tell the user of a chart that can't be drawn. */
  say(message: string): void;
  now(): number;
  /** Take note of the last picture of a chart. */
  note: NoteChart | undefined;
}

/**
 * The chart of the runs that one cell trains, drawn anew while they do: one drawing at a
 * time, between the batches, without its picture until none of them trains any more.
 */
export class LiveChart {
  readonly #place: Place;
  readonly #around: LiveAround;
  /** The metric that was asked for. */
  readonly #named: string | undefined;
  readonly #ids: string[] = [];
  readonly #going = new Set<string>();
  #display: LiveDisplay | undefined;
  #validates = false;
  #axis: Axis = "step";
  #drawing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #picturedAt = Number.NEGATIVE_INFINITY;
  #stale = false;
  #said = false;

  constructor(place: Place, live: true | string, around: LiveAround) {
    this.#place = place;
    this.#around = around;
    this.#named = live === true ? undefined : live;
  }

  /** Take in a run, as a phase of it begins. */
  began(id: string, { validates }: WatchedPhase): void {
    this.#going.add(id);
    this.#validates ||= validates;
    if (this.#ids.includes(id)) return;
    this.#ids.push(id);
    this.#display ??= this.#place.live(
      textBundle(`${this.#metric}: nothing to draw yet`),
    );
  }

  /** Note that there is more to draw. */
  changed(axis: Axis): void {
    if (axis === "epoch") this.#axis = axis;
    this.#stale = true;
    if (!this.#timer && !this.#drawing) this.#soon();
  }

  /** Note that a run ended; the promise is of the last picture, where it is due. */
  ended(id: string): Promise<unknown> | undefined {
    this.#going.delete(id);
    this.#stale = true;
    const isDue = this.#around.now() - this.#picturedAt >= EVERY_MS;
    if (this.#going.size === 0 && isDue) return this.settle();
    if (!this.#timer && !this.#drawing) this.#soon();
    return undefined;
  }

  /** Draw now what is not drawn yet, where no run goes on. */
  async settle(): Promise<void> {
    while ((this.#stale || this.#drawing) && this.#going.size === 0) await this.#draw();
  }

  get #metric(): string {
    return this.#named ?? (this.#validates ? "val_loss" : "loss");
  }

  /** Milliseconds until the next drawing is due. */
  get #waits(): number {
    return this.#drawnAt + EVERY_MS - this.#around.now();
  }

  #soon(): void {
    this.#timer = setTimeout(() => void this.#draw(), Math.max(0, this.#waits));
    this.#timer.unref();
  }

  #draw(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#drawing ??= this.#drawNow().finally(() => {
      this.#drawing = undefined;
      if (this.#stale) this.#soon();
    });
    return this.#drawing;
  }

  /** Never rejects: whoever trains must not hear of it. */
  async #drawNow(): Promise<void> {
    this.#stale = false;
    this.#drawnAt = this.#around.now();
    try {
      this.#display?.update(await this.#bundle());
    } catch (error) {
      this.#sayOnce(error);
    }
  }

  async #bundle(): Promise<MimeBundle> {
    const [metric, ids] = [this.#metric, [...this.#ids]];
    const { session, note } = this.#around;
    if (this.#going.size > 0) {
      const drawing = await drawHistories(session, { metric, x: this.#axis, ids });
      return drawing.bundle({ picture: false });
    }
    this.#picturedAt = this.#around.now();
    const { perEpoch } = await comparedRuns(session, { metric, runs: ids });
    const x = perEpoch ? "epoch" : "step";
    const drawing = await drawHistories(session, { metric, x, ids });
    const bundle = await drawing.bundle();
    note?.(drawing, { verb: "live", cellRunId: this.#place.cellRunId });
    return bundle;
  }

  #sayOnce(error: unknown): void {
    if (this.#said) return;
    this.#said = true;
    this.#around.say(
      `Could not draw ${this.#metric} live\n  ${messageOf(error)}\n  the training goes on`,
    );
  }
}

function textBundle(text: string): MimeBundle {
  return { data: { "text/plain": text }, metadata: {} };
}
