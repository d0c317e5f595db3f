import type { Format, ProvDocument } from "../../prov/index";

/**
 * Write a document in a form. Turtle has no bundles: a single one is written without its
 * name, in one graph with what is said about it.
 *
 * @throws ProvError for several bundles in Turtle; TriG has them.
 */
export function documentText(document: ProvDocument, format: Format): string {
  const single = format === "turtle" && document.bundles.length === 1;
  return (single ? document.flatten() : document).to(format);
}
