import { table } from "./define";

/** Add promotions of models, and to each run the process that recorded it. */
export const m008Promotions: readonly string[] = [
  ...table("promotions", "A model that was put to use, or taken out of it", {
    promotion_id: ["UUID", "UUID of version 7"],
    stage: ["VARCHAR", "What it is used as, such as production"],
    run_id: ["UUID", "The run that made the model; null where none did, or for none"],
    state_id: ["UUID", "The model state; null where nothing is used from then on"],
    artifact_id: ["UUID", "The saved model, where it was saved"],
    reason: ["VARCHAR", "Why, as it was told"],
    person: ["VARCHAR", "Who told of it, where they said so"],
    cell_run_id: ["UUID", "The cell run that told of it"],
    recorded_at: ["TIMESTAMP", "When, UTC"],
  }),
  "ALTER TABLE tfjs_prov.runs ADD COLUMN session_id UUID",
  "COMMENT ON COLUMN tfjs_prov.runs.session_id IS 'UUID of the process that recorded it'",
];
