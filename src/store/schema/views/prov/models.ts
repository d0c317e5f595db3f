import { double, flag, int, long, names, text } from "./attributes";
import { keyOfHash } from "./key";
import type { Mapping, Steps } from "./mapping";
import { id } from "./names";

const model = id("model", "m.model_id");
const layer = id("layer", "l.model_id", "l.position");

/** Models as they are described: a collection of layers that a phase used. */
export const models: Mapping = {
  entity: [
    {
      from: "tfjs_prov.models m",
      thing: { what: "model", key: keyOfHash("m.model_id"), name: "m.name" },
      id: model,
      attributes: {
        "prov:type": names("prov:Collection", "mls:Model", "fair4ml:MLModel"),
        "schema:name": text("m.name"),
        "schema:sha256": text("m.model_id"),
        "tfjs:className": text("m.class_name"),
        "tfjs:parameters": long("m.parameters"),
        "tfjs:trainableParameters": long("m.trainable_parameters"),
      },
    },
    {
      from: "tfjs_prov.layers l",
      id: layer,
      attributes: {
        "prov:type": names("tfjs:Layer"),
        "schema:name": text("l.name"),
        "tfjs:index": int("l.position"),
        "tfjs:kind": text("l.kind"),
        "tfjs:units": long("l.units"),
        "tfjs:activation": text("l.activation"),
        "tfjs:rate": double("l.rate"),
        "tfjs:regularizer": text("l.regularizer"),
        "tfjs:trainable": flag("l.trainable"),
        "tfjs:parameters": long("l.parameters"),
        "tfjs:outputShape": text("l.output_shape"),
        "tfjs:config": text("CAST(l.config AS VARCHAR)"),
      },
    },
  ],
  had_member: [
    {
      from: "tfjs_prov.layers l",
      args: { collection: id("model", "l.model_id"), entity: layer },
    },
  ],
  used: [
    {
      from: "tfjs_prov.phases p WHERE p.model_id IS NOT NULL",
      run: "p.run_id",
      id: id("use-model", "p.phase_id"),
      args: {
        activity: id("phase", "p.phase_id"),
        entity: id("model", "p.model_id"),
        time: "p.started_at",
      },
      attributes: { "prov:role": names("mls:Model") },
    },
  ],
  was_derived_from: [
    {
      from: `tfjs_prov.series s
JOIN tfjs_prov.phases p ON p.phase_id = s.phase_id
WHERE p.model_id IS NOT NULL AND s.metric <> 'learningRate'`,
      run: "s.run_id",
      args: {
        generated_entity: id("metric", "s.phase_id", "s.series"),
        used_entity: id("model", "p.model_id"),
      },
    },
  ],
};

export const modelSteps: readonly Steps[] = [
  {
    relation: "used",
    later: "phase_id",
    earlier: keyOfHash("model_id"),
    from: "tfjs_prov.phases WHERE model_id IS NOT NULL",
  },
];
