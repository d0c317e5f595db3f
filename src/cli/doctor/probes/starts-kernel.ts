import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, type Connection } from "./client";

/** How a kernel answers that was started. */
export interface Started {
  implementation: string;
  version: string;
  /** From its start to its first answer. */
  durationMs: number;
}

/**
 * Start a kernel as a front end does, by a connection file, ask who it is, and end it.
 *
 * @param argv the words of its kernelspec.
 * @throws Error when it ends before it answers, or takes more than `timeoutMs`.
 */
export async function startsKernel(
  argv: readonly string[],
  timeoutMs = 30_000,
): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), "tfjs-prov-doctor-"));
  try {
    const connection = await freeConnection();
    const file = join(folder, "connection.json");
    writeFileSync(file, JSON.stringify(connection), { mode: 0o600 });
    return await asked(start(argv, { file, folder }), connection, timeoutMs);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function asked(kernel: Kernel, connection: Connection, timeoutMs: number) {
  const startedAt = performance.now();
  const client = new Client(connection);
  try {
    const late = sleep(timeoutMs, undefined, { ref: false }).then(() => {
      throw new Error(`it gave no answer within ${timeoutMs / 1000} s`);
    });
    const info = await Promise.race([client.kernelInfo(), kernel.ended(), late]);
    const durationMs = performance.now() - startedAt;
    const { implementation, implementation_version: version } = info;
    await client.shutDown();
    return { implementation, version, durationMs };
  } finally {
    await kernel.end();
    client.close();
  }
}

interface Kernel {
  /** Reject when it ends, with its last words. */
  ended(): Promise<never>;
  /** Wait a while for its end, then force it. */
  end(): Promise<void>;
}

function start(
  argv: readonly string[],
  { file, folder }: { file: string; folder: string },
): Kernel {
  const [command, ...args] = argv.map((word) =>
    word.replace("{connection_file}", file),
  );
  const child = spawn(command!, args, {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    words += text;
  });
  const gone = new Promise<string>((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code) =>
      resolve(lastOf(words) ?? `it ended with exit code ${code}`),
    );
  });
  const ended = async () => {
    throw new Error(await gone);
  };
  return { ended, end: () => endOf(child) };
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const closed = once(child, "close");
  await Promise.race([closed, sleep(2000, undefined, { ref: false })]);
  child.kill("SIGKILL");
  await closed;
}

function lastOf(text: string): string | undefined {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.find((line) => /^\w*Error\b.*: /.test(line)) ?? lines.findLast(Boolean);
}

async function freeConnection(): Promise<Connection> {
  const servers = Array.from({ length: 5 }, () =>
    createServer().listen(0, "127.0.0.1"),
  );
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = ports as Five;
  return {
    transport: "tcp",
    ip: "127.0.0.1",
    key: randomUUID(),
    signature_scheme: "hmac-sha256",
    ...{ shell_port, iopub_port, stdin_port, control_port, hb_port },
  };
}

type Five = [number, number, number, number, number];
