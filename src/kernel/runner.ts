import { bundleFrom } from "./bundle";
import { Execution, type Publish } from "./execution";
import { failureFrom, interruption, isInterruption, refusal } from "./failure";
import type { Json, Message } from "./jupyter/message";
import type { Rewritten } from "./magic/positions";
import { rewrite } from "./magic/rewrite";
import type { Scripts } from "./scripts";
import type { Session } from "./session";
import type { Compiled } from "./typescript/compiled";
import type { Interpreter, Outcome } from "./typescript/interpreter";
import type { Diagnostic } from "./typescript/tslab";

/** What the cells of one kernel are run with. */
export interface RunnerParts {
  session: Session;
  interpreter: Interpreter;
  scripts: Scripts;
  publish: Publish;
}

/** What a request may ask of an execution. Source: Jupyter's `execute_request`. */
interface Wishes {
  silent: boolean;
  kept: boolean;
  expressions: Record<string, string>;
}

/** Runs one cell after the other and tells what became of each. */
export class Runner {
  readonly #parts: RunnerParts;
  /** The cell run that made each name of the notebook last. */
  readonly #makers = new Map<string, string>();
  #count = 0;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** Run the cell of a request; return the content of its reply. */
  async run(request: Message): Promise<Json> {
    const { session, publish } = this.#parts;
    const wishes = wishesOf(request.content);
    if (wishes.kept) this.#count++;
    const count = this.#count;
    const listening = () => session.runningCell()?.request;
    const cell = new Execution({ request, count, publish, listening });
    if (!wishes.silent) {
      const code = cell.source;
      cell.publish("execute_input", { code, execution_count: count });
    }
    const outcome = await session.run(cell, wishes.kept, () => this.#run(cell, wishes));
    return { execution_count: count, ...outcome };
  }

  async #run(cell: Execution, wishes: Wishes): Promise<Json> {
    const { session } = this.#parts;
    const code = rewrite(cell.source, session.magics);
    const outcome = await this.#execute(cell, code);
    if (outcome.kind !== "value") return this.#failed(cell, outcome, code);
    try {
      if (outcome.value !== undefined && !wishes.silent)
        await showValue(cell, outcome.value);
    } catch (error) {
      return this.#failed(cell, { kind: "error", error }, code);
    }
    const user_expressions = await this.#evaluate(cell, wishes.expressions);
    cell.end("ok");
    return { status: "ok", payload: [], user_expressions };
  }

  async #execute(cell: Execution, { code }: Rewritten): Promise<Outcome> {
    const { interpreter, scripts } = this.#parts;
    const script = scripts.name(cell.executionCount);
    try {
      return await interpreter.execute(code, script, (compiled) => {
        scripts.add(cell.executionCount, cell.source, compiled);
        this.#noteNames(cell, compiled);
      });
    } catch (error) {
      // Nothing of the user's: tslab itself failed, and says so in the cell.
      return { kind: "error", error };
    } finally {
      restoreSigint();
    }
  }

  #noteNames(cell: Execution, { declares, uses }: Compiled): void {
    cell.uses = [...uses].flatMap((name) => {
      const cellRunId = this.#makers.get(name);
      return cellRunId === undefined ? [] : [{ name, cellRunId }];
    });
    for (const name of declares) this.#makers.set(name, cell.id);
  }

  #failed(
    cell: Execution,
    outcome: Exclude<Outcome, { kind: "value" }>,
    code: Rewritten,
  ): Json {
    const interrupted = outcome.kind === "error" && isInterruption(outcome.error);
    cell.fail(this.#failure(cell, outcome, code));
    cell.end(interrupted ? "interrupted" : "error");
    return { status: "error", ...cell.failure };
  }

  #failure(
    { source, executionCount }: Execution,
    outcome: Exclude<Outcome, { kind: "value" }>,
    code: Rewritten,
  ) {
    if (outcome.kind === "refused") {
      const places = outcome.diagnostics.map((one) => inSource(one, source, code));
      return refusal(places, source, executionCount);
    }
    const { error } = outcome;
    const isOurs = isInterruption(error) && (error as Error).name !== "Interrupted";
    return isOurs ? interruption() : failureFrom(error, this.#parts.scripts);
  }

  /** Evaluate expressions that a front end wants to know beside the cell's own. */
  async #evaluate(cell: Execution, wanted: Record<string, string>): Promise<Json> {
    const { interpreter, scripts } = this.#parts;
    const values: Json = {};
    for (const [name, expression] of Object.entries(wanted)) {
      const none = () => undefined;
      const outcome = await interpreter.execute(
        `(${expression})`,
        "expression.ts",
        none,
      );
      values[name] =
        outcome.kind === "value"
          ? { status: "ok", ...(await bundleFrom(outcome.value)) }
          : {
              status: "error",
              ...(outcome.kind === "error"
                ? failureFrom(outcome.error, scripts)
                : refusal(outcome.diagnostics, expression, cell.executionCount)),
            };
    }
    return values;
  }
}

async function showValue(cell: Execution, value: unknown): Promise<void> {
  const bundle = await bundleFrom(value);
  cell.publish("execute_result", { execution_count: cell.executionCount, ...bundle });
}

function wishesOf({ silent, store_history, user_expressions }: Json): Wishes {
  const quiet = silent === true;
  return {
    silent: quiet,
    kept: !quiet && store_history !== false,
    expressions: (user_expressions ?? {}) as Record<string, string>,
  };
}

/** Move a diagnostic from the code that ran to what the user wrote. */
function inSource(diagnostic: Diagnostic, source: string, code: Rewritten): Diagnostic {
  if (diagnostic.fileName) return diagnostic;
  const place = (offset: number) => {
    const at = code.toSource(offset);
    const before = source.slice(0, at).split("\n");
    const character = before.at(-1)!.length;
    return { offset: at, line: before.length - 1, character };
  };
  const { start, end } = diagnostic;
  return { ...diagnostic, start: place(start.offset), end: place(end.offset) };
}

/**
 * Put the listeners of SIGINT anew: one that a cell added while Node's vm watched the
 * signal leaves the default behind, and the next interrupt would kill the kernel.
 */
function restoreSigint(): void {
  const listeners = process.rawListeners("SIGINT") as NodeJS.SignalsListener[];
  process.removeAllListeners("SIGINT");
  for (const listener of listeners) process.on("SIGINT", listener);
}
