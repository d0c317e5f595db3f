import type { LiveDisplay } from "../../kernel/host";
import type { Place } from "../front-end";
import type { Line, Lines } from "./run-progress";

/** At most four updates a second, in ms. */
const EVERY_MS = 250;
/** So many ends may be shown at once before they wait their turn as well. */
const ENDS_AT_ONCE = 8;
const MOST_LINES = 12;

/**
 * The output of one cell in which each of its runs has a line, changed in place. Of
 * many runs those that go on are shown and those that ended last; the others are counted.
 */
export class Board implements Lines {
  readonly #place: Place;
  readonly #now: () => number;
  readonly #lines = new Set<Line>();
  /** How many of the runs that are no longer kept ended in which way. */
  readonly #gone = new Map<string, number>();
  #display: LiveDisplay | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sentAt = Number.NEGATIVE_INFINITY;
  #ends = ENDS_AT_ONCE;
  #stale = false;

  constructor(place: Place, now: () => number) {
    this.#place = place;
    this.#now = now;
  }

  changed(line: Line): void {
    this.#stale = true;
    if (!this.#lines.has(line)) this.#lines.add(line);
    const waits = this.#sentAt + EVERY_MS - this.#now();
    if (waits <= 0) this.#send();
    else this.#later(waits);
  }

  ended(line: Line): void {
    this.changed(line);
    this.#forget();
    if (!this.#stale || this.#ends < 1) return;
    this.#ends -= 1;
    this.#send();
  }

  /** Show at once what waits. */
  flush(): void {
    if (this.#stale) this.#send();
  }

  #later(ms: number): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => this.flush(), ms);
    this.#timer.unref();
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#stale = false;
    const now = this.#now();
    const rest = (now - this.#sentAt) / EVERY_MS;
    this.#ends = Math.min(ENDS_AT_ONCE, this.#ends + rest);
    this.#sentAt = now;
    const bundle = { data: { "text/plain": this.#text() }, metadata: {} };
    if (this.#display) this.#display.update(bundle);
    else this.#display = this.#place.live(bundle);
  }

  /** Keep no more lines of ended runs than can be shown. */
  #forget(): void {
    const ended = [...this.#lines].filter((line) => line.ended);
    for (const line of ended.slice(0, -MOST_LINES)) {
      this.#lines.delete(line);
      const status = line.ended!.status;
      this.#gone.set(status, (this.#gone.get(status) ?? 0) + 1);
    }
  }

  #text(): string {
    const all = [...this.#lines];
    const fits = this.#gone.size === 0 && all.length <= MOST_LINES;
    const shown = new Set(fits ? all : chosen(all, MOST_LINES - 1));
    const texts = all.filter((line) => shown.has(line)).map((line) => line.text());
    return [...(fits ? [] : [this.#others(all, shown)]), ...texts].join("\n");
  }

  /** Count what is not shown: `39 more runs: 38 finished, 1 failed`. */
  #others(all: readonly Line[], shown: ReadonlySet<Line>): string {
    const counts = new Map(this.#gone);
    for (const line of all) {
      if (shown.has(line)) continue;
      const status = line.ended?.status ?? "running";
      counts.set(status, (counts.get(status) ?? 0) + 1);
    }
    const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
    const each = [...counts].map(([status, n]) => `${n} ${status}`);
    return `${total} more ${total === 1 ? "run" : "runs"}: ${each.join(", ")}`;
  }
}

/** Choose the runs that go on, the newest, and then those that ended last. */
function chosen(lines: readonly Line[], most: number): Line[] {
  const going = lines.filter((line) => !line.ended).slice(-most);
  const room = most - going.length;
  const ended = lines.filter((line) => line.ended);
  return [...going, ...(room > 0 ? ended.slice(-room) : [])];
}
