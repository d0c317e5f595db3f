import { basename, dirname } from "node:path";
import type { DataOptions } from "../capture/data/data-capture";
import type { About } from "../capture/environment/surroundings";
import type { WeightsOptions } from "../capture/weights/states";
import { kernelHost } from "../kernel/host";
import { ProvError } from "../util/errors";
import { packageVersion } from "../util/version";
import { chartNotes } from "./chart-notes";
import { fileFor, stemOf } from "./default-file";
import { joinKernel } from "./join-kernel";
import { Prov } from "./prov";
import { seeded, sessionRandomness } from "./seed";
import { Shown } from "./shown";
import { replaying } from "./verify/replay-context";

export interface OpenOptions {
  /** The group that runs belong to unless told; the file's stem unless told. */
  experiment?: string;
  /** Only read, also while another process records; nothing is recorded here. */
  readOnly?: boolean;
  /** `false` shows no line of progress of trainings, unless one asks for it itself. */
  progress?: boolean;
  /** Who trains, kept with each run; nobody is named unless told. */
  person?: string;
  /** `false` takes no telemetry while a run trains. */
  telemetry?: boolean;
  /** What is hashed of models' weights: where phases begin and end; `false`: nothing. */
  weights?: boolean | WeightsOptions;
  /** What to record of the data: `false` nothing, `{ rows: true }` also each row. */
  data?: boolean | DataOptions;
  /**
   * Whole number that `Math.random` is seeded with, so that the same cells give the same
   * bits; a new one unless told. `false` leaves `Math.random` alone.
   */
  seed?: number | false;
  /** Take each message to the user; `console.warn` unless told. */
  say?: (message: string) => void;
}

/** What is open in this process, kept where a second copy of the package finds it. */
interface Opened {
  version: string;
  module: object;
  path: string;
  readOnly: boolean;
  prov: Prov;
  shown: Shown;
  /** Ends what was arranged with the kernel. */
  leaveKernel: () => void;
}

const key = Symbol.for("tfjs-prov");
const shared = globalThis as { [key]?: Opened };
/** Tells this copy of the package from another. */
const here = { version: packageVersion(), module: {} };

/**
 * Open the file that this notebook records into: beside it and named like it unless a
 * path is given. Trouble with the file is said and never thrown: the file then moves
 * aside, and trainings go on. Opening it again changes nothing but the experiment told.
 *
 * @throws ProvError when another file or another copy of the package is in use.
 *
 * @example
 * import { open } from "tfjs-prov";
 * const prov = await open();
 */
export function open(
  path?: string | OpenOptions,
  options: OpenOptions = {},
): Promise<Prov> {
  if (typeof path === "object") return open(undefined, path);
  // One after the other: a cell may call it twice without waiting.
  const opened = turn.then(() => openNow(path, options));
  turn = opened.catch(() => undefined);
  return opened;
}

/**
 * Return what is open in this process, and open the notebook's own file where nothing is.
 *
 * @throws ProvError when another copy of the package is in use.
 */
export function openedOrOwn(): Promise<Prov> {
  // An opening that an earlier cell did not wait for comes first.
  const opened = turn.then(() => alreadyOpen() ?? openNow(undefined, {}));
  turn = opened.catch(() => undefined);
  return opened;
}

/** Return what this copy of the package has open, if anything. */
export function opened(): Prov | undefined {
  const found = shared[key];
  return found?.module === here.module ? found.prov : undefined;
}

function alreadyOpen(): Prov | undefined {
  const found = shared[key];
  if (found) refuseSecondCopy(found);
  return found?.prov;
}

let turn: Promise<unknown> = Promise.resolve();

async function openNow(path: string | undefined, options: OpenOptions): Promise<Prov> {
  const { readOnly = false } = options;
  // A run that is trained again must not be recorded into the file that it was in.
  const file = readOnly ? fileFor(path) : (replaying()?.file ?? fileFor(path));
  const opened = shared[key];
  if (opened) {
    refuseSecondCopy(opened);
    if (opened.path === file && opened.readOnly === readOnly) {
      return told(opened.prov, options);
    }
    await leave(opened, file);
  }
  return openNew(file, readOnly, options);
}

/** Take over what may differ in a set-up cell that is changed and run again. */
function told(prov: Prov, { experiment, seed, ...options }: OpenOptions): Prov {
  if (seed !== undefined && !prov.readOnly) seeded(seed);
  if (experiment !== undefined) prov.experiment = experiment;
  prov.tell(options);
  return prov;
}

async function openNew(path: string, readOnly: boolean, options: OpenOptions) {
  const { experiment = stemOf(path), say = sayOnConsole } = options;
  const { progress, weights, data } = options;
  // DuckDB is loaded with the first file, not with the package.
  const { readingSource, recordingSource } = await import("./source.js");
  const source = (readOnly ? readingSource : recordingSource)(path, {
    experiment,
    say,
  });
  const note = readOnly ? undefined : chartNotes(source.sink);
  const shown = new Shown(source.session, { say, progress, note });
  const currentCell = () => kernelHost()?.currentCell();
  const about = readOnly ? undefined : aboutOf(options);
  const randomness = readOnly ? undefined : seeded(options.seed);
  const began = replaying()?.began;
  const file = () => source.path;
  const { watch } = shown;
  const asked = { about, randomness, weights, data };
  const prov = new Prov(source, { say, watch, currentCell, began, file, ...asked });
  endWithProcess();
  const opened: Opened = {
    ...here,
    path,
    readOnly,
    prov,
    shown,
    leaveKernel: () => undefined,
  };
  shared[key] = opened;
  await source.ready();
  if (!readOnly) replaying()?.opened(prov);
  const host = kernelHost();
  if (host) opened.leaveKernel = joinKernel(host, { prov, shown, source, say });
  return prov;
}

/** Say where it is recorded: the code lies where the notebook does. */
function aboutOf({ person, telemetry }: OpenOptions): About {
  return {
    person,
    telemetry,
    folder: () => {
      const notebook = kernelHost()?.notebook;
      return notebook === undefined ? process.cwd() : dirname(notebook);
    },
    kernel: () => kernelHost()?.kernel,
  };
}

let ending = false;

/** Write what waits before the process ends by itself. */
function endWithProcess(): void {
  if (ending) return;
  ending = true;
  process.on("beforeExit", () => void shared[key]?.prov.close());
  process.on("exit", () => {
    shared[key]?.shown.flush();
    shared[key]?.prov.closeNow();
  });
}

function sayOnConsole(message: string): void {
  console.warn(message);
}

function refuseSecondCopy({ module, version }: Opened): void {
  if (module === here.module) return;
  throw new ProvError("A second copy of tfjs-prov can't be used in one process", {
    hint: [
      `version ${version} is in use, and this is version ${here.version}`,
      "two copies would write one file at once, and lose rows",
      "try: npm ls tfjs-prov, keep one, and restart the kernel",
    ],
  });
}

/** Close what is open to make place for another file. */
async function leave({ prov, leaveKernel }: Opened, file: string): Promise<void> {
  const going = prov.running();
  if (going.length > 0) {
    throw new ProvError(
      `Can't open ${basename(file)} while ${prov.file} is recorded into`,
      {
        hint: [
          `running: ${going.map(({ name }) => name).join(", ")}`,
          "try: await prov.last?.done",
        ],
      },
    );
  }
  prov.autolog(false);
  sessionRandomness()?.restore();
  leaveKernel();
  await prov.close();
}
