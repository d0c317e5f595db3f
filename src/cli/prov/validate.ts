import {
  type Finding,
  type LintFinding,
  type ProvDocument,
  ProvSyntaxError,
  type Validation,
} from "../../prov";
import { ProvError } from "../../util/errors";
import { type Input, inputsOf, readInput } from "./input";

export interface ValidateOptions {
  from?: string;
  lint?: boolean;
}

/** What is said of one file, a line of JSON. */
export interface Verdict {
  file: string;
  /** `error` when the file can't be read as a document. */
  verdict: Validation["verdict"] | "error";
  findings: readonly (Finding & { line?: number; column?: number })[];
  /** Only when asked for: it changes no verdict. */
  lint?: readonly LintFinding[];
}

/** Say of each file whether it is valid; return the exit code, 1 when one is not. */
export async function validate(
  files: readonly string[],
  { from, lint = false }: ValidateOptions,
): Promise<number> {
  let code = 0;
  for (const input of inputsOf(files, from)) {
    const verdict = await verdictOf(input, lint);
    if (verdict.verdict !== "valid") code = 1;
    process.stdout.write(`${JSON.stringify(verdict)}\n`);
  }
  return code;
}

async function verdictOf(input: Input, lint: boolean): Promise<Verdict> {
  const { file } = input;
  try {
    return judged(file, await readInput(input), lint);
  } catch (error) {
    if (!(error instanceof ProvError)) throw error;
    return { file, verdict: "error", findings: [trouble(error)] };
  }
}

function judged(file: string, document: ProvDocument, lint: boolean): Verdict {
  const { verdict, findings } = document.validate();
  return { file, verdict, findings, ...(lint && { lint: document.lint() }) };
}

function trouble(error: ProvError): Verdict["findings"][number] {
  const { message } = error;
  if (!(error instanceof ProvSyntaxError)) return { message, statements: [] };
  const { line, column } = error;
  return { message, statements: [], line, column };
}
