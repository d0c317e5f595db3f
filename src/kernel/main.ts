#!/usr/bin/env node
import { provideHost } from "./host";
import { Channels } from "./jupyter/channels";
import { readConnection } from "./jupyter/connection";
import { Lifecycle } from "./lifecycle";
import { provideCalls } from "./magic/call";
import { planCells } from "./plan/plan";
import { routeOutput } from "./process-output";
import { Queue } from "./queue";

import { showUncaught } from "./rejections";
import { Runner } from "./runner";
import { Scripts } from "./scripts";
import { Server } from "./server";
import { Session } from "./session";
import { Interpreter } from "./typescript/interpreter";
import { tslab } from "./typescript/tslab";

/** Be the kernel that a connection file describes. */
async function main(connectionFile: string): Promise<void> {
  const session = new Session();
  const scripts = new Scripts();
  const channels = new Channels(readConnection(connectionFile));
  const interpreter = new Interpreter(process.cwd());
  session.plan = (sources) =>
    planCells(sources, { interpreter, magics: session.magics });
  provideHost(session);
  provideCalls(session);
  routeOutput(session);
  routeDisplay(session);
  showUncaught(session, scripts);
  const lifecycle = new Lifecycle({
    session,
    interpreter,
    close: () => channels.close(),
  });
  lifecycle.watch();
  const runner = new Runner({
    session,
    interpreter,
    scripts,
    publish: (type, content, parent) => channels.publish({ type, content, parent }),
  });
  const queue = new Queue(runner);
  const server = new Server({ channels, session, interpreter, queue, lifecycle });
  await server.start();
  // So that its magics are there before any cell imports it; which copy of it that is, is
  // for the notebook's folder to say.
  interpreter.load("tfjs-prov");
}

/** Take what `display` of the module `tslab` shows. */
function routeDisplay(session: Session): void {
  tslab.jupyter().lastWriteDisplayData = (content, update) => {
    const cell = session.outputCell();
    if (update) cell?.update(content as Record<string, unknown>);
    else cell?.publish("display_data", content as Record<string, unknown>);
  };
}

void main(process.argv[2]!);
