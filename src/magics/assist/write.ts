import type { Place } from "./place";

/** Write a name as it has to stand at a place: in quotes where it needs them. */
export function nameIn(
  name: string,
  {
    place,
    reserved,
    next,
  }: { place: Place; reserved: ReadonlySet<string>; next: string },
): string {
  const bare =
    /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !reserved.has(name.toLowerCase());
  if (bare && !place.quoted) return name;
  const close = place.quoted && next === '"' ? "" : '"';
  return `"${name.replaceAll('"', '""')}${close}`;
}

/** Write a keyword in the case of what was typed, else of the statement's first word. */
export function keywordIn(keyword: string, typed: string, head: string): string {
  const like = typed || (/[A-Za-z]+/.exec(head)?.[0] ?? "A");
  return like === like.toUpperCase() ? keyword.toUpperCase() : keyword.toLowerCase();
}
