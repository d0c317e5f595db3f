/** The part of a zeromq socket that sends. */
export interface Sends {
  readonly closed: boolean;
  send(frames: (Buffer | string)[]): Promise<void>;
}

/**
 * Messages that zeromq 6 takes in one turn of the event loop: it refuses those after the
 * 512th ("Socket is busy writing"), and half of that leaves room for its own.
 */
const AT_ONCE = 256;

/** Send messages in their order and lose none, however many come at once. */
export class Outbox {
  readonly #socket: Sends;
  readonly #waiting: (Buffer | string)[][] = [];
  #sent = 0;
  #turn: NodeJS.Immediate | undefined;
  #flushed: (() => void)[] = [];

  constructor(socket: Sends) {
    this.#socket = socket;
  }

  send(frames: (Buffer | string)[]): void {
    if (this.#waiting.length === 0 && this.#sent < AT_ONCE) this.#hand(frames);
    else this.#waiting.push(frames);
    this.#turn ??= setImmediate(() => this.#turned());
  }

  /** Resolve when all that was handed over is with zeromq. */
  flushed(): Promise<void> {
    if (this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#flushed.push(resolve));
  }

  #turned(): void {
    this.#sent = 0;
    this.#turn = undefined;
    for (const frames of this.#waiting.splice(0, AT_ONCE)) this.#hand(frames);
    if (this.#waiting.length > 0) {
      this.#turn = setImmediate(() => this.#turned());
      return;
    }
    for (const resolve of this.#flushed.splice(0)) resolve();
  }

  #hand(frames: (Buffer | string)[]): void {
    this.#sent++;
    // A peer that went away, or a socket that was closed, is nobody's trouble.
    if (!this.#socket.closed) this.#socket.send(frames).catch(() => undefined);
  }
}
