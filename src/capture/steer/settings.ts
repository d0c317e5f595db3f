import { isObject, isTensor } from "../tfjs";
import { callbackName } from "../training/callback-names";
import { learningRateOf } from "../training/optimizer";

/** A number that a training reads as it goes on, and that may be set. */
export interface Setting {
  readonly name: string;
  /** What it belongs to, where there may be several: a callback's name. */
  readonly of: string | null;
  read(): number;
  write(value: number): void;
}

type Bag = Record<string, unknown>;

/** List what may be set in an optimizer, by the names of its params. */
export function optimizerSettings(optimizer: object): Setting[] {
  const bag = optimizer as Bag;
  const names = Object.keys(bag).filter(
    (name) => typeof bag[name] === "number" && !/^_|_$/.test(name),
  );
  const others = names.filter((name) => name !== "learningRate");
  return [
    ...rateSetting(bag),
    ...others.map((name) => ({
      name,
      of: null,
      read: () => bag[name] as number,
      write: (value: number) => writeTo(bag, name, value),
    })),
  ];
}

/** List when the early stoppings among callbacks stop: tfjs' own, met by shape. */
export function stopSettings(callbacks: unknown): Setting[] {
  return [callbacks]
    .flat()
    .filter(isEarlyStopping)
    .flatMap((callback) => [patienceOf(callback), minDeltaOf(callback)]);
}

function rateSetting(bag: Bag): Setting[] {
  const own = "learningRate" in bag && isSettable(bag, "learningRate");
  const through = typeof bag.setLearningRate === "function";
  if (learningRateOf(bag) === undefined || !(own || through)) return [];
  const write = (value: number) => {
    // SGD and momentum multiply by a tensor, which this method alone makes anew.
    if (through) (bag.setLearningRate as (rate: number) => void)(value);
    else bag.learningRate = value;
  };
  return [
    { name: "learningRate", of: null, read: () => learningRateOf(bag) ?? NaN, write },
  ];
}

function writeTo(bag: Bag, name: string, value: number): void {
  bag[name] = value;
  if (name === "momentum" && isTensor(bag.m)) bag.m = scalarLike(bag.m, value);
}

interface Arithmetic {
  mul(by: number): Arithmetic;
  add(to: number): Arithmetic;
  dispose(): void;
}

/** Make the tensor that an optimizer keeps of its momentum anew; tfjs has no method. */
function scalarLike(was: unknown, value: number): unknown {
  const tensor = was as Arithmetic;
  const zero = tensor.mul(0);
  const made = zero.add(value);
  zero.dispose();
  tensor.dispose();
  return made;
}

function isEarlyStopping(value: unknown): value is Bag {
  if (!isObject(value)) return false;
  const { monitorFunc, patience, minDelta } = value;
  const numbers = [patience, minDelta].every((one) => typeof one === "number");
  return typeof monitorFunc === "function" && numbers;
}

function patienceOf(callback: Bag): Setting {
  return {
    name: "patience",
    of: callbackName(callback),
    read: () => callback.patience as number,
    write: (value) => {
      callback.patience = value;
    },
  };
}

/** tfjs keeps it negative, -0 included, where less is better. */
function minDeltaOf(callback: Bag): Setting {
  const less = 1 / (callback.minDelta as number) < 0;
  return {
    name: "minDelta",
    of: callbackName(callback),
    read: () => Math.abs(callback.minDelta as number),
    write: (value) => {
      callback.minDelta = less ? -Math.abs(value) : Math.abs(value);
    },
  };
}

function isSettable(bag: object, name: string): boolean {
  for (let at: object | null = bag; at; at = Object.getPrototypeOf(at)) {
    const own = Object.getOwnPropertyDescriptor(at, name);
    if (own) return own.set !== undefined || own.writable === true;
  }
  return false;
}
