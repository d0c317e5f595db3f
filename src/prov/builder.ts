import { ProvError } from "../util/errors";
import { nearest } from "../util/nearest";
import type { KindName } from "./model/kinds";
import type { QualifiedName } from "./model/name";
import type { Namespaces } from "./model/namespaces";
import {
  type Argument,
  type KeyEntityPair,
  type Scope,
  type Statement,
  statement,
} from "./model/statement";
import { isDateTime } from "./model/time";
import { type Attribute, type ValueLike, valueFrom } from "./model/value";

/** A name: `ex:run` under a declared prefix, or a name made before. */
export type Name = string | QualifiedName;

/** A time: an `xsd:dateTime` as text, or a Date. */
export type Time = string | Date;

/** Attributes by their name; several values stand in a list. */
export interface Attributes {
  readonly [name: string]: ValueLike | readonly ValueLike[];
}

/** What any relation may have. */
export interface Identified {
  id?: Name;
  attributes?: Attributes;
}

/** What a relation may have that happens at an instant. */
export interface Timed extends Identified {
  time?: Time;
}

/** Keys of a dictionary and the entities under them. */
export type Entries =
  | ReadonlyMap<ValueLike, Name>
  | readonly (readonly [ValueLike, Name])[];

/**
 * Build statements by their PROV names. Each method adds one statement and returns the
 * builder; arguments stand in PROV-DM's order, those beyond the second by their name.
 */
export class Builder implements Scope {
  constructor(
    readonly namespaces: Namespaces,
    readonly statements: Statement[],
  ) {}

  /** Declare a prefix; without one, the default namespace. */
  prefix(prefix: string, iri: string): this {
    this.namespaces.set(prefix, iri);
    return this;
  }

  /** Return the name that a text such as `ex:run` stands for. */
  name(name: Name): QualifiedName {
    if (typeof name !== "string") return name;
    return this.namespaces.resolve(name) ?? this.#undeclared(name);
  }

  entity(id: Name, attributes?: Attributes): this {
    return this.#add("entity", { id, attributes }, []);
  }

  activity(
    id: Name,
    { startTime, endTime }: { startTime?: Time; endTime?: Time } = {},
    attributes?: Attributes,
  ): this {
    const times = [timeText(startTime), timeText(endTime)];
    return this.#add("activity", { id, attributes }, times);
  }

  agent(id: Name, attributes?: Attributes): this {
    return this.#add("agent", { id, attributes }, []);
  }

  wasGeneratedBy(entity: Name, activity?: Name, more: Timed = {}): this {
    const args = [this.name(entity), this.#optional(activity), timeText(more.time)];
    return this.#add("wasGeneratedBy", more, args);
  }

  used(activity: Name, entity?: Name, more: Timed = {}): this {
    const args = [this.name(activity), this.#optional(entity), timeText(more.time)];
    return this.#add("used", more, args);
  }

  wasInformedBy(informed: Name, informant: Name, more: Identified = {}): this {
    return this.#add("wasInformedBy", more, [
      this.name(informed),
      this.name(informant),
    ]);
  }

  wasStartedBy(
    activity: Name,
    trigger?: Name,
    more: Timed & { starter?: Name } = {},
  ): this {
    const starter = this.#optional(more.starter);
    const args = [
      this.name(activity),
      this.#optional(trigger),
      starter,
      timeText(more.time),
    ];
    return this.#add("wasStartedBy", more, args);
  }

  wasEndedBy(
    activity: Name,
    trigger?: Name,
    more: Timed & { ender?: Name } = {},
  ): this {
    const ender = this.#optional(more.ender);
    const args = [
      this.name(activity),
      this.#optional(trigger),
      ender,
      timeText(more.time),
    ];
    return this.#add("wasEndedBy", more, args);
  }

