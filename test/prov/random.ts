import {
  type Argument,
  document,
  type KindName,
  kindNames,
  kindOf,
  type ProvDocument,
  prov,
  statement,
} from "../../src/prov";

/** Numbers that are the same in each run (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const KINDS = kindNames.filter((kind) => kindOf(kind).note === undefined);
const TIMES = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"];

/** Make a small document whose few names meet often; some names sit in wrong places. */
export function randomDocument(random: (below: number) => number): ProvDocument {
  const made = document({ ex: "https://example.org/" });
  const pick = (letter: string, of = 3) => made.name(`ex:${letter}${random(of)}`);
  const argument = (role: string): Argument => {
    if (role === "time") return TIMES[random(2)]!;
    const mistaken = random(40) === 0;
    return pick(mistaken ? "x" : (LETTERS[role] ?? "e"));
  };
  for (let i = 2 + random(7); i > 0; i--) {
    const kind = KINDS[random(KINDS.length)] as KindName;
    const shape = kindOf(kind);
    const args = shape.args.map(({ role, required }) =>
      required || random(2) === 0 ? argument(role) : undefined,
    );
    const empty = kind === "entity" && random(6) === 0;
    const attributes = empty ? [[prov("type"), prov("EmptyCollection")] as const] : [];
    made.statements.push(statement(kind, idFor(shape.id, kind), args, attributes));
  }
  return made;

  function idFor(id: string, kind: KindName) {
    if (id === "required") return argument(kind) as ReturnType<typeof pick>;
    if (id === "none" || random(3) > 0) return undefined;
    return pick(kind === "wasGeneratedBy" ? "g" : kind === "used" ? "u" : "r", 2);
  }
}

const LETTERS: Record<string, string> = {
  entity: "e",
  activity: "a",
  agent: "g-",
  generation: "g",
  usage: "u",
  any: "e",
};

/** Make a document of which only the order of events can be wrong. */
export function randomOrder(random: (below: number) => number): ProvDocument {
  const made = document({ ex: "https://example.org/" });
  const thing = (role: string) => {
    const agent = role === "agent" ? ["e", "a"][random(2)]! : LETTERS[role]!;
    return made.name(`ex:${agent}${random(2)}`);
  };
  for (const one of ["ex:e0", "ex:e1"]) if (random(2) > 0) made.entity(one);
  for (const one of ["ex:a0", "ex:a1"]) if (random(2) > 0) made.activity(one);
  made.wasDerivedFrom("ex:e0", "ex:e1");
  for (let i = 1 + random(3); i > 0; i--) {
    const kind = ORDERED[random(ORDERED.length)]!;
    const args = kindOf(kind).args.map(({ role, required }) =>
      ["time", "generation", "usage"].includes(role) || (!required && random(4) === 0)
        ? undefined
        : thing(role),
    );
    made.statements.push(statement(kind, undefined, args));
  }
  return made;
}

const ORDERED = KINDS.filter(
  (kind) =>
    kindOf(kind).id !== "required" && !["alternateOf", "hadMember"].includes(kind),
);
