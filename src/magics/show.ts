import { inspect } from "node:util";
import { type Displayable, display, type MimeBundle } from "../util/mime";
import { frontEnd, type Send } from "./front-end";

/**
 * Show values in the output of the cell that runs: tables as HTML, charts as pictures
 * that are interactive where the front end can be, anything else as text.
 *
 * @example
 * await show(prov.sql`FROM runs`, prov.compare("val_loss"))
 */
export async function show(...values: readonly unknown[]): Promise<void> {
  const send = frontEnd();
  for (const value of values) await showOne(value, send);
}

async function showOne(value: unknown, send: Send): Promise<void> {
  // A query can show itself without all its rows, so it is asked before it is awaited.
  const shown = isDisplayable(value) ? value : await value;
  send(isDisplayable(shown) ? await shown[display]() : textBundle(shown));
}

function isDisplayable(value: unknown): value is Displayable {
  return typeof (value as Partial<Displayable> | null)?.[display] === "function";
}

function textBundle(value: unknown): MimeBundle {
  const text = typeof value === "string" ? value : inspect(value);
  return { data: { "text/plain": text }, metadata: {} };
}
