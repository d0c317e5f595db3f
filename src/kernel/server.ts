import { packageVersion } from "../util/version";
import { completed, described } from "./completion";
import { historyOf } from "./history";
import type { Channels, RequestChannel } from "./jupyter/channels";
import { type Json, type Message, PROTOCOL } from "./jupyter/message";
import type { Lifecycle } from "./lifecycle";
import { magicsIn } from "./magic/parse";
import type { Queue } from "./queue";
import type { Session } from "./session";
import type { Interpreter } from "./typescript/interpreter";

/** What requests are answered from. */
export interface ServerParts {
  channels: Channels;
  session: Session;
  interpreter: Interpreter;
  queue: Queue;
  lifecycle: Lifecycle;
}

type Answer = (content: Json) => Json | Promise<Json>;

/** Answers the requests of front ends. Source: "Messaging in Jupyter". */
export class Server {
  readonly #parts: ServerParts;
  readonly #answers: Readonly<Record<string, Answer>>;

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.#answers = {
      kernel_info_request: () => kernelInfo(parts.interpreter.compiler.version),
      complete_request: (content) => this.#complete(content),
      inspect_request: (content) => this.#inspect(content),
      is_complete_request: (content) => this.#isComplete(content),
      history_request: (content) => historyOf(parts.session.cells, content),
      comm_info_request: () => ({ status: "ok", comms: {} }),
    };
  }

  /** Listen, until the process ends. */
  async start(): Promise<void> {
    await this.#parts.channels.open((request, channel) => {
      void this.#take(request, channel);
    });
    this.#publishStatus("starting");
  }

  async #take(request: Message, channel: RequestChannel): Promise<void> {
    this.#publishStatus("busy", request);
    try {
      await this.#answer(request, channel);
    } catch (error) {
      const [ename, evalue] = [(error as Error).name, (error as Error).message];
      const content = { status: "error", ename, evalue, traceback: [] };
      this.#parts.channels.reply(channel, request, content);
    } finally {
      this.#publishStatus("idle", request);
    }
  }

  async #answer(request: Message, channel: RequestChannel): Promise<void> {
    const { channels, queue, lifecycle } = this.#parts;
    const { content, header } = request;
    const reply = (answer: Json) => channels.reply(channel, request, answer);
    switch (header.msg_type) {
      case "execute_request":
        return reply(await queue.add(request));
      case "interrupt_request":
        lifecycle.interrupt();
        return reply({ status: "ok" });
      case "shutdown_request":
        await lifecycle.written();
        reply({ status: "ok", restart: content.restart === true });
        return void setImmediate(() => lifecycle.end());
      case "comm_open":
        // No comm has a target here; closing it is how the protocol says so.
        return this.#publish(
          "comm_close",
          { comm_id: content.comm_id, data: {} },
          request,
        );
      default: {
        const answer = this.#answers[header.msg_type];
        if (answer) reply(await answer(content));
      }
    }
  }

  async #complete({ code, cursor_pos }: Json): Promise<Json> {
    const { session, interpreter } = this.#parts;
    const [source, cursor] = [String(code), unitsIn(String(code), Number(cursor_pos))];
    const found = await completed(source, cursor, session.magics, interpreter);
    return {
      status: "ok",
      matches: found.matches,
      cursor_start: pointsIn(source, found.start),
      cursor_end: pointsIn(source, found.end),
      metadata: {},
    };
  }

  async #inspect({ code, cursor_pos }: Json): Promise<Json> {
    const { session, interpreter } = this.#parts;
    const [source, cursor] = [String(code), unitsIn(String(code), Number(cursor_pos))];
    const text = await described(source, cursor, session.magics, interpreter);
    const data = text === undefined ? {} : { "text/plain": text };
    return { status: "ok", found: text !== undefined, data, metadata: {} };
  }

  #isComplete({ code }: Json): Json {
    const source = String(code);
    if (magicsIn(source)?.kind === "cell") return { status: "complete" };
    const { completed, indent } = this.#parts.interpreter.isComplete(source);
    return completed ? { status: "complete" } : { status: "incomplete", indent };
  }

  #publishStatus(execution_state: string, parent?: Message): void {
    this.#publish("status", { execution_state }, parent);
  }

  #publish(type: string, content: Json, parent: Message | undefined): void {
    this.#parts.channels.publish({ type, content, parent });
  }
}

function kernelInfo(typescript: string): Json {
  return {
    status: "ok",
    protocol_version: PROTOCOL,
    implementation: "tfjs-prov",
    implementation_version: packageVersion(),
    language_info: {
      name: "typescript",
      version: typescript,
      mimetype: "text/typescript",
      file_extension: ".ts",
      // Notebook 7 and JupyterLab find their TypeScript mode by this name.
      codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
      nbconvert_exporter: "script",
      pygments_lexer: "typescript",
    },
    banner: `tfjs-prov ${packageVersion()}: TypeScript ${typescript} on Node ${process.versions.node}`,
    help_links: [],
    debugger: false,
  };
}

/** Jupyter counts code points, JavaScript UTF-16 units. */
function unitsIn(text: string, points: number): number {
  return [...text].slice(0, points).join("").length;
}

function pointsIn(text: string, units: number): number {
  return [...text.slice(0, units)].length;
}
