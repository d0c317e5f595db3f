import { names, text } from "./attributes";
import type { Mapping } from "./mapping";
import { id } from "./names";

const agents = `(VALUES
  ('tfjs-prov', 'tfjs-prov'), ('tensorflow.js', 'TensorFlow.js')
) s(part, name)`;

/** Programs: TensorFlow.js trained, by the plan of a cell; tfjs-prov tells of it. */
export const software: Mapping = {
  agent: [
    {
      from: agents,
      id: id("software", "s.part"),
      attributes: {
        "prov:type": names("prov:SoftwareAgent", "schema:SoftwareApplication"),
        "schema:name": text("s.name"),
      },
    },
  ],
  was_associated_with: [
    {
      from: `tfjs_prov.runs r
LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = r.cell_run_id`,
      run: "r.run_id",
      args: {
        activity: id("run", "r.run_id"),
        agent: id("software", "'tensorflow.js'"),
        plan: id("cell", "c.cell_hash"),
      },
    },
  ],
  was_attributed_to: [
    {
      from: "tfjs_prov.runs r",
      run: "r.run_id",
      outside: true,
      args: {
        entity: id("bundle", "r.run_id"),
        agent: id("software", "'tfjs-prov'"),
      },
    },
  ],
};