  wasInvalidatedBy(entity: Name, activity?: Name, more: Timed = {}): this {
    const args = [this.name(entity), this.#optional(activity), timeText(more.time)];
    return this.#add("wasInvalidatedBy", more, args);
  }

  wasDerivedFrom(
    generatedEntity: Name,
    usedEntity: Name,
    more: Identified & { activity?: Name; generation?: Name; usage?: Name } = {},
  ): this {
    const rest = [more.activity, more.generation, more.usage];
    const args = [generatedEntity, usedEntity, ...rest].map((each) =>
      this.#optional(each),
    );
    return this.#add("wasDerivedFrom", more, args);
  }

  wasAttributedTo(entity: Name, agent: Name, more: Identified = {}): this {
    return this.#add("wasAttributedTo", more, [this.name(entity), this.name(agent)]);
  }

  wasAssociatedWith(
    activity: Name,
    agent?: Name,
    more: Identified & { plan?: Name } = {},
  ): this {
    const args = [activity, agent, more.plan].map((each) => this.#optional(each));
    return this.#add("wasAssociatedWith", more, args);
  }

  actedOnBehalfOf(
    delegate: Name,
    responsible: Name,
    more: Identified & { activity?: Name } = {},
  ): this {
    const args = [delegate, responsible, more.activity].map((each) =>
      this.#optional(each),
    );
    return this.#add("actedOnBehalfOf", more, args);
  }

  wasInfluencedBy(influencee: Name, influencer: Name, more: Identified = {}): this {
    const args = [this.name(influencee), this.name(influencer)];
    return this.#add("wasInfluencedBy", more, args);
  }

  specializationOf(specificEntity: Name, generalEntity: Name): this {
    const args = [this.name(specificEntity), this.name(generalEntity)];
    return this.#add("specializationOf", {}, args);
  }

  alternateOf(alternate1: Name, alternate2: Name): this {
    return this.#add("alternateOf", {}, [this.name(alternate1), this.name(alternate2)]);
  }

  hadMember(collection: Name, entity: Name): this {
    return this.#add("hadMember", {}, [this.name(collection), this.name(entity)]);
  }

  mentionOf(specificEntity: Name, generalEntity: Name, bundle: Name): this {
    const args = [specificEntity, generalEntity, bundle].map((each) => this.name(each));
    return this.#add("mentionOf", {}, args);
  }

  derivedByInsertionFrom(
    newDictionary: Name,
    oldDictionary: Name,
    more: Identified & { entries: Entries },
  ): this {
    const pairs = [...more.entries].map(
      ([key, entity]): KeyEntityPair => ({
        key: valueFrom(key),
        entity: this.name(entity),
      }),
    );
    const args = [this.name(newDictionary), this.name(oldDictionary), { pairs }];
    return this.#add("derivedByInsertionFrom", more, args);
  }

  derivedByRemovalFrom(
    newDictionary: Name,
    oldDictionary: Name,
    more: Identified & { keys: Iterable<ValueLike> },
  ): this {
    const keys = [...more.keys].map(valueFrom);
    const args = [this.name(newDictionary), this.name(oldDictionary), { keys }];
    return this.#add("derivedByRemovalFrom", more, args);
  }

  hadDictionaryMember(dictionary: Name, entity: Name, key: ValueLike): this {
    const args = [this.name(dictionary), this.name(entity), { key: valueFrom(key) }];
    return this.#add("hadDictionaryMember", {}, args);
  }

  #optional(name: Name | undefined): QualifiedName | undefined {
    return name === undefined ? undefined : this.name(name);
  }

  #add(
    kind: KindName,
    {
      id,
      attributes = {},
    }: { id?: Name | undefined; attributes?: Attributes | undefined },
    args: (Argument | undefined)[],
  ): this {
    const all = this.#attributes(attributes);
    this.statements.push(statement(kind, this.#optional(id), args, all));
    return this;
  }

  #attributes(attributes: Attributes): Attribute[] {
    return Object.entries(attributes).flatMap(([key, given]) => {
      const name = this.name(key);
      const values = (Array.isArray(given) ? given : [given]) as readonly ValueLike[];
      return values.map((value): Attribute => [name, valueFrom(value)]);
    });
  }

  #undeclared(text: string): never {
    const prefix = text.slice(0, Math.max(0, text.indexOf(":")));
    if (prefix === "") {
      throw new ProvError(`No default namespace declared for ${JSON.stringify(text)}`, {
        hint: 'try: document().prefix("", "https://example.org/")',
      });
    }
    const known = this.namespaces.known().filter((each) => each !== "");
    const [near] = nearest(prefix, known, 1);
    const hint = [`prefixes: ${["prov", "xsd", ...known].join(", ")}`];
    if (near !== undefined) hint.push(`try: ${near}${text.slice(prefix.length)}`);
    throw new ProvError(`No prefix ${prefix} declared for ${JSON.stringify(text)}`, {
      hint,
    });
  }
}

function timeText(time: Time | undefined): string | undefined {
  if (time === undefined) return undefined;
  const text = typeof time === "string" ? time : isoText(time);
  if (isDateTime(text)) return text;
  throw new ProvError(`No time can be made of ${JSON.stringify(text)}`, {
    hint: "a time: 2026-11-23T09:00:00Z, or a Date",
  });
}

function isoText(date: Date): string {
  return Number.isNaN(date.getTime()) ? "an invalid Date" : date.toISOString();
}
