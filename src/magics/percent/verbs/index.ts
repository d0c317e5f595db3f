import { unknownName } from "../../../util/errors";
import { cells } from "./cells";
import { compare } from "./compare";
import { diff } from "./diff";
import { explain } from "./explain";
import { exportVerb } from "./export";
import { graph } from "./graph";
import { help } from "./help";
import { plan } from "./plan";
import { promote, withdraw } from "./promote";
import { runs } from "./runs";
import { show } from "./show";
import { status } from "./status";
import type { Verb } from "./verb";
import { verify } from "./verify";

/** The verbs of `%prov`, as its help lists them. */
export const verbs: readonly Verb[] = [
  status,
  runs,
  compare,
  diff,
  show,
  explain,
  exportVerb,
  graph,
  promote,
  withdraw,
  plan,
  cells,
  verify,
  help,
];

/**
 * Return a verb by its name.
 *
 * @throws ProvError for one that is not there, with the near ones.
 */
export function findVerb(name: string): Verb {
  const verb = verbs.find((one) => one.name === name);
  if (verb) return verb;
  const names = verbs.map((one) => one.name);
  throw unknownName("verb", name, names, { attempt: (near) => `%prov ${near}` });
}
