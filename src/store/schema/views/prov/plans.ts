import { int, names, text } from "./attributes";
import type { Mapping } from "./mapping";
import { id, local } from "./names";

const step = id("planned-step", "s.step_id");
const port = id("port", "i.port_id");

/** Return the SQL of a list of names, for an attribute; null where there are none. */
const list = (kind: string, key: string, from: string, order = key) =>
  `(SELECT '[' || string_agg('{"$": "id:' || ${local(kind, key)} ||
      '", "type": "prov:QUALIFIED_NAME"}', ', ' ORDER BY ${order}) || ']'
    FROM ${from})`;

const portsOf = (direction: "in" | "out") =>
  list(
    "port",
    "i.port_id",
    `tfjs_prov.plan_ports i
    WHERE i.step_id = s.step_id AND i.direction = '${direction}'`,
    "i.position",
  );

/** The channel that a name is taken by, and those by which a name that is made is. */
const channelsOf = list(
  "channel",
  "k.port_id",
  `tfjs_prov.plan_ports k WHERE k.direction = 'in'
      AND (k.port_id = i.port_id
        OR i.direction = 'out' AND k.from_step_id = i.step_id AND k.name = i.name)`,
);

/** Cell runs that did what a step had planned: the same source, since then. */
const executed = `tfjs_prov.plan_steps s
JOIN tfjs_prov.plans p USING (plan_id)
JOIN tfjs_prov.cell_runs c ON c.cell_hash = s.cell_hash AND c.started_at >= p.planned_at`;

/**
 * Plans, in the words of ProvONE: a workflow of programs with ports, and a channel from
 * each port that makes a name to each that takes it.
 */
export const plans: Mapping = {
  entity: [
    {
      from: "tfjs_prov.plans p",
      id: id("plan", "p.plan_id"),
      attributes: {
        "prov:type": names("prov:Plan", "prov:Collection", "provone:Workflow"),
        "prov:location": text("p.notebook"),
      },
    },
    {
      from: "tfjs_prov.plan_steps s",
      id: step,
      attributes: {
        "prov:type": names("prov:Plan", "provone:Program"),
        "schema:name": text("s.title"),
        "schema:position": int("s.position"),
        "tfjs:cell": text("s.cell_id"),
        "provone:hasInPort": portsOf("in"),
        "provone:hasOutPort": portsOf("out"),
      },
    },
    {
      from: "tfjs_prov.plan_ports i",
      id: port,
      attributes: {
        "prov:type": names("provone:Port"),
        "schema:name": text("i.name"),
        "tfjs:type": text("i.type"),
        "provone:connectsTo": channelsOf,
      },
    },
    {
      from: "tfjs_prov.plan_ports i WHERE i.direction = 'in'",
      id: id("channel", "i.port_id"),
      attributes: { "prov:type": names("provone:Channel") },
    },
  ],
  had_member: [
    {
      from: "tfjs_prov.plan_steps s",
      args: { collection: id("plan", "s.plan_id"), entity: step },
    },
  ],
  specialization_of: [
    {
      from: "tfjs_prov.plan_steps s JOIN tfjs_prov.cells c USING (cell_hash)",
      args: { specific_entity: step, general_entity: id("cell", "s.cell_hash") },
    },
  ],
  was_associated_with: [
    {
      from: executed,
      args: { activity: id("cell-run", "c.cell_run_id"), plan: step },
    },
  ],
};
