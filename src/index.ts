/** What a notebook imports. */

// A kernel gets the % forms of the verbs.
import "./magics/percent/enter";

export type { CallOptions } from "./capture/call";
export type { AutologOptions, Interrupting, RunWith } from "./capture/capture";
export { Interrupted } from "./capture/interrupted";
export type { LogAt, LogValues } from "./capture/log";
export type { RunOptions } from "./capture/record";
export { Run } from "./capture/run";
export type { WatchOptions } from "./capture/watch";
export type { CheckCellsOptions, CheckedRun } from "./magics/cell-check/check-cells";
export type { Standing } from "./magics/cell-check/judge";
export { Chart } from "./magics/chart";
export type { CompareChoice } from "./magics/compare";
export { type OpenOptions, open } from "./magics/open";
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
