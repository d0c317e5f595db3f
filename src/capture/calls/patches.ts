import { load, save } from "../artifacts/models";
import type { Recorder } from "../recorder";
import { apart, scopes } from "../runs/scope";
import type { ModelLike, Tfjs } from "../tfjs";
import { ownIn } from "../training/own-callback";
import { meet } from "../weights/checkpoint";
import { trainOnBatch } from "./batches";
import { argsOf, type Call, type CallKind, callThrough, isPart } from "./call";
import { evaluate } from "./evaluations";
import { train } from "./fits";
import { layersModule } from "./loaded";
import { allowMixedLists } from "./mixed-lists";

type Method = (this: unknown, ...given: unknown[]) => unknown;

const kinds: readonly CallKind[] = [
  "fit",
  "fitDataset",
  "evaluate",
  "evaluateDataset",
  "trainOnBatch",
];

/** The methods of one tfjs, patched; every call goes through until it is restored. */
export class Patches {
  readonly #recorder: Recorder;
  readonly #undo: (() => void)[] = [];
  readonly #patched = new Set<object>();
  /** Record every call; else only those whose callbacks hold one of ours. */
  everything = false;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /** Patch a tfjs; a second time changes nothing. */
  patch(tf: Tfjs): void {
    if (this.#patched.has(tf.LayersModel)) return;
    this.#patched.add(tf.LayersModel);
    for (const { prototype } of [tf.LayersModel, tf.Sequential]) {
      for (const kind of kinds) this.#replaceCall(prototype, kind);
      this.#replace(prototype, "save", (model, [to], invoke) =>
        save(this.#recorder, model as ModelLike, to, invoke),
      );
    }
    this.#replace(layersModule(tf), "loadLayersModel", (_, [from], invoke) =>
      load(this.#recorder, from, invoke),
    );
    this.#undo.push(allowMixedLists(tf));
  }

  /** Put the very same functions back. */
  restore(): void {
    for (const undo of this.#undo.splice(0)) undo();
    this.#patched.clear();
    this.everything = false;
  }

  #replaceCall(owner: object, kind: CallKind): void {
    this.#put(owner, kind, (original) => {
      const meets = (call: Call) => this.#meets(call);
      return function (...given) {
        return meets(callThrough(original, this as ModelLike, kind, given));
      };
    });
  }

  /** Let `meets` see a call that is no training, where every call is recorded. */
  #replace(
    owner: object | undefined,
    name: string,
    meets: (self: unknown, given: unknown[], invoke: () => unknown) => unknown,
  ): void {
    if (!owner) return;
    const seen = () => this.everything && !apart.getStore();
    this.#put(owner, name, (original) => {
      return function (...given) {
        const invoke = () => original.apply(this, given);
        return seen() ? meets(this, given, invoke) : invoke();
      };
    });
  }

  #put(owner: object, name: string, made: (original: Method) => Method): void {
    const was = Object.getOwnPropertyDescriptor(owner, name);
    if (typeof was?.value !== "function" || !was.configurable) return;
    Object.defineProperty(owner, name, { ...was, value: made(was.value as Method) });
    this.#undo.push(() => Object.defineProperty(owner, name, was));
  }

  #meets(call: Call): unknown {
    const target = scopes.getStore();
    if (isPart(target, call.kind, call.model)) return call.invoke(call.given);
    const own = ownIn(argsOf(call).callbacks);
    if (!own && !this.everything) {
      meet(argsOf(call).callbacks, call.model);
      return call.invoke(call.given);
    }
    switch (call.kind) {
      case "fit":
      case "fitDataset":
        return train(this.#recorder, call, { options: own?.options, target });
      case "trainOnBatch":
        return trainOnBatch(this.#recorder, call);
      default:
        return evaluate(this.#recorder, call, { target });
    }
  }
}
