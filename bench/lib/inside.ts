import { Session } from "node:inspector";
import { join } from "node:path";

/** A node of V8's CPU profile. */
interface ProfileNode {
  id: number;
  callFrame: { functionName: string; url: string };
  children?: number[];
}

interface Profile {
  nodes: ProfileNode[];
  samples?: number[];
  timeDeltas?: number[];
}

const ours = [join("dist", "src"), "@duckdb"];
/** Calls by which recording hands over to the training itself. */
const training = /^(fit|fitDataset|fitLoop|fitTensors|evaluate|trainOnBatch)$/;

/**
 * Measure from outside how long the thread was in our code while `body` ran: V8's
 * sampler looks 5,000 times a second, whatever we count ourselves. A sample is ours
 * when the innermost of the frames that we know is: ours or DuckDB's, rather than a
 * training of tfjs that we called.
 *
 * @returns ms inside our code, timers and callbacks of the store with it.
 */
export async function msInside(body: () => Promise<unknown>): Promise<number> {
  const session = new Session();
  session.connect();
  const post = (method: string, params?: object) =>
    new Promise<{ profile?: Profile }>((resolve, reject) =>
      session.post(method, params, (error, answer) =>
        error ? reject(error) : resolve((answer ?? {}) as { profile?: Profile }),
      ),
    );
  await post("Profiler.enable");
  await post("Profiler.setSamplingInterval", { interval: 200 });
  await post("Profiler.start");
  await body();
  const { profile } = await post("Profiler.stop");
  session.disconnect();
  return profile ? msOfOurs(profile) : 0;
}

function msOfOurs({ nodes, samples = [], timeDeltas = [] }: Profile): number {
  const inside = insideNodes(nodes);
  let microseconds = 0;
  for (const [i, id] of samples.entries()) {
    // the time of a sample is the time until the next one
    if (inside.has(id)) microseconds += timeDeltas[i + 1] ?? 0;
  }
  return microseconds / 1000;
}

/** Return the nodes at which the thread is in our code, walking down from the root. */
function insideNodes(nodes: readonly ProfileNode[]): ReadonlySet<number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const inside = new Set<number>();
  const walk = (node: ProfileNode, above: boolean) => {
    const here = isInside(node, above);
    if (here) inside.add(node.id);
    for (const id of node.children ?? []) walk(byId.get(id)!, here);
  };
  if (nodes[0]) walk(nodes[0], false);
  return inside;
}

function isInside({ callFrame }: ProfileNode, above: boolean): boolean {
  const { url, functionName } = callFrame;
  if (ours.some((part) => url.includes(part))) return true;
  if (url.includes("tfjs") && training.test(functionName.split(".").at(-1)!))
    return false;
  return above;
}
