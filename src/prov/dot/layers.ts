import { bundlesByName, type DocumentData, type Scope } from "../model/statement";
import { type FoldedPicture, fold } from "./fold";
import { pictureOf } from "./graph";

/** What is drawn of a document's own statements, or of one bundle. */
export interface Layer {
  readonly scope: Scope;
  readonly picture: FoldedPicture;
  /** The name of the bundle. */
  readonly bundle?: string;
}

/** Fold groups of so many like things; true is 4 where there are many, false is none. */
export type Fold = boolean | number;

/** So few things are drawn each. */
const FEW = 20;

/** Make the folded pictures of a document and of each of its bundles. */
export function layersOf(document: DocumentData, folding: Fold = true): Layer[] {
  const scopes = [document, ...bundlesByName(document)];
  const pictures = scopes.map((scope) => pictureOf(scope));
  const things = pictures.reduce((sum, { nodes }) => sum + nodes.size, 0);
  const least = leastOf(folding, things);
  return scopes.map((scope, i) => ({
    scope,
    picture: fold(pictures[i]!, least),
    ...("id" in scope && { bundle: String(scope.id) }),
  }));
}

function leastOf(folding: Fold, things: number): number {
  if (typeof folding === "number") return Math.max(4, folding);
  return folding && things > FEW ? 4 : Number.POSITIVE_INFINITY;
}
