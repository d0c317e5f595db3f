import { quoted, timestamp } from "./literal";

const SHORTEST_MS = 5000;

/**
 * Keep the leases of what runs: until when a reader may believe `running`. A lease is
 * 5 s, or four times the longest pause so far for a process whose loop is busy.
 */
export class Leases {
  #held = new Set<string>();
  #begun = new Set<string>();
  #lastSeen: number | undefined;
  #longestPause = 0;
  #renewAt = Number.POSITIVE_INFINITY;

  get size(): number {
    return this.#held.size;
  }

  /** The runs that this process began; the ends of some may wait to be written. */
  get begun(): readonly string[] {
    return [...this.#begun];
  }

  /** Begin to hold the lease of a run, and of its phases with it. */
  hold(runId: string): void {
    this.#held.add(runId);
    this.#begun.add(runId);
  }

  letGo(runId: string): void {
    this.#held.delete(runId);
    if (this.#held.size === 0) this.#lastSeen = undefined;
  }

  /** Return the end of a lease that begins now, in ms since 1970. */
  until(now: number): number {
    return now + Math.max(SHORTEST_MS, 4 * this.#longestPause);
  }

  /** Return the statements that renew what is due; none when nothing is. */
  renewals(now: number): string[] {
    if (this.#held.size === 0) return [];
    if (this.#lastSeen !== undefined) {
      this.#longestPause = Math.max(this.#longestPause, now - this.#lastSeen);
    }
    const first = this.#lastSeen === undefined;
    this.#lastSeen = now;
    if (!first && now < this.#renewAt) return [];
    const until = this.until(now);
    this.#renewAt = now + (until - now) / 3;
    if (first) return [];
    const ids = [...this.#held].map(quoted).join(", ");
    return ["runs", "phases"].map(
      (table) =>
        `UPDATE tfjs_prov.${table} SET lease_until = ${timestamp(until)} ` +
        `WHERE status = 'running' AND run_id IN (${ids})`,
    );
  }
}
