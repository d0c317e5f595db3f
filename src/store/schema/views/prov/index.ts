import type { View } from "../../define";
import { cells } from "./cells";
import { events } from "./changes";
import { charts } from "./charts";
import { datasets } from "./datasets";
import { environments } from "./environment";
import { importedSelect } from "./imported";
import { type Mapping, selectOf } from "./mapping";
import { metrics } from "./metrics";
import { models } from "./models";
import { params } from "./params";
import { epochs, phases } from "./phases";
import { plans } from "./plans";
import { promotions } from "./promotions";
import { type RelationName, relationNames, relations } from "./relations";
import { runs } from "./runs";
import { seeds } from "./seeds";
import { software } from "./software";
import { states } from "./states";

/** What the tables say in PROV, a file for what each migration brought; add yours. */
const mappings: readonly Mapping[] = [
  runs,
  phases,
  epochs,
  params,
  metrics,
  events,
  models,
  cells,
  software,
  environments,
  states,
  datasets,
  seeds,
  promotions,
  charts,
  plans,
];

/** The relations in which something recorded stands; imported documents have others, too. */
export const recordedRelations: readonly RelationName[] = relationNames.filter(
  (relation) => mappings.some((mapping) => mapping[relation] !== undefined),
);

/** A view for each relation of PROV, in the schema `prov`. */
export const provViews: readonly View[] = relationNames.map(viewOf);

function viewOf(relation: RelationName): View {
  const { comment, args } = relations[relation];
  const selects = mappings
    .flatMap((mapping) => mapping[relation] ?? [])
    .map((statements) => selectOf(relation, statements));
  return {
    name: `prov.${relation}`,
    comment,
    columns: {
      id: "IRI of the thing, or of the relation where it has one",
      ...Object.fromEntries(Object.entries(args).map(([name, [text]]) => [name, text])),
      attributes: "All else, in the form of PROV-JSON: attributes->>'schema:name'",
      run_id: "The run whose statement it is; null for what runs share",
      in_bundle: "IRI of the bundle that says it; null for the document itself",
      document_hash: "The imported document that says it; null for what was recorded",
    },
    select: [...selects, importedSelect(relation)].join("\nUNION ALL\n"),
  };
}
