/** The part of a zeromq socket that sends. */
export interface Sends {
  readonly closed: boolean;
  send(frames: (Buffer | string)[]): Promise<void>;
}

/** Messages that are handed to zeromq in one turn of the event loop. */
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
    this.#waiting.push(frames);
    this.#hand();
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
    this.#hand();
    if (this.#waiting.length > 0) {
      this.#turn = setImmediate(() => this.#turned());
      return;
    }
    for (const resolve of this.#flushed.splice(0)) resolve();
  }

  /** Hand over in order, up to the one that has to wait for a later turn. */
  #hand(): void {
    for (let frames = this.#waiting[0]; frames; frames = this.#waiting[0]) {
      if (this.#sent >= AT_ONCE || !this.#takes(frames)) return;
      this.#waiting.shift();
      this.#sent++;
    }
  }

  /** Whether zeromq takes it: every 512th send or so is slow, and the next is refused. */
  #takes(frames: (Buffer | string)[]): boolean {
    // A peer that went away, or a socket that was closed, is nobody's trouble.
    if (this.#socket.closed) return true;
    try {
      this.#socket.send(frames).catch(() => undefined);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== "EBUSY";
    }
  }
}
