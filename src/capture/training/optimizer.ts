import type { ModelLike } from "../tfjs";
import { isObject, isTensor } from "../tfjs";
import { flatten, nameOf, type Param } from "../values";

/** The names of optimizers as `model.compile()` and `tf.train` take them. */
const known = ["sgd", "momentum", "adagrad", "adadelta", "adam", "adamax", "rmsprop"];

/**
 * List an optimizer's name, as a user writes it, and all its settings: what `getConfig()` tells, then
 * the object's own numbers, texts and flags that it leaves out.
 */
export function optimizerParams(optimizer: object): Param[] {
  const params = new Map<string, Param>();
  const add = (param: Param) => params.has(param[0]) || params.set(param[0], param);
  add(["optimizer", optimizerName(optimizer)]);
  const rate = learningRateOf(optimizer);
  if (rate !== undefined) add(["learningRate", rate]);
  for (const param of flatten(configOf(optimizer))) add(param);
  for (const param of flatten(ownSettings(optimizer))) add(param);
  return [...params.values()];
}

/** Read an optimizer's learning rate, met by shape. */
export function learningRateOf(optimizer: object): number | undefined {
  const { learningRate, _learningRate } = optimizer as Record<string, unknown>;
  if (typeof learningRate === "number") return learningRate;
  if (typeof _learningRate === "number") return _learningRate;
  const { learningRate: told, learning_rate: pythonic } = configOf(optimizer);
  const rate = told ?? pythonic;
  return typeof rate === "number" ? rate : undefined;
}

/** The cause of what no callback and no schedule did. */
export const OUTSIDE = "outside the callbacks";

/** A change of the learning rate. */
export interface RateChange {
  readonly from: number;
  readonly to: number;
  readonly cause: string;
  /** What is to be said of it, such as that it changes nothing. */
  readonly note?: string;
}

interface Rate {
  /** What the optimizer tells. */
  readonly told: number | undefined;
  /** What it applies, which is another where only `setLearningRate` has an effect. */
  readonly inForce: number | undefined;
  /** The tensor that it applies, if it keeps one. */
  readonly tensor: unknown;
}

/** Watch the learning rate of a model's optimizer for changes, however small. */
export class RateWatch {
  readonly model: ModelLike;
  #rate: Rate;

  constructor(model: ModelLike) {
    this.model = model;
    const told = this.#told();
    this.#rate = { told, inForce: told, tensor: this.#tensor() };
  }

  /** Read the rate that is in force now. */
  read(): number | undefined {
    return (this.#stands ? this.#rate : this.#look()).inForce;
  }

  /** Return the change since the last look, if any, and who made it but callbacks. */
  changed(): RateChange | undefined {
    if (this.#stands) return undefined;
    const was = this.#rate;
    const now = this.#look();
    if (now === was) return undefined;
    this.#rate = now;
    return (
      this.#between(was.inForce, now.inForce) ??
      this.#between(was.told, now.told, withoutEffect)
    );
  }

  /** Whether nothing has changed, seen at a glance: one is taken at each update. */
  get #stands(): boolean {
    const { optimizer } = this.model;
    if (!optimizer) return false;
    const { told, tensor } = this.#rate;
    const { learningRate, c } = optimizer as Record<string, unknown>;
    return told !== undefined && learningRate === told && c === tensor;
  }

  /** Return the rate as it was met where nothing has changed. */
  #look(): Rate {
    const rate = this.#rate;
    const told = this.#told();
    const tensor = this.#tensor();
    const same = tensor === rate.tensor;
    if (same && Object.is(told, rate.told)) return rate;
    return { told, tensor, inForce: same && tensor ? rate.inForce : told };
  }

  #between(from?: number, to?: number, note?: string): RateChange | undefined {
    if (from === undefined || to === undefined || Object.is(from, to)) return undefined;
    return { from, to, cause: this.#unseen(), note };
  }

  #told(): number | undefined {
    const { optimizer } = this.model;
    return optimizer ? learningRateOf(optimizer) : undefined;
  }

  #tensor(): unknown {
    const { optimizer } = this.model;
    if (!optimizer) return undefined;
    const { setLearningRate, c } = optimizer as Record<string, unknown>;
    if (c === undefined || c === this.#rate?.tensor) return c;
    return typeof setLearningRate === "function" && isTensor(c) ? c : undefined;
  }

  /** A rate that an optimizer computes itself changes by its schedule. */
  #unseen(): string {
    const { optimizer } = this.model;
    return optimizer && isComputed(optimizer) ? "schedule" : OUTSIDE;
  }
}

const withoutEffect =
  "without effect: this optimizer takes its rate by setLearningRate() only";

function isComputed(optimizer: object): boolean {
  for (let at: object | null = optimizer; at; at = Object.getPrototypeOf(at)) {
    const own = Object.getOwnPropertyDescriptor(at, "learningRate");
    if (own) return own.get !== undefined && own.set === undefined;
  }
  return true;
}

function configOf(optimizer: object): Record<string, unknown> {
  const { getConfig } = optimizer as { getConfig?: unknown };
  try {
    const config: unknown =
      typeof getConfig === "function" ? getConfig.call(optimizer) : {};
    return isObject(config) ? config : {};
  } catch {
    // A custom optimizer need not be serialisable to train.
    return {};
  }
}

function ownSettings(optimizer: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(optimizer).filter(
      ([name, value]) => isSetting(value) && !/^_|_$/.test(name),
    ),
  );
}

function isSetting(value: unknown): boolean {
  if (isTensor(value)) return false;
  return ["number", "string", "boolean"].includes(typeof value);
}

function optimizerName(optimizer: object): string {
  const { getClassName } = optimizer as { getClassName?: unknown };
  const told: unknown =
    typeof getClassName === "function" ? getClassName.call(optimizer) : undefined;
  const name = typeof told === "string" ? told : nameOf(optimizer);
  return known.includes(name.toLowerCase()) ? name.toLowerCase() : name;
}
