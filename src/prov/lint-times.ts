import type { Remark } from "./lint";
import type { QualifiedName } from "./model/name";
import type { Scope, Statement } from "./model/statement";
import { instantOf } from "./model/time";
import { isName } from "./model/value";

/** An instant and the statement that says it. */
interface Instant {
  readonly at: number;
  readonly of: Statement;
}

/** What is known of when a thing begins and ends. */
interface Life {
  begin?: Instant;
  end?: Instant;
}

/**
 * Find times that contradict each other. PROV-CONSTRAINTS compares no times, so these
 * are no errors there: an activity that ends before it starts is valid.
 */
export function implausibleTimes({ statements }: Scope): Remark[] {
  const lives = livesOf(statements);
  const remarks: Remark[] = [];
  const check = (message: string, before?: Instant, after?: Instant) => {
    if (!before || !after || !(before.at > after.at)) return;
    remarks.push({ rule: "time", message, of: [...new Set([before.of, after.of])] });
  };
  for (const [iri, { begin, end }] of lives.activities) {
    check(`${iri} ends before it starts`, begin, end);
  }
  for (const [iri, { begin, end }] of lives.entities) {
    check(`${iri} is invalidated before it is generated`, begin, end);
  }
  for (const each of statements) {
    if (each.kind !== "used" && each.kind !== "wasGeneratedBy") continue;
    const time = timeAt(each, 2);
    const [first, second] = each.args as [QualifiedName?, QualifiedName?];
    const [activity, entity] = each.kind === "used" ? [first, second] : [second, first];
    const during = lives.activities.get(activity?.iri ?? "") ?? {};
    const what = each.kind === "used" ? "used" : "generated";
    check(
      `${entity?.iri} is ${what} before ${activity?.iri} starts`,
      during.begin,
      time,
    );
    check(`${entity?.iri} is ${what} after ${activity?.iri} ends`, time, during.end);
    if (each.kind !== "used") continue;
    const life = lives.entities.get(entity?.iri ?? "") ?? {};
    check(`${entity?.iri} is used before it is generated`, life.begin, time);
    check(`${entity?.iri} is used after it is invalidated`, time, life.end);
  }
  return remarks;
}

function livesOf(statements: readonly Statement[]) {
  const activities = new Map<string, Life>();
  const entities = new Map<string, Life>();
  const note = (lives: Map<string, Life>, name: unknown, part: Life) => {
    if (!isName(name)) return;
    const life = lives.get(name.iri) ?? {};
    lives.set(name.iri, { ...part, ...life });
  };
  for (const each of statements) {
    const { kind, id, args } = each;
    if (kind === "activity") {
      note(activities, id, known(timeAt(each, 0), timeAt(each, 1)));
    } else if (kind === "wasStartedBy")
      note(activities, args[0], known(timeAt(each, 3)));
    else if (kind === "wasEndedBy") {
      note(activities, args[0], known(undefined, timeAt(each, 3)));
    } else if (kind === "wasGeneratedBy")
      note(entities, args[0], known(timeAt(each, 2)));
    else if (kind === "wasInvalidatedBy") {
      note(entities, args[0], known(undefined, timeAt(each, 2)));
    }
  }
  return { activities, entities };
}

function known(begin?: Instant, end?: Instant): Life {
  return { ...(begin && { begin }), ...(end && { end }) };
}

function timeAt(of: Statement, index: number): Instant | undefined {
  const text = of.args[index];
  return typeof text === "string" ? { at: instantOf(text), of } : undefined;
}
