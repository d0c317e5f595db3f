import { setTimeout as wait } from "node:timers/promises";
import type { Json, Message } from "./jupyter/message";
import type { Runner } from "./runner";

/**
 * How long after a failed cell the requests that still arrive were sent before it failed,
 * in ms: a cell that never let go left them in the socket.
 */
const ARRIVING_MS = 20;

interface Waiting {
  request: Message;
  reply: (content: Json) => void;
}

/** Cells that wait for their turn. After one that failed those behind it are aborted. */
export class Queue {
  readonly #runner: Pick<Runner, "run">;
  readonly #waiting: Waiting[] = [];
  #working = false;

  constructor(runner: Pick<Runner, "run">) {
    this.#runner = runner;
  }

  /** Run a cell when its turn comes; resolve to the content of its reply. */
  add(request: Message): Promise<Json> {
    return new Promise((reply) => {
      this.#waiting.push({ request, reply });
      if (!this.#working) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      const content = await this.#runner.run(next.request);
      next.reply(content);
      const stops = next.request.content.stop_on_error !== false;
      if (content.status === "error" && stops) await this.#abort();
    }
    this.#working = false;
  }

  async #abort(): Promise<void> {
    await wait(ARRIVING_MS);
    for (const { reply } of this.#waiting.splice(0)) reply({ status: "aborted" });
  }
}
