import { basename } from "node:path";
import type { FactSink } from "../store/facts";
import { readStatement, startReading } from "../store/reader";
import { openSnapshot } from "../store/snapshot";
import { Store, type StoreOptions } from "../store/store";
import type { Source } from "./prov";
import type { Session } from "./query";

/** Return a file that is recorded into, and read live. */
export function recordingSource(path: string, options: StoreOptions): Source {
  const store = new Store(path, options);
  return {
    sink: store,
    cells: store,
    session: {
      read: (text, values, limits) =>
        store.read((connection, written) =>
          startReading(connection, text, values, { ...limits, written }),
        ),
    },
    get path() {
      return store.path;
    },
    readOnly: false,
    ready: () => store.ready(),
    close: () => store.close(),
    closeNow: () => store.closeNow(),
  };
}

/** Return a file that another process may be recording into, read as it is now. */
export function readingSource(path: string, { experiment, say }: StoreOptions): Source {
  return {
    sink: refusingSink(basename(path), experiment, say),
    cells: undefined,
    session: snapshotSession(path),
    path,
    readOnly: true,
    ready: () => undefined,
    close: () => Promise.resolve(),
    closeNow: () => undefined,
  };
}

/** Read a new snapshot for each query, so that none is older than its question. */
function snapshotSession(path: string): Session {
  return {
    async read(text, values, limits) {
      const snapshot = await openSnapshot(path);
      try {
        return await readStatement(snapshot.connection, text, values, limits);
      } finally {
        snapshot.close();
      }
    },
  };
}

/** Take no facts, and say so when the first training begins. */
function refusingSink(
  file: string,
  experiment: string,
  say: (message: string) => void,
): FactSink {
  let said = false;
  const refuse = () => {
    if (!said) say(`Nothing is recorded: ${file} is open to be read only`);
    said = true;
  };
  const nothing = () => undefined;
  return {
    experiment,
    asked: false,
    add: refuse,
    endRun: nothing,
    endPhase: nothing,
    series: () => ({ push: nothing, pushMany: nothing }),
    ready: nothing,
    pace: nothing,
    freeName: (_, wanted) => wanted ?? "unrecorded",
    flush: () => Promise.resolve(),
  };
}
