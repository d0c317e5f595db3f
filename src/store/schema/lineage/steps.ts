import type { View } from "../define";
import { cellSteps } from "../views/prov/cells";
import { chartSteps } from "../views/prov/charts";
import { datasetSteps } from "../views/prov/datasets";
import { environmentSteps } from "../views/prov/environment";
import type { Steps } from "../views/prov/mapping";
import { modelSteps } from "../views/prov/models";
import { phaseSteps } from "../views/prov/phases";
import { promotionSteps } from "../views/prov/promotions";
import { runSteps } from "../views/prov/runs";
import { stateSteps } from "../views/prov/states";

/** What relates the second argument of an imported statement to its first. */
const direct =
  "i.kind NOT IN ('entity', 'activity', 'agent') AND i.argument_keys[2] IS NOT NULL";
const imported = (relation: string, later: string, earlier: string, where: string) => ({
  relation,
  later: `i.argument_keys[${later}]`,
  earlier: `i.argument_keys[${earlier}]`,
  from: `tfjs_prov.imported_statements i WHERE ${where}`,
});

/** All steps, a group for what each migration brought; add yours. */
const all: readonly Steps[] = [
  ...runSteps,
  ...phaseSteps,
  ...modelSteps,
  ...cellSteps,
  ...environmentSteps,
  ...stateSteps,
  ...datasetSteps,
  ...promotionSteps,
  ...chartSteps,
  imported("", "1", "2", direct),
  imported(
    "",
    "1",
    "3",
    "i.kind IN ('wasStartedBy', 'wasEndedBy', 'wasAssociatedWith', 'wasDerivedFrom') " +
      "AND i.argument_keys[3] IS NOT NULL",
  ),
  imported("alternateOf", "2", "1", "i.kind = 'alternateOf'"),
];

/** The steps of lineage as keys: what the macros walk over. */
export const stepsView: View = {
  name: "tfjs_prov.steps",
  comment: "A row a step of lineage: a later thing that came of an earlier one",
  columns: {
    relation: "Relation of PROV, such as used",
    later: "Key of the later thing",
    earlier: "Key of the earlier thing",
  },
  select: all.map(selectOf).join("\nUNION ALL\n"),
};

function selectOf({ relation, later, earlier, from }: Steps): string {
  const named = relation === "" ? "i.kind" : `'${relation}'`;
  return `SELECT ${named} AS relation, ${later} AS later, ${earlier} AS earlier\nFROM ${from}`;
}
