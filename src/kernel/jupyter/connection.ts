import { readFileSync } from "node:fs";

/** What Jupyter writes into the connection file. Source: Jupyter's "Connection files". */
export interface Connection {
  transport: "tcp" | "ipc";
  /** An address, or for `ipc` the beginning of a path. */
  ip: string;
  shell_port: number;
  control_port: number;
  iopub_port: number;
  stdin_port: number;
  hb_port: number;
  /** Secret that messages are signed with; empty for none. */
  key: string;
  signature_scheme: string;
}

/** Read a connection file. */
export function readConnection(path: string): Connection {
  return JSON.parse(readFileSync(path, "utf8")) as Connection;
}

/** Return where a channel listens: `tcp://127.0.0.1:5555`, `ipc:///tmp/kernel-1`. */
export function addressOf({ transport, ip }: Connection, port: number): string {
  return `${transport}://${ip}${transport === "ipc" ? "-" : ":"}${port}`;
}
