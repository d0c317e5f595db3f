import { createHmac, randomUUID } from "node:crypto";
import { Dealer } from "zeromq";

/** A connection file of Jupyter. */
export interface Connection {
  transport: "tcp";
  ip: string;
  key: string;
  signature_scheme: "hmac-sha256";
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
}

/** What a kernel says of itself, as far as it is looked at here. */
export interface KernelInfo {
  implementation: string;
  implementation_version: string;
}

const delimiter = "<IDS|MSG>";

/** A front end that asks a kernel two things, in Jupyter's protocol 5.3. */
export class Client {
  readonly #connection: Connection;
  readonly #shell: Dealer;
  readonly #control: Dealer;
  readonly #session = randomUUID();

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#shell = this.#open(connection.shell_port);
    this.#control = this.#open(connection.control_port);
  }

  async kernelInfo(): Promise<KernelInfo> {
    return (await this.#ask(this.#shell, "kernel_info_request")) as KernelInfo;
  }

  async shutDown(): Promise<void> {
    await this.#control.send(this.#frames("shutdown_request", { restart: false }));
  }

  close(): void {
    this.#shell.close();
    this.#control.close();
  }

  #open(port: number): Dealer {
    const { transport, ip } = this.#connection;
    // what was not sent must not keep the process
    const socket = new Dealer({ linger: 0 });
    socket.connect(`${transport}://${ip}:${port}`);
    return socket;
  }

  async #ask(socket: Dealer, type: string): Promise<unknown> {
    await socket.send(this.#frames(type, {}));
    const frames = (await socket.receive()).map(String);
    return JSON.parse(frames[frames.indexOf(delimiter) + 5]!);
  }

  #frames(type: string, content: object): string[] {
    const header = {
      msg_id: randomUUID(),
      session: this.#session,
      username: "doctor",
      date: new Date().toISOString(),
      msg_type: type,
      version: "5.3",
    };
    const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
    const hmac = createHmac("sha256", this.#connection.key);
    for (const part of parts) hmac.update(part);
    return [delimiter, hmac.digest("hex"), ...parts];
  }
}
