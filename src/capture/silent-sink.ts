import type { FactSink } from "../store/facts";

/** A sink for runs that can't be recorded: the training goes on as if they could. */
export const silentSink: FactSink = {
  experiment: "",
  asked: false,
  add() {},
  endRun() {},
  endPhase() {},
  series: () => ({ push() {}, pushMany() {} }),
  ready: () => undefined,
  pace() {},
  freeName: (_experiment, wanted = "unrecorded") => wanted,
  flush: () => Promise.resolve(),
};
