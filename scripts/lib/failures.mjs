import { joined } from "./outputs.mjs";
import { indented } from "./problem.mjs";

const verdicts = {
  ok: "ran, and was expected to fail",
  error: "failed",
  aborted: "was not executed",
  timeout: "took too long",
  dead: "ended the kernel",
};

/** Say that a cell or command failed: its source with line numbers, what it printed. */
export function cellFailure(source, status, text) {
  const numbered = joined(source)
    .split("\n")
    .map((line, index) => `${String(index + 1).padStart(4)}  ${line}`.trimEnd());
  const said = text === "" ? "it printed nothing" : `it said:\n${indented(text)}`;
  return `${verdicts[status] ?? status}\n${numbered.join("\n")}\n${indented(said)}`;
}

/** Say that an output differs, with the whole of both: outputs in docs are small. */
export function difference(expected, actual) {
  const part = (title, text) => indented(`${title}:\n${indented(text || "(nothing)")}`);
  return [
    "printed something else",
    part("expected", expected),
    part("got", actual),
    indented("to take it over: UPDATE=1 npm test"),
  ].join("\n");
}
