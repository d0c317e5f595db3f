import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { Connection } from "./connection";

/** The version of the protocol that is spoken. */
export const PROTOCOL = "5.3";

const DELIMITER = Buffer.from("<IDS|MSG>");

export type Json = Record<string, unknown>;

export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
}

/** A message as it came; its identities lead back to who sent it. */
export interface Message {
  identities: readonly Buffer[];
  header: Header;
  metadata: Json;
  content: Json;
}

/** A message to be sent. */
export interface Outgoing {
  type: string;
  content: Json;
  /** The message that it answers, or whose output it is. */
  parent: Pick<Message, "header" | "identities"> | undefined;
}

/** Tells who sends: one kernel process. */
const session = randomUUID();

/** Turns messages into frames and back, signed. Source: Jupyter's "Wire protocol". */
export class Codec {
  readonly #key: string;
  readonly #hash: string;

  constructor({ key, signature_scheme }: Connection) {
    this.#key = key;
    this.#hash = signature_scheme.replace(/^hmac-/, "");
  }

  /**
   * Read a message.
   *
   * @throws Error when it is not signed with the connection's key, or no message at all.
   */
  decode(frames: readonly Buffer[]): Message {
    const at = frames.findIndex((frame) => frame.equals(DELIMITER));
    if (at < 0 || frames.length < at + 6) throw new Error("not a Jupyter message");
    const parts = frames.slice(at + 2);
    this.#verify(frames[at + 1]!.toString(), parts);
    const [header, , metadata, content] = parts.map(
      (part, i) => (i < 4 ? JSON.parse(part.toString()) : undefined) as unknown,
    );
    return {
      identities: frames.slice(0, at),
      header: header as Header,
      metadata: metadata as Json,
      content: content as Json,
    };
  }

  /** Write a message; `identities` say to whom on a channel with many peers. */
  encode(
    { type, content, parent }: Outgoing,
    identities: readonly Buffer[],
  ): (Buffer | string)[] {
    const header: Header = {
      msg_id: randomUUID(),
      msg_type: type,
      session,
      username: parent?.header.username ?? "kernel",
      date: new Date().toISOString(),
      version: PROTOCOL,
    };
    const parts = [header, parent?.header ?? {}, {}, content].map((part) =>
      JSON.stringify(part),
    );
    return [...identities, DELIMITER, this.#sign(parts), ...parts];
  }

  #sign(parts: readonly (Buffer | string)[]): string {
    if (this.#key === "") return "";
    const hmac = createHmac(this.#hash, this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  #verify(signature: string, parts: readonly Buffer[]): void {
    const wanted = Buffer.from(this.#sign(parts));
    const given = Buffer.from(signature);
    const same = wanted.length === given.length && timingSafeEqual(wanted, given);
    if (!same) throw new Error("a message with a wrong signature");
  }
}
