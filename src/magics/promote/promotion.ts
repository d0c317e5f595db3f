import { inspect } from "../../util/inspect";
import { type Displayable, display, type MimeBundle } from "../../util/mime";
import { shortText } from "../value-text";
import type { FoundModel } from "./find-model";

/** What a promotion changed. */
export interface Change {
  id: string;
  stage: string;
  /** What is in use from then on, if anything. */
  model: FoundModel | undefined;
  /** What was in use until then, in words. */
  before: string | undefined;
  at: Date;
}

/** A promotion as it was recorded. */
export class Promotion implements Displayable {
  readonly id: string;
  readonly stage: string;
  readonly at: Date;
  /** Name of the run that made the model. */
  readonly run: string | undefined;
  readonly weightsHash: string | undefined;
  /** Where the model is saved, from the file's folder. */
  readonly place: string | undefined;
  readonly #text: string;

  constructor(change: Change) {
    const { id, stage, at, model } = change;
    this.id = id;
    this.stage = stage;
    this.at = at;
    this.run = model?.run ?? undefined;
    this.weightsHash = model?.weightsHash ?? undefined;
    this.place = model?.place ?? undefined;
    this.#text = textOf(change);
  }

  toString(): string {
    return this.#text;
  }

  [inspect](): string {
    return this.#text;
  }

  [display](): MimeBundle {
    return { data: { "text/plain": this.#text }, metadata: {} };
  }
}

function textOf({ stage, model, before, at }: Change): string {
  const since = `${shortText(at)} UTC`;
  if (!model) {
    const withdrawn = before === undefined ? "" : `, ${before} is withdrawn`;
    return `${stage}: nothing from ${since} on${withdrawn}`;
  }
  const instead = before === undefined ? "" : `, instead of ${before}`;
  return `${stage}: ${nameOf(model)} from ${since} on${instead}`;
}

/** Name a model in words: by its run, its place or its weights. */
export function nameOf({ run, place, weightsHash }: FoundModel): string {
  return run ?? place ?? weightsHash?.slice(0, 12) ?? "a model";
}
