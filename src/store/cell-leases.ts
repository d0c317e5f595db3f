import { quoted, timestamp } from "./literal";

const SHORTEST_MS = 5000;
const LONGEST_MS = 60_000;

interface Lease {
  startedAt: number;
  until: number;
  renewAt: number;
}

/**
 * Keep the leases of the cells that run: until when a reader may believe `running`. No
 * file stays open for a cell, so the longer one runs the less often its lease is
 * renewed: it is as long as the cell has run, from 5 s to a minute.
 */
export class CellLeases {
  readonly #held = new Map<string, Lease>();
  readonly #due: () => void;
  #timer: NodeJS.Timeout | undefined;

  /** @param due is called when a lease is to be renewed. */
  constructor(due: () => void) {
    this.#due = due;
  }

  /** Begin to hold the lease of a cell run, written with its row. */
  hold(cellRunId: string, startedAt: number, now: number): void {
    const lease = { startedAt, until: 0, renewAt: 0 };
    setEnd(lease, now, now + SHORTEST_MS);
    this.#held.set(cellRunId, lease);
    this.#wait(now);
  }

  letGo(cellRunId: string): void {
    this.#held.delete(cellRunId);
    if (this.#held.size === 0) this.stop();
  }

  /** Renew nothing until the next lease begins or is renewed. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  isDue(now: number): boolean {
    return [...this.#held.values()].some(({ renewAt }) => renewAt <= now);
  }

  /**
   * Return the statements that renew what is due; none when nothing is.
   *
   * @param least until when what is written now is said to live.
   */
  renewals(now: number, least: number): string[] {
    const due = [...this.#held].filter(([, { renewAt }]) => renewAt <= now);
    for (const [, lease] of due) prolong(lease, now, least);
    if (due.length > 0) this.#wait(now);
    return due.map(
      ([id, { until }]) =>
        `UPDATE tfjs_prov.cell_runs SET lease_until = ${timestamp(until)} ` +
        `WHERE status = 'running' AND cell_run_id = ${quoted(id)}`,
    );
  }

  #wait(now: number): void {
    this.stop();
    const next = Math.min(...[...this.#held.values()].map(({ renewAt }) => renewAt));
    this.#timer = setTimeout(this.#due, next - now);
    this.#timer.unref();
  }
}

function prolong(lease: Lease, now: number, least: number): void {
  const age = Math.min(now - lease.startedAt, LONGEST_MS);
  setEnd(lease, now, Math.max(least, now + age));
}

function setEnd(lease: Lease, now: number, until: number): void {
  lease.until = until;
  lease.renewAt = now + (2 * (until - now)) / 3;
}
