import { spawn } from "node:child_process";
import { join } from "node:path";

/** What another program answered. */
export interface Answer {
  /** Undefined for one that was not found, or was ended. */
  code: number | undefined;
  stdout: string;
  stderr: string;
  timedOut: boolean;
}

export interface AskOptions {
  cwd?: string;
  timeoutMs?: number;
}

/** Run a program to its end, which comes by force after a while. */
export function ask(
  command: string,
  args: readonly string[],
  { cwd, timeoutMs = 30_000 }: AskOptions = {},
): Promise<Answer> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const answer: Answer = { code: undefined, stdout: "", stderr: "", timedOut: false };
    const timer = setTimeout(() => {
      answer.timedOut = true;
      child.kill("SIGKILL");
    }, timeoutMs);
    const end = (code: number | null) => {
      clearTimeout(timer);
      resolve({ ...answer, code: code ?? undefined });
    };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        answer[name] += text;
      });
    }
    child.on("error", (error) => {
      answer.stderr += error.message;
      end(null);
    });
    child.on("close", end);
  });
}

/** What a probe found, or why it found nothing. */
export type Probed<T> = { found: T } | { error: string };

/**
 * Run a program of `probes/` in a process of its own, as a library that doesn't fit the
 * machine may end the process that loads it. Its last line is JSON.
 */
export async function probe<T>(
  name: string,
  args: readonly string[],
  options: AskOptions = {},
): Promise<Probed<T>> {
  const program = join(__dirname, "probes", `${name}.js`);
  const answer = await ask(process.execPath, [program, ...args], options);
  const last = answer.stdout.trimEnd().split("\n").at(-1)!;
  if (answer.code === 0) return JSON.parse(last) as Probed<T>;
  return { error: complaintOf(answer) };
}

/** Return the line of an answer that says best why there is none. */
function complaintOf({ code, stderr, timedOut }: Answer): string {
  if (timedOut) return "it took too long and was ended";
  const lines = stderr.split("\n").map((line) => line.trim());
  const error = lines.find((line) => /^\w*Error\b.*: /.test(line));
  const ended = code === undefined ? "it was ended" : `it ended with exit code ${code}`;
  return error ?? lines.filter(Boolean).at(-1) ?? ended;
}
