import { StringDecoder } from "node:string_decoder";

export type StreamName = "stdout" | "stderr";

/** Characters that are sent at once. */
const ENOUGH = 65_536;
/** How long text may wait for more, in ms. */
const WAIT_MS = 40;

/**
 * Gather what is printed into few messages: a front end takes about a thousand a second,
 * and a loop prints more. The order between the streams is kept.
 */
export class StreamBuffer {
  readonly #send: (name: StreamName, text: string) => void;
  readonly #decoders = {
    stdout: new StringDecoder("utf8"),
    stderr: new StringDecoder("utf8"),
  };
  #name: StreamName = "stdout";
  #pieces: string[] = [];
  #length = 0;
  #since = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(send: (name: StreamName, text: string) => void) {
    this.#send = send;
  }

  /** Take text, or bytes of UTF-8 that may end inside a character. */
  write(name: StreamName, chunk: string | Uint8Array): void {
    const text =
      typeof chunk === "string"
        ? chunk
        : this.#decoders[name].write(Buffer.from(chunk));
    if (text === "") return;
    if (name !== this.#name) this.flush();
    this.#name = name;
    if (this.#pieces.length === 0) this.#begin();
    this.#pieces.push(text);
    this.#length += text.length;
    // The clock is asked as well: a loop that never lets go never meets the timer.
    const late = performance.now() - this.#since > WAIT_MS;
    if (this.#length >= ENOUGH || late) this.flush();
  }

  /** Send what waits. */
  flush(): void {
    if (this.#pieces.length === 0) return;
    clearTimeout(this.#timer);
    const text = this.#pieces.join("");
    this.#pieces = [];
    this.#length = 0;
    this.#send(this.#name, text);
  }

  #begin(): void {
    this.#since = performance.now();
    this.#timer = setTimeout(() => this.flush(), WAIT_MS);
    this.#timer.unref();
  }
}
