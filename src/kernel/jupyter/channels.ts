import { Publisher, Reply, Router } from "zeromq";
import { addressOf, type Connection } from "./connection";
import { Codec, type Json, type Message, type Outgoing } from "./message";
import { Outbox } from "./outbox";

/** A channel on which requests come. */
export type RequestChannel = "shell" | "control";

/** Take a request; it was seen on `channel`, where its reply goes. */
export type TakeRequest = (request: Message, channel: RequestChannel) => void;

/** The five sockets of a kernel. Source: "Messaging in Jupyter". */
export class Channels {
  readonly #connection: Connection;
  readonly #codec: Codec;
  readonly #routers = { shell: new Router(), control: new Router() };
  readonly #iopub = new Publisher();
  readonly #stdin = new Router();
  readonly #heartbeat = new Reply();
  readonly #outboxes = {
    shell: new Outbox(this.#routers.shell),
    control: new Outbox(this.#routers.control),
    iopub: new Outbox(this.#iopub),
  };

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#codec = new Codec(connection);
  }

  /** Bind all sockets and hand every request to `take`. */
  async open(take: TakeRequest): Promise<void> {
    const { shell_port, control_port, iopub_port, stdin_port, hb_port } =
      this.#connection;
    // Whatever a cell prints waits for the front end; zeromq would drop what is over 1000.
    this.#iopub.sendHighWaterMark = 0;
    const bound = [
      [this.#iopub, iopub_port],
      [this.#routers.shell, shell_port],
      [this.#routers.control, control_port],
      [this.#stdin, stdin_port],
      [this.#heartbeat, hb_port],
    ] as const;
    for (const [socket, port] of bound) {
      await socket.bind(addressOf(this.#connection, port));
    }
    void this.#receive("shell", take);
    void this.#receive("control", take);
    void this.#beat();
  }

  /** Answer a request. */
  reply(channel: RequestChannel, parent: Message, content: Json): void {
    const type = parent.header.msg_type.replace(/_request$/, "_reply");
    const frames = this.#codec.encode({ type, content, parent }, parent.identities);
    this.#outboxes[channel].send(frames);
  }

  /** Tell every front end. */
  publish(message: Outgoing): void {
    // The topic is what IPython calls it; subscribers take all.
    const topic = Buffer.from(`kernel.${message.type}`);
    this.#outboxes.iopub.send(this.#codec.encode(message, [topic]));
  }

  /** Send what waits, and close. */
  async close(): Promise<void> {
    await Promise.all(Object.values(this.#outboxes).map((box) => box.flushed()));
    const { shell, control } = this.#routers;
    for (const socket of [shell, control, this.#iopub, this.#stdin, this.#heartbeat]) {
      socket.close();
    }
  }

  async #receive(channel: RequestChannel, take: TakeRequest): Promise<void> {
    for await (const frames of this.#routers[channel]) {
      const request = this.#decoded(frames);
      if (request) take(request, channel);
    }
  }

  /** A message that can't be trusted is dropped, as every Jupyter kernel does. */
  #decoded(frames: readonly Buffer[]): Message | undefined {
    try {
      return this.#codec.decode(frames);
    } catch {
      return undefined;
    }
  }

  async #beat(): Promise<void> {
    for await (const frames of this.#heartbeat) await this.#heartbeat.send(frames);
  }
}
