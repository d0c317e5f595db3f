import type { ScopeRecords } from "../../prov/index";
import { namespaces } from "../../store/schema/views/prov/names";
import type { RecordedStatement } from "./read";

/**
 * Lay statements out as a document with a bundle a run. What runs share is said in each
 * scope that refers to it, and in no other, so that each stands for itself.
 */
export function scopesFrom(
  statements: readonly RecordedStatement[],
  runIds: readonly string[],
): ScopeRecords[] {
  const shared = bySubject(statements.filter(({ runId }) => runId === null));
  const own = statements.filter(({ runId }) => runId !== null);
  const inside = grouped(own.filter((each) => each.inside));
  const about = own.filter((each) => !each.inside);
  return [
    { prefixes, statements: inOrder(withShared(about, shared)) },
    ...runIds.map((runId) => ({
      bundle: `${namespaces.id}bundle-${runId}`,
      prefixes: {},
      statements: inOrder(withShared(inside.get(runId) ?? [], shared)),
    })),
  ];
}

/** PROV's own need no declaration. */
const { prov: _prov, xsd: _xsd, ...prefixes } = namespaces;

type Shared = ReadonlyMap<string, readonly RecordedStatement[]>;

/** A statement is about its own id, or about its first argument. */
function bySubject(statements: readonly RecordedStatement[]): Shared {
  const found = new Map<string, RecordedStatement[]>();
  for (const each of statements) {
    push(found, String(isElement(each) ? each.id : each.args[0]), each);
  }
  return found;
}

function isElement({ kind }: RecordedStatement): boolean {
  return kind === "entity" || kind === "activity" || kind === "agent";
}

function grouped(statements: readonly RecordedStatement[]) {
  const found = new Map<string, RecordedStatement[]>();
  for (const each of statements) {
    push(found, each.runId!, each);
  }
  return found;
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Add what is said of each thing that is referred to, of those in there, and so on. */
function withShared(
  statements: readonly RecordedStatement[],
  shared: Shared,
): RecordedStatement[] {
  const all = [...statements];
  const seen = new Set<string>();
  for (let i = 0; i < all.length; i++) {
    for (const name of [all[i]!.id, ...all[i]!.args]) {
      if (typeof name !== "string" || seen.has(name)) continue;
      seen.add(name);
      for (const each of shared.get(name) ?? []) all.push(each);
    }
  }
  return all;
}

/** Put statements of one kind together, in the order of reading. */
function inOrder(statements: readonly RecordedStatement[]): RecordedStatement[] {
  return [...statements].sort((a, b) => a.place - b.place);
}
