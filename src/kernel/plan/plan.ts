import { rewrite } from "../magic/rewrite";
import type { Magics } from "../magics";
import type { Interpreter } from "../typescript/interpreter";
import { type CallsOfFunctions, callsIn } from "./calls";
import type { PlannedCell, PlannedUse } from "./planned";
import { typesIn } from "./types";

/** What plans are made with. */
export interface PlanParts {
  readonly interpreter: Pick<Interpreter, "compiler" | "compileInTurn">;
  readonly magics: Magics;
}

/** The cell that made a name last. */
interface Maker {
  readonly from: number;
  readonly type: string | null;
}

/**
 * Tell what cells would do, run from top to bottom in a new session; none is. It takes as
 * long as TypeScript needs to read the packages that they import: seconds.
 */
export function planCells(
  sources: readonly string[],
  { interpreter, magics }: PlanParts,
): PlannedCell[] {
  const codes = sources.map((source) => rewrite(source, magics).code);
  const { compiler } = interpreter;
  const makers = new Map<string, Maker>();
  const types = new Map<string, string>();
  const functions: CallsOfFunctions = new Map();
  return interpreter.compileInTurn(codes).map((compiled, from) => {
    const told = typesIn(compiler, compiled.declarations);
    const makes = [...compiled.declares].map((name) => ({
      name,
      type: told.get(name) ?? null,
    }));
    const uses = [...compiled.uses].flatMap((name): PlannedUse[] => {
      const maker = makers.get(name);
      return maker ? [{ name, ...maker }] : [];
    });
    for (const { name, type } of makes) {
      makers.set(name, { from, type });
      types.set(name, type ?? "");
    }
    const calls = callsIn(codes[from]!, { compiler, types, functions });
    return { makes, uses, calls, problem: compiled.problem };
  });
}
