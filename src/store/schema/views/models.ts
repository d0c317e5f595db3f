import type { View } from "../define";
import { id } from "./parts";

/** The models of a run, each with the phase that saw it first. */
const firstSeen = `(
  SELECT run_id, model_id, arg_min(phase_id, position) AS phase_id, min(position) AS seen
  FROM tfjs_prov.phases WHERE model_id IS NOT NULL GROUP BY run_id, model_id
)`;

/** A row a layer. */
export const layers: View = {
  name: "main.layers",
  comment: "A row a layer of each model of a run, as it stood when a phase began",
  columns: {
    ...id,
    position: "Place in the model, from 0",
    name: "Name of the layer",
    kind: "Keras class, such as Dense",
    units: "Units or filters",
    activation: "Activation",
    rate: "Dropout rate",
    regularizer: "Regulariser with its strengths",
    trainable: "Whether training changes its weights",
    parameters: "Number of weights",
    output_shape: "Shape of its output, null for the batch",
    config: "The layer's Keras config: config->>'units'",
    model_id: "The model's hash",
    phase_id: "The first phase with the model as it stands here",
  },
  select: `
SELECT f.run_id, r.name AS run, l.position, l.name, l.kind, l.units, l.activation, l.rate,
  l.regularizer, l.trainable, l.parameters, l.output_shape, l.config, l.model_id, f.phase_id
FROM tfjs_prov.layers l
JOIN ${firstSeen} f USING (model_id)
JOIN tfjs_prov.runs r ON r.run_id = f.run_id
ORDER BY r.started_at, f.run_id, f.seen, l.position`,
};

/** A row a model. */
export const models: View = {
  name: "main.models",
  comment: "A row a model of a run, as it stood when a phase began",
  columns: {
    ...id,
    model_id: "SHA-256 of the description: equal models have equal ids",
    name: "Name of the model",
    class_name: "Keras class, such as Sequential",
    parameters: "Number of weights",
    trainable_parameters: "Number of weights that training changes",
    summary: "What model.summary() prints",
    phase_id: "The first phase with the model as it stands here",
  },
  select: `
SELECT f.run_id, r.name AS run, m.model_id, m.name, m.class_name, m.parameters,
  m.trainable_parameters, m.summary, f.phase_id
FROM tfjs_prov.models m
JOIN ${firstSeen} f USING (model_id)
JOIN tfjs_prov.runs r ON r.run_id = f.run_id
ORDER BY r.started_at, f.run_id, f.seen`,
};
