import { inspect } from "node:util";
import { type Displayable, display, type MimeBundle } from "../util/mime";

/** The methods by which libraries of others show themselves, which return data alone. */
const others = [Symbol.for("Jupyter.mimebundle"), "toMimeBundle"] as const;

type Showing = (this: unknown) => unknown;

/** Return how a value shows itself: by its own method, else as text. */
export async function bundleFrom(value: unknown): Promise<MimeBundle> {
  if (isDisplayable(value)) return complete(await value[display](), value);
  for (const name of others) {
    const method = methodOf(value, name);
    if (method) return complete({ data: await method.call(value) }, value);
  }
  return complete({}, value);
}

function isDisplayable(value: unknown): value is Displayable {
  return methodOf(value, display) !== undefined;
}

function methodOf(value: unknown, name: PropertyKey): Showing | undefined {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) {
    return undefined;
  }
  const method: unknown = Reflect.get(value, name);
  return typeof method === "function" ? (method as Showing) : undefined;
}

/**
 * Return what may be only data by MIME type, or a bundle of data and metadata, as a
 * bundle; each has text, which every front end can show.
 */
function complete(shown: unknown, value: unknown): MimeBundle {
  const { data, metadata } = (shown ?? {}) as { data?: unknown; metadata?: unknown };
  const forms = isRecord(data) ? data : isForms(shown) ? shown : {};
  const text = "text/plain" in forms ? {} : { "text/plain": textOf(value) };
  return { data: { ...forms, ...text }, metadata: isRecord(metadata) ? metadata : {} };
}

/** Deno's values return their forms alone. */
function isForms(shown: unknown): shown is Record<string, unknown> {
  return isRecord(shown) && Object.keys(shown).some((type) => type.includes("/"));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function textOf(value: unknown): string {
  return inspect(value, { depth: 4 });
}
