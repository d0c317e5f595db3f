import { double, long, names, text } from "./attributes";
import { keyOfHash } from "./key";
import type { Mapping, Steps } from "./mapping";
import { id, slug } from "./names";

const content = (hash: string) => id("dataset", hash);
const step = id("step", "d.step_id");
const part = (of: string) => slug(`coalesce(${of}, '0')`);
const output = (row: string) =>
  id("output", `${row}.step_id`, part(`${row}.output_part`));
const made = id("generation", "d.step_id", part("d.output_part"));
const taken = id("use", "d.step_id", part("d.input_part"));
const split = id("split", "u.phase_id", "u.split", "u.role", part("u.part"));
const use = id("use", "u.phase_id", "u.split", "u.role", part("u.part"));

/** What a step put out last with some content before a time, else the content itself. */
const source = (hash: string, before: string) => `coalesce((
    SELECT arg_max(${output("o")}, o.ended_at) FROM tfjs_prov.derivations o
    WHERE o.output_hash = ${hash} AND o.ended_at <= ${before}
  ), ${content(hash)})`;

const steps = `(
  SELECT step_id, any_value(step) AS step, any_value(source_hash) AS source_hash,
    any_value(input_name) AS input_name, any_value(cell_run_id) AS cell_run_id,
    min(started_at) AS started_at, max(ended_at) AS ended_at
  FROM tfjs_prov.derivations GROUP BY step_id
) d`;
const inputs = "tfjs_prov.derivations d WHERE d.input_hash IS NOT NULL";
const outputs = `(
  SELECT DISTINCT step_id, output_part, output_hash, ended_at FROM tfjs_prov.derivations
  WHERE output_hash IS NOT NULL
) d`;
const input = source("d.input_hash", "d.started_at");
const told = (column: string) => `(
  SELECT list(DISTINCT n.${column} ORDER BY n.${column}) FROM tfjs_prov.dataset_names n
  WHERE n.dataset_hash = c.dataset_hash AND n.${column} IS NOT NULL
)`;
const used = `tfjs_prov.dataset_uses u
JOIN tfjs_prov.phases p ON p.phase_id = u.phase_id`;
const isDataset = names("mls:Dataset", "schema:Dataset");

/** Data: contents, what phases used of them, and the steps that made one of another. */
export const datasets: Mapping = {
  entity: [
    {
      from: "tfjs_prov.datasets c",
      thing: {
        what: "dataset",
        key: keyOfHash("c.dataset_hash"),
        name: `array_to_string(${told("name")}, ', ')`,
      },
      id: content("c.dataset_hash"),
      attributes: {
        "prov:type": isDataset,
        "schema:name": text(told("name")),
        "schema:url": text(told("source")),
        "schema:sha256": text("c.dataset_hash"),
        "schema:contentSize": long("c.size_bytes"),
        "tfjs:dtype": text("c.dtype"),
        "tfjs:shape": text("c.shape"),
        "tfjs:rows": long("c.rows"),
        "tfjs:least": double("c.min"),
        "tfjs:greatest": double("c.max"),
        "tfjs:mean": double("c.mean"),
      },
    },
    {
      from: "tfjs_prov.dataset_uses u",
      run: "u.run_id",
      id: split,
      attributes: {
        "prov:type": isDataset,
        "tfjs:split": text("u.split"),
        "tfjs:role": text("u.role"),
        "tfjs:part": text("u.part"),
        "tfjs:firstRow": long("u.first_row"),
        "tfjs:rows": long("u.rows"),
        "tfjs:batches": long("u.batches"),
      },
    },
    {
      from: outputs,
      id: output("d"),
      attributes: { "prov:type": isDataset, "tfjs:part": text("d.output_part") },
    },
  ],
  activity: [
    {
      from: steps,
      id: step,
      args: { start_time: "d.started_at", end_time: "d.ended_at" },
      thing: { what: "step", key: "d.step_id", name: "d.step" },
      attributes: {
        "prov:type": names("tfjs:Step", "provone:Execution"),
        "schema:name": text("d.step"),
        "schema:sha256": text("d.source_hash"),
        "tfjs:inputName": text("d.input_name"),
      },
    },
  ],
  was_started_by: [
    {
      from: `${steps} WHERE d.cell_run_id IS NOT NULL`,
      args: {
        activity: step,
        starter: id("cell-run", "d.cell_run_id"),
        time: "d.started_at",
      },
    },
  ],
  was_generated_by: [
    {
      from: outputs,
      id: made,
      args: { entity: output("d"), activity: step, time: "d.ended_at" },
    },
  ],
  used: [
    {
      from: inputs,
      id: taken,
      args: { activity: step, entity: input, time: "d.started_at" },
    },
    {
      from: used,
      run: "u.run_id",
      id: use,
      args: {
        activity: id("phase", "u.phase_id"),
        entity: split,
        time: "p.started_at",
      },
      attributes: { "prov:role": text("u.split") },
    },
  ],
  was_derived_from: [
    {
      from: `${inputs} AND d.output_hash IS NOT NULL`,
      args: {
        generated_entity: output("d"),
        used_entity: input,
        activity: step,
        generation: made,
        usage: taken,
      },
    },
    {
      from: used,
      run: "u.run_id",
      args: {
        generated_entity: split,
        used_entity: source("u.dataset_hash", "p.started_at"),
      },
    },
    {
      from: `tfjs_prov.model_states s
JOIN tfjs_prov.dataset_uses u ON u.phase_id = s.phase_id
WHERE u.split = 'train'`,
      run: "s.run_id",
      args: {
        generated_entity: id("state", "s.state_id"),
        used_entity: split,
        activity: id("phase", "s.phase_id"),
        generation: id("generation", "s.state_id"),
        usage: use,
      },
    },
  ],
  specialization_of: [
    {
      from: outputs,
      args: { specific_entity: output("d"), general_entity: content("d.output_hash") },
    },
  ],
};

const key = (column: string) => keyOfHash(`d.${column}`);

export const datasetSteps: readonly Steps[] = [
  {
    relation: "used",
    later: "u.phase_id",
    earlier: keyOfHash("u.dataset_hash"),
    from: "tfjs_prov.dataset_uses u",
  },
  {
    relation: "wasGeneratedBy",
    later: key("output_hash"),
    earlier: "d.step_id",
    from: "tfjs_prov.derivations d WHERE d.output_hash IS NOT NULL",
  },
  {
    relation: "used",
    later: "d.step_id",
    earlier: key("input_hash"),
    from: inputs,
  },
  {
    relation: "wasStartedBy",
    later: "d.step_id",
    earlier: "d.cell_run_id",
    from: "tfjs_prov.derivations d WHERE d.cell_run_id IS NOT NULL",
  },
];
