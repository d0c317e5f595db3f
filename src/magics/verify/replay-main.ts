import { unsteered } from "../../capture/steer/repeat";
import { provideHost } from "../../kernel/host";
import type { Json, Message } from "../../kernel/jupyter/message";
import { provideCalls } from "../../kernel/magic/call";
import { routeOutput } from "../../kernel/process-output";
import { showUncaught } from "../../kernel/rejections";
import { Runner } from "../../kernel/runner";
import { Scripts } from "../../kernel/scripts";
import { Session } from "../../kernel/session";
import { Interpreter } from "../../kernel/typescript/interpreter";
import { tslab } from "../../kernel/typescript/tslab";
import { messageOf } from "../../util/errors";
import type { Answer, Order } from "./messages";
import { provideReplay, type ReplayedProv, type ReplayedRun } from "./replay-context";

/** Execute cells as our kernel does, without one: nobody sees what they show. */
async function replay(order: Order): Promise<Answer> {
  const runs: ReplayedRun[] = [];
  let prov: ReplayedProv | undefined;
  const drawn = countDraws();
  let drewBefore = false;
  provideReplay({
    file: order.file,
    seed: order.seed ?? undefined,
    began: (run) => {
      run.repeated = order.steered[runs.length] ?? unsteered;
      runs.push(run);
    },
    opened: (opened) => {
      if (!prov) drewBefore = drawn() > 0;
      prov = opened;
    },
  });
  const execute = headlessKernel();
  for (const cell of order.cells) {
    await Promise.allSettled(cell.ended.map((place) => runs[place]?.done));
    const reply = await execute(cell);
    if (reply.status === "ok" || !cell.mustSucceed) continue;
    const { executionCount } = cell;
    const error = `${String(reply.ename)}: ${String(reply.evalue)}`;
    return { kind: "failed", executionCount, error };
  }
  const wanted = runs[order.place];
  await Promise.allSettled([wanted?.done]);
  await prov?.close();
  return { kind: "replayed", runId: wanted?.id ?? null, drewBefore };
}

function headlessKernel(): (cell: Order["cells"][number]) => Promise<Json> {
  const session = new Session();
  const scripts = new Scripts();
  const interpreter = new Interpreter(process.cwd());
  provideHost(session);
  provideCalls(session);
  routeOutput(session);
  tslab.jupyter().lastWriteDisplayData = () => undefined;
  showUncaught(session, scripts);
  interpreter.load("tfjs-prov");
  const publish = () => undefined;
  const runner = new Runner({ session, interpreter, scripts, publish });
  const header = { msg_type: "execute_request" } as Message["header"];
  return ({ source, cellId }) => {
    const metadata = cellId === null ? {} : { cellId };
    return runner.run({ identities: [], header, metadata, content: { code: source } });
  };
}

/** Count what is drawn from `Math.random` as it was found. */
function countDraws(): () => number {
  const native = Math.random;
  let draws = 0;
  Math.random = () => {
    if (!isLoading()) draws += 1;
    return native();
  };
  return () => draws;
}

/** Tell whether a module is being loaded: tfjs draws then, for nothing that matters. */
function isLoading(): boolean {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = Number.POSITIVE_INFINITY;
  const { stack } = new Error();
  Error.stackTraceLimit = limit;
  return stack?.includes("Module._compile") ?? false;
}

process.once("disconnect", () => process.exit());
process.once("message", (order) => {
  replay(order as Order).then(
    (answer) => process.send!(answer, () => process.exit()),
    (error: unknown) => {
      // Unhandled it would be shown to nobody, and whoever waits would wait for ever.
      process.stderr.write(`${messageOf(error)}\n`, () => process.exit(1));
    },
  );
});
