import type { Compiler } from "../typescript/compiler";
import { argumentsOf, type Reading } from "./arguments";
import type { PlannedCall } from "./planned";
import { oneLine, parsed, type Syntax } from "./syntax";

/** Methods of a model or an optimizer, whoever has them. */
const ofModels: readonly string[] = [
  ..."compile,fit,fitDataset,evaluate,evaluateDataset,trainOnBatch,minimize".split(","),
];
/** Methods that only `prov` has under these names. */
const ofProv: readonly string[] = ["start", "startDataset", "run"];

/** Calls by the name of the function that makes them. */
export type CallsOfFunctions = Map<string, readonly PlannedCall[]>;

/** What the calls of a cell are read with. */
export interface CallsGiven {
  readonly compiler: Compiler;
  /** TypeScript's types of the names that are known so far. */
  readonly types: ReadonlyMap<string, string>;
  /** Functions of this and earlier cells; those of this one are added. */
  readonly functions: CallsOfFunctions;
}

/**
 * List the calls that a source makes, in its order. What a function that it declares would
 * call is made where the function is called.
 */
export function callsIn(source: string, given: CallsGiven): PlannedCall[] {
  const whole = parsed(given.compiler, source);
  const reader = new CallReader({ ...whole, ...given }, given.functions);
  return reader.in(whole.file);
}

class CallReader {
  readonly #reading: Reading;
  readonly #functions: CallsOfFunctions;

  constructor(reading: Reading, functions: CallsOfFunctions) {
    this.#reading = reading;
    this.#functions = functions;
  }

  in(node: Syntax): PlannedCall[] {
    const calls: PlannedCall[] = [];
    this.#reading.compiler.forEachChild(node, (child) => {
      calls.push(...this.#of(child as Syntax));
    });
    return calls;
  }

  #of(node: Syntax): PlannedCall[] {
    const declared = this.#functionIn(node);
    if (declared) {
      this.#functions.set(declared.name, this.#of(declared.body));
      return [];
    }
    const { SyntaxKind } = this.#reading.compiler;
    if (node.kind !== SyntaxKind.CallExpression) return this.in(node);
    return this.#inTurn(node);
  }

  /** A call comes after what it is given, and before what it calls back. */
  #inTurn(node: Syntax): PlannedCall[] {
    const { isFunctionLike } = this.#reading.compiler;
    const given = [node.expression!, ...(node.arguments ?? [])];
    const of = (some: readonly Syntax[]) => some.flatMap((one) => this.#of(one));
    return [
      ...of(given.filter((one) => !isFunctionLike(one))),
      ...this.#called(node),
      ...of(given.filter((one) => isFunctionLike(one))),
    ];
  }

  /** Return the function that a node declares, if it does. */
  #functionIn(node: Syntax): { name: string; body: Syntax } | undefined {
    const { compiler, textOf } = this.#reading;
    const { FunctionDeclaration, VariableDeclaration } = compiler.SyntaxKind;
    const { name, body, initializer } = node;
    if (!name) return undefined;
    if (node.kind === FunctionDeclaration && body) return { name: textOf(name), body };
    const holds = node.kind === VariableDeclaration && initializer;
    if (!holds || !compiler.isFunctionLike(holds)) return undefined;
    return holds.body && { name: textOf(name), body: holds.body };
  }

  #called(node: Syntax): PlannedCall[] {
    const { textOf, types } = this.#reading;
    const callee = node.expression!;
    const [method, on] = [callee.name?.text, callee.expression];
    if (method === undefined || !on) {
      return [...(this.#functions.get(textOf(callee)) ?? [])];
    }
    const isProv = /\bProv\b/.test(types.get(textOf(on)) ?? "");
    const trains = ofModels.includes(method) || (isProv && ofProv.includes(method));
    if (!trains) return [];
    const call = `${oneLine(textOf(on), 40)}.${method}`;
    return [{ call, args: argumentsOf(node, this.#reading) }];
  }
}
