import type { FoldedArrow, FoldedNode, FoldedPicture } from "./fold";
import { shortened } from "./label";
import type { Layer } from "./layers";

/** Lines of things at most. */
const MOST = 12;

/**
 * Tell a picture in words: how many things of which kind, and then line by line what
 * each says of others, as far as a reader would go on.
 */
export function pictureText(layers: readonly Layer[]): string {
  const lines = layers.flatMap(linesOf);
  const rest = lines.length - MOST;
  const shown = rest > 1 ? lines.slice(0, MOST) : lines;
  const more = rest > 1 ? [`… and ${rest} more`] : [];
  return [headOf(layers), ...shown, ...more].join("\n");
}

function headOf(layers: readonly Layer[]): string {
  const nodes = layers.flatMap(({ picture }) => picture.nodes);
  const kinds = [
    counted(nodes, "entity", "entities"),
    counted(nodes, "activity", "activities"),
    counted(nodes, "agent", "agents"),
  ].filter((each) => each !== "");
  const bundles = layers.length - 1;
  if (bundles > 0) kinds.push(bundles === 1 ? "1 bundle" : `${bundles} bundles`);
  return `PROV graph: ${kinds.length === 0 ? "nothing" : kinds.join(", ")}`;
}

function counted(
  nodes: readonly FoldedNode[],
  one: FoldedNode["kind"],
  many: string,
): string {
  const of = nodes.filter(({ kind }) => kind === one);
  const count = of.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) return "";
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** A line for each thing that says something of another. */
function linesOf({ picture, bundle }: Layer): string[] {
  const labels = new Map(picture.nodes.map((node) => [node.iri, labelOf(node)]));
  const inside = bundle === undefined ? "" : `in ${shortened(bundle, 40)}: `;
  return picture.nodes.flatMap(({ iri }) => {
    const said = saidOf(iri, picture, labels);
    return said === "" ? [] : [`${inside}${labels.get(iri)} ${said}`];
  });
}

function labelOf({ label, count }: FoldedNode): string {
  const text = shortened(label, 40);
  return count > 1 ? `${text} ×${count}` : text;
}

function saidOf(
  iri: string,
  { arrows }: FoldedPicture,
  labels: ReadonlyMap<string, string>,
): string {
  const byVerb = new Map<string, string[]>();
  for (const arrow of arrows) {
    if (arrow.from !== iri) continue;
    const verb = verbOf(arrow);
    byVerb.set(verb, [...(byVerb.get(verb) ?? []), labels.get(arrow.to)!]);
  }
  return [...byVerb].map(([verb, others]) => `${verb} ${listed(others)}`).join("; ");
}

function verbOf({ kind, dashed }: FoldedArrow): string {
  return dashed ? "had the plan" : kind;
}

function listed(names: readonly string[], most = 4): string {
  const rest = names.length - most;
  const shown = rest > 1 ? [...names.slice(0, most), `${rest} more`] : names;
  return shown.join(", ");
}
