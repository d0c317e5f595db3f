import { nowMs } from "../util/clock";
import { openSomeFile } from "./aside";
import { type OpenFile, openFile } from "./file";

/** How long after its last use a file is let go, in ms. */
const RELEASE_AFTER_MS = 250;

/**
 * Keep the file open while somebody needs it: opened on first need, kept while a run
 * records, let go shortly after, so that between cells it is whole and free.
 */
export class Lifetime {
  #opening: Promise<OpenFile> | undefined;
  #file: OpenFile | undefined;
  #timer: NodeJS.Timeout | undefined;
  #usedAt = 0;
  /** Whether rows of what is recorded now are in this very file. */
  #bound = false;

  /**
   * @param path the file; another one beside it once that had to be taken.
   * @param busy tells whether the file must stay open now.
   * @param opened is awaited each time before the file is used.
   */
  constructor(
    public path: string,
    private readonly say: (message: string) => void,
    private readonly busy: () => boolean,
    private readonly opened: (file: OpenFile) => Promise<void>,
  ) {}

  /** The file if it is open at this moment. */
  get file(): OpenFile | undefined {
    return this.#file;
  }

  /** Return the open file, opened if it is not. */
  open(): Promise<OpenFile> {
    if (this.#file) return Promise.resolve(this.#file);
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  /** Let the file go when it has not been used for a while. */
  touch(now = nowMs()): void {
    if (!this.#file) return;
    this.#usedAt = now;
    this.#timer ??= this.#later(RELEASE_AFTER_MS);
  }

  /** Let the file go at once. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const file = this.#file;
    this.#file = undefined;
    file?.close();
  }

  /** Close a file that failed, to be opened again: this very file and no other. */
  reset(): void {
    this.#bound ||= this.#file !== undefined;
    this.close();
  }

  /** Resolve when the file is not just being opened. */
  async settled(): Promise<void> {
    await this.#opening?.catch(() => undefined);
  }

  /** The timer is set anew when it rings, rather than at each use. */
  #later(ms: number): NodeJS.Timeout {
    const rings = () => {
      const left = this.busy()
        ? RELEASE_AFTER_MS
        : this.#usedAt + RELEASE_AFTER_MS - nowMs();
      if (left > 1) this.#timer = this.#later(left);
      else this.close();
    };
    return setTimeout(rings, ms).unref();
  }

  async #open(): Promise<OpenFile> {
    const { path, file } = this.#bound
      ? { path: this.path, file: await openFile(this.path) }
      : await openSomeFile(this.path, this.say);
    this.path = path;
    try {
      await this.opened(file);
    } catch (error) {
      file.close();
      throw error;
    }
    this.#bound = false;
    this.#file = file;
    this.touch();
    return file;
  }
}
