import { int, long, names, scalar, text } from "./attributes";
import type { Mapping } from "./mapping";
import { id } from "./names";
import { paramId } from "./params";

const event = id("event", "e.event_id");
const where = `coalesce(${id("phase", "e.phase_id")}, ${id("run", "e.run_id")})`;

/**
 * Changes of a value, each with the one before: what the last change made, else the
 * param that was told, else a value that only the change tells of.
 */
const changes = `(
  SELECT c.*, coalesce(
    ${id("setting", "c.previous")},
    ${paramId("c.phase_id", "t.source", "t.name")}
  ) AS known
  FROM (
    SELECT *, lag(event_id) OVER (
      PARTITION BY run_id, phase_id, name ORDER BY recorded_at, event_id
    ) AS previous
    FROM tfjs_prov.events WHERE kind = 'changed'
  ) c
  LEFT JOIN (
    SELECT DISTINCT run_id, phase_id, name, source FROM tfjs_prov.params
    WHERE source = 'optimizer'
  ) t ON t.run_id = c.run_id AND t.phase_id = c.phase_id AND t.name = c.name
) e`;
const setting = id("setting", "e.event_id");
const own = id("setting-before", "e.event_id");
const before = `coalesce(e.known, ${own})`;
const generation = id("generation", "e.event_id");
const usage = id("usage", "e.event_id");
const isSetting = {
  "prov:type": names("mls:HyperParameterSetting"),
  "schema:name": text("e.name"),
};

/** Events: each an activity of its own; a change makes a new setting of the old one. */
export const events: Mapping = {
  activity: [
    {
      from: "tfjs_prov.events e",
      run: "e.run_id",
      id: event,
      args: { start_time: "e.recorded_at", end_time: "e.recorded_at" },
      attributes: {
        "prov:type": names("tfjs:Event", "provone:Execution"),
        "schema:name": text("e.name"),
        "schema:description": text("e.message"),
        "tfjs:kind": text("e.kind"),
        "tfjs:cause": text("e.cause"),
        "tfjs:epoch": int("e.epoch"),
        "tfjs:step": long("e.step"),
        "tfjs:layer": text("e.layer"),
        "tfjs:foundIn": text("e.found_in"),
      },
    },
  ],
  was_started_by: [
    {
      from: "tfjs_prov.events e",
      run: "e.run_id",
      args: { activity: event, starter: where, time: "e.recorded_at" },
    },
  ],
  was_ended_by: [
    {
      from: `tfjs_prov.events e
WHERE e.kind IN ('stopped early', 'interrupted', 'failed')`,
      run: "e.run_id",
      args: { activity: where, ender: event },
    },
  ],
  entity: [
    {
      from: changes,
      run: "e.run_id",
      id: setting,
      attributes: { ...isSetting, "prov:value": scalar("e.new_value") },
    },
    {
      from: `${changes} WHERE e.known IS NULL`,
      run: "e.run_id",
      id: own,
      attributes: { ...isSetting, "prov:value": scalar("e.old_value") },
    },
  ],
  used: [
    {
      from: changes,
      run: "e.run_id",
      id: usage,
      args: { activity: event, entity: before, time: "e.recorded_at" },
    },
  ],
  was_generated_by: [
    {
      from: changes,
      run: "e.run_id",
      id: generation,
      args: { entity: setting, activity: event, time: "e.recorded_at" },
    },
  ],
  was_derived_from: [
    {
      from: changes,
      run: "e.run_id",
      args: {
        generated_entity: setting,
        used_entity: before,
        activity: event,
        generation,
        usage,
      },
      attributes: { "prov:type": names("prov:Revision") },
    },
  ],
};
