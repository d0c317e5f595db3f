import { double, int, long, names, text } from "./attributes";
import { keyOfHash } from "./key";
import type { Mapping, Steps } from "./mapping";
import { id } from "./names";

const state = id("state", "s.state_id");
const made = id("generation", "s.state_id");
const use = (phase: string, state: string) => id("use-state", phase, state);
const artifact = id("artifact", "a.artifact_id");

/** What a state derives from; in five arguments where its phase began with that. */
const links = `tfjs_prov.state_links l
JOIN tfjs_prov.model_states s ON s.state_id = l.state_id
LEFT JOIN tfjs_prov.state_uses u
  ON u.phase_id = s.phase_id AND u.state_id = l.source_state_id`;
const began = (value: string) => `CASE WHEN u.phase_id IS NOT NULL THEN ${value} END`;

/** States whose weights another one had before; ids of version 7 grow with time. */
const equal = `tfjs_prov.model_states s JOIN (
  SELECT weights_hash, min(state_id) AS first_id
  FROM tfjs_prov.model_states GROUP BY weights_hash HAVING count(*) > 1
) f ON f.weights_hash = s.weights_hash AND f.first_id <> s.state_id`;

const outputs = "tfjs_prov.artifacts a WHERE a.verb <> 'loaded'";
const maker = `coalesce(${id("phase", "a.phase_id")}, ${id("run", "a.run_id")}, ${id(
  "cell-run",
  "a.cell_run_id",
)})`;

/** Model states, each an occurrence, and what was saved of them, loaded or noted. */
export const states: Mapping = {
  entity: [
    {
      from: "tfjs_prov.model_states s",
      run: "s.run_id",
      thing: { what: "state", key: "s.state_id", name: "s.origin" },
      id: state,
      attributes: {
        "prov:type": names("mls:Model", "tfjs:ModelState"),
        "tfjs:origin": text("s.origin"),
        "tfjs:weightsHash": text("s.weights_hash"),
        "schema:contentSize": long("s.size_bytes"),
        "tfjs:epoch": int("s.epoch"),
        "tfjs:step": long("s.step"),
        "tfjs:monitor": text("s.monitor"),
        "tfjs:monitorValue": double("s.monitor_value"),
      },
    },
    {
      from: "tfjs_prov.artifacts a",
      run: "a.run_id",
      thing: { what: "artifact", key: "a.artifact_id", name: "a.name" },
      id: artifact,
      attributes: {
        "prov:type": names("schema:MediaObject"),
        "prov:location": text("a.place"),
        "schema:name": text("a.name"),
        "schema:sha256": text("a.sha256"),
        "schema:contentSize": long("a.size_bytes"),
        "tfjs:kind": text("a.kind"),
        "tfjs:verb": text("a.verb"),
        "tfjs:handler": text("a.handler"),
      },
    },
  ],
  was_generated_by: [
    {
      from: "tfjs_prov.model_states s WHERE s.phase_id IS NOT NULL",
      run: "s.run_id",
      id: made,
      args: {
        entity: state,
        activity: id("phase", "s.phase_id"),
        time: "s.recorded_at",
      },
    },
    {
      from: outputs,
      run: "a.run_id",
      args: { entity: artifact, activity: maker, time: "a.recorded_at" },
    },
  ],
  used: [
    {
      from: "tfjs_prov.state_uses u",
      run: "u.run_id",
      id: use("u.phase_id", "u.state_id"),
      args: {
        activity: id("phase", "u.phase_id"),
        entity: id("state", "u.state_id"),
      },
      attributes: { "prov:role": names("tfjs:startWeights") },
    },
  ],
  was_derived_from: [
    {
      from: links,
      run: "s.run_id",
      args: {
        generated_entity: state,
        used_entity: id("state", "l.source_state_id"),
        activity: began(id("phase", "s.phase_id")),
        generation: began(made),
        usage: began(use("u.phase_id", "u.state_id")),
      },
      attributes: { "tfjs:relation": text("l.relation") },
    },
    {
      from: "tfjs_prov.model_states s WHERE s.artifact_id IS NOT NULL",
      run: "s.run_id",
      args: { generated_entity: state, used_entity: id("artifact", "s.artifact_id") },
      attributes: { "tfjs:relation": text("'loaded'") },
    },
    {
      from: `${outputs} AND a.state_id IS NOT NULL`,
      run: "a.run_id",
      args: { generated_entity: artifact, used_entity: id("state", "a.state_id") },
      attributes: { "tfjs:relation": text("'saved'") },
    },
  ],
  specialization_of: [
    {
      from: "tfjs_prov.model_states s WHERE s.model_id IS NOT NULL",
      run: "s.run_id",
      args: { specific_entity: state, general_entity: id("model", "s.model_id") },
    },
  ],
  alternate_of: [
    {
      from: equal,
      run: "s.run_id",
      args: { alternate1: state, alternate2: id("state", "f.first_id") },
    },
  ],
};

const all = "tfjs_prov.model_states s";

export const stateSteps: readonly Steps[] = [
  {
    relation: "wasGeneratedBy",
    later: "s.state_id",
    earlier: "s.phase_id",
    from: `${all} WHERE s.phase_id IS NOT NULL`,
  },
  {
    relation: "used",
    later: "u.phase_id",
    earlier: "u.state_id",
    from: "tfjs_prov.state_uses u",
  },
  {
    relation: "wasDerivedFrom",
    later: "l.state_id",
    earlier: "l.source_state_id",
    from: "tfjs_prov.state_links l",
  },
  {
    relation: "wasDerivedFrom",
    later: "s.state_id",
    earlier: "s.artifact_id",
    from: `${all} WHERE s.artifact_id IS NOT NULL`,
  },
  {
    relation: "wasDerivedFrom",
    later: "a.artifact_id",
    earlier: "a.state_id",
    from: `${outputs} AND a.state_id IS NOT NULL`,
  },
  {
    relation: "wasGeneratedBy",
    later: "a.artifact_id",
    earlier: "coalesce(a.phase_id, a.run_id, a.cell_run_id)",
    from: `${outputs} AND coalesce(a.phase_id, a.run_id, a.cell_run_id) IS NOT NULL`,
  },
  {
    relation: "specializationOf",
    later: "s.state_id",
    earlier: keyOfHash("s.model_id"),
    // Else the phase leads to it.
    from: `${all} WHERE s.model_id IS NOT NULL AND s.phase_id IS NULL`,
  },
  {
    relation: "alternateOf",
    later: "s.state_id",
    earlier: "f.first_id",
    from: equal,
  },
];

/** SELECTs of the keys that a hash may mean: weights, or what was saved. */
export const stateStarts = [
  "SELECT state_id FROM tfjs_prov.model_states WHERE weights_hash = CAST(thing AS VARCHAR)",
  "SELECT artifact_id FROM tfjs_prov.artifacts WHERE sha256 = CAST(thing AS VARCHAR)",
];
