import { quoted } from "../literal";

const columns = {
  layer: "Layer in which a number that is not finite began",
  found_in: "Where it shows first: weights, output, data or loss",
};

/** Add to events where a number that is not finite began. */
export const m010Origins: readonly string[] = Object.entries(columns).flatMap(
  ([name, comment]) => [
    `ALTER TABLE tfjs_prov.events ADD COLUMN ${name} VARCHAR`,
    `COMMENT ON COLUMN tfjs_prov.events.${name} IS ${quoted(comment)}`,
  ],
);
