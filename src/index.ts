/** What a notebook imports. */

// A kernel gets the % forms of the verbs.
import "./magics/percent/enter";

export { fileSystem } from "./capture/artifacts/file-system";
export type { Artifact, ArtifactOptions } from "./capture/artifacts/note";
export type { CallOptions } from "./capture/calls/call";
export type { AutologOptions } from "./capture/capture";
export type { DataOptions } from "./capture/data/data-capture";
export type { DatasetOptions } from "./capture/data/naming";
export { Interrupted } from "./capture/runs/interrupted";
export type { LogAt, LogValues } from "./capture/runs/log";
export { type Interrupting, Run, type RunWith } from "./capture/runs/run";
export type { RunOptions } from "./capture/runs/run-start";
export type { SteerOptions } from "./capture/steer/steer";
export type { WatchOptions } from "./capture/watching/watch";
export type {
  CheckpointCallback,
  CheckpointOptions,
} from "./capture/weights/checkpoint";
export type { WeightsOptions } from "./capture/weights/states";
export type { CheckCellsOptions, CheckedRun } from "./magics/cell-check/check-cells";
export type { Standing } from "./magics/cell-check/judge";
export { Chart } from "./magics/chart";
export type { CompareChoice } from "./magics/compare";
export { Diff, type Difference } from "./magics/diff";
export { drawDocument, Graph, type GraphOptions } from "./magics/graph";
export { type OpenOptions, open } from "./magics/open";
export type { PlannedStep, PlanOptions } from "./magics/plan/plan";
export type { PromoteOptions } from "./magics/promote/promote";
export { Promotion } from "./magics/promote/promotion";
export { Prov } from "./magics/prov";
export { Query } from "./magics/query";
export { Report } from "./magics/report";
export { type Row, Rows } from "./magics/rows";
export { show } from "./magics/show";
export type { Sql } from "./magics/sql";
export { Verdict } from "./magics/verify/verdict";
export type { VerifyOptions } from "./magics/verify/verify";

export {
  compareDocuments,
  document,
  equals,
  type Finding,
  type Format,
  flatten,
  formatOf,
  lint,
  merge,
  normalise,
  ProvDocument,
  ProvSyntaxError,
  readDocument,
  toDot,
  unify,
  validate,
  writeDocument,
} from "./prov/index";

export { ProvError } from "./util/errors";
export { type Displayable, display, type MimeBundle } from "./util/mime";
