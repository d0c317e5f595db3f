import { ofModel, promoted } from "../promotions";
import { names, text } from "./attributes";
import type { Mapping, Steps } from "./mapping";
import { id, slug } from "./names";

const all = "tfjs_prov.promotions p";
const promotion = id("promotion", "p.promotion_id");
const inUse = id("model-in-use", "p.promotion_id");
const state = id("state", "p.state_id");
const person = (of: string) => id("person", slug(of));
const used = `${promoted} p WHERE ${ofModel("p")}`;

/**
 * Promotions: each an activity of a person, which puts a model state to use; the next one
 * at its stage ends that. They are of no run, so that both runs of a change can tell it.
 */
export const promotions: Mapping = {
  activity: [
    {
      from: all,
      thing: { what: "promotion", key: "p.promotion_id", name: "p.stage" },
      id: promotion,
      args: { start_time: "p.recorded_at", end_time: "p.recorded_at" },
      attributes: {
        "prov:type": names("tfjs:Promotion"),
        "schema:name": text("p.stage"),
        "schema:description": text("p.reason"),
      },
    },
  ],
  agent: [
    {
      from: `(
  SELECT DISTINCT person FROM tfjs_prov.promotions
  WHERE person NOT IN (SELECT person FROM tfjs_prov.runs WHERE person IS NOT NULL)
) p`,
      id: person("p.person"),
      attributes: {
        "prov:type": names("prov:Person", "schema:Person"),
        "schema:name": text("p.person"),
      },
    },
  ],
  was_associated_with: [
    {
      from: `${all} WHERE p.person IS NOT NULL`,
      args: { activity: promotion, agent: person("p.person") },
    },
  ],
  was_started_by: [
    {
      from: `${all} WHERE p.cell_run_id IS NOT NULL`,
      args: {
        activity: promotion,
        starter: id("cell-run", "p.cell_run_id"),
        time: "p.recorded_at",
      },
    },
  ],
  entity: [
    {
      from: used,
      run: "p.run_id",
      id: inUse,
      attributes: {
        "prov:type": names("tfjs:ModelInUse"),
        "schema:name": text("p.stage"),
      },
    },
  ],
  was_generated_by: [
    {
      from: used,
      run: "p.run_id",
      args: { entity: inUse, activity: promotion, time: "p.recorded_at" },
    },
  ],
  used: [
    {
      from: `${all} WHERE p.state_id IS NOT NULL`,
      run: "p.run_id",
      args: { activity: promotion, entity: state, time: "p.recorded_at" },
      attributes: { "prov:role": names("tfjs:promoted") },
    },
  ],
  specialization_of: [
    {
      from: `${all} WHERE p.state_id IS NOT NULL`,
      run: "p.run_id",
      args: { specific_entity: inUse, general_entity: state },
    },
  ],
  was_invalidated_by: [
    {
      from: `${used} AND p.next_id IS NOT NULL`,
      run: "p.run_id",
      args: {
        entity: inUse,
        activity: id("promotion", "p.next_id"),
        time: "p.used_until",
      },
    },
  ],
};

export const promotionSteps: readonly Steps[] = [
  {
    relation: "used",
    later: "promotion_id",
    earlier: "coalesce(state_id, artifact_id, run_id)",
    from: "tfjs_prov.promotions WHERE coalesce(state_id, artifact_id, run_id) IS NOT NULL",
  },
  {
    relation: "wasStartedBy",
    later: "promotion_id",
    earlier: "cell_run_id",
    from: "tfjs_prov.promotions WHERE cell_run_id IS NOT NULL",
  },
];
