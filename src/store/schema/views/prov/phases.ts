import { int, long, nameOf, names, text } from "./attributes";
import type { Mapping, Steps } from "./mapping";
import { id, local } from "./names";
import { outcome } from "./runs";

const phase = id("phase", "p.phase_id");
const whole = `coalesce(${id("phase", "p.parent_phase_id")}, ${id("run", "p.run_id")})`;

/** Phases: each is part of its run, or of the phase that it is nested in. */
export const phases: Mapping = {
  activity: [
    {
      from: "tfjs_prov.phases p",
      run: "p.run_id",
      thing: { what: "phase", key: "p.phase_id", name: "p.name" },
      id: phase,
      args: { start_time: "p.started_at", end_time: "p.ended_at" },
      attributes: {
        "prov:type": names("tfjs:Phase", "provone:Execution"),
        "tfjs:kind": text("p.kind"),
        "tfjs:index": int("p.position"),
        "provone:wasPartOf": nameOf("id", local("run", "p.run_id")),
        ...outcome("p"),
      },
    },
  ],
  was_started_by: [
    {
      from: "tfjs_prov.phases p",
      run: "p.run_id",
      args: { activity: phase, starter: whole, time: "p.started_at" },
    },
  ],
};

export const phaseSteps: readonly Steps[] = [
  {
    relation: "wasStartedBy",
    later: "phase_id",
    earlier: "coalesce(parent_phase_id, run_id)",
    from: "tfjs_prov.phases",
  },
];

/** Each epoch once, also one that a loop of the user's own came back to. */
const once = `(
  SELECT run_id, phase_id, epoch, min(run_epoch) AS run_epoch, max(step) AS step,
    min(started_at) AS started_at, max(ended_at) AS ended_at
  FROM tfjs_prov.epochs GROUP BY run_id, phase_id, epoch
) e`;
const epoch = id("epoch", "e.phase_id", "e.epoch");

/** Epochs: each is part of its phase. */
export const epochs: Mapping = {
  activity: [
    {
      from: once,
      run: "e.run_id",
      id: epoch,
      args: { start_time: "e.started_at", end_time: "e.ended_at" },
      attributes: {
        "prov:type": names("tfjs:Epoch", "provone:Execution"),
        "tfjs:index": int("e.epoch"),
        "tfjs:runEpoch": int("e.run_epoch"),
        "tfjs:step": long("e.step"),
        "provone:wasPartOf": nameOf("id", local("phase", "e.phase_id")),
      },
    },
  ],
  was_started_by: [
    {
      from: once,
      run: "e.run_id",
      args: {
        activity: epoch,
        starter: id("phase", "e.phase_id"),
        time: "e.started_at",
      },
    },
  ],
};
