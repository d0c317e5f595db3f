import { Problem } from "./problem.mjs";

const cell = "ts";
const command = "sh";
const output = ["text", "console"];

/**
 * Read the fenced blocks of a Markdown text that are run or compared.
 *
 * Each ```ts block is a cell, unless `<!-- not run: why -->` stands before it; after
 * `<!-- throws -->` it must fail. A ```sh block is run after `<!-- run -->`, or after
 * `<!-- run, fails -->`, where it must fail. A ```text or ```console block after
 * `<!-- output -->` is what the last of them prints; `<!-- output, numbers vary -->`
 * compares no decimals.
 *
 * @returns steps `{ kind, line, source, fails, reason, output }` in their order.
 */
export function stepsOf(text, name) {
  const steps = [];
  for (const block of blocksOf(text, name)) {
    const place = `${name}:${block.line}`;
    if (block.language === cell) steps.push(cellStep(block, place));
    else if (block.language === command && block.mark) {
      steps.push(commandStep(block, place));
    } else if (output.includes(block.language) && block.mark) {
      attachOutput(steps.at(-1), block, place);
    }
  }
  return steps;
}

function cellStep({ mark, ...block }, place) {
  const reason = /^not run: (.+)$/.exec(mark)?.[1];
  if (reason) return { kind: "not run", reason, ...block };
  if (mark && mark !== "throws")
    throw unknownMark(mark, place, "not run: why", "throws");
  return { kind: "cell", fails: mark === "throws", ...block };
}

function commandStep({ mark, ...block }, place) {
  const known = ["run", "run, fails"];
  if (!known.includes(mark)) throw unknownMark(mark, place, ...known);
  return { kind: "command", fails: mark !== "run", ...block };
}

function attachOutput(step, { mark, ...block }, place) {
  const known = ["output", "output, numbers vary"];
  if (!known.includes(mark)) throw unknownMark(mark, place, ...known);
  if (step === undefined || step.kind === "not run" || step.output !== undefined) {
    throw new Problem(
      `${place}: no block prints this output`,
      "it follows none that is run",
    );
  }
  step.output = { numbers: mark !== "output", ...block };
}

function unknownMark(mark, place, ...known) {
  const marks = known.map((one) => `<!-- ${one} -->`).join(", ");
  return new Problem(
    `${place}: no mark named ${JSON.stringify(mark)}`,
    `marks: ${marks}`,
  );
}

/** Find the fenced blocks: language, source, and the comment right before them. */
function blocksOf(text, name) {
  const lines = text.split(/\r?\n/);
  const blocks = [];
  for (let from = 0; from < lines.length; from++) {
    const opening = /^(\s*)(`{3,})([\w-]*)/.exec(lines[from]);
    if (opening === null) continue;
    const [, indent, fence, language] = opening;
    const to = lines.findIndex((line, at) => at > from && line.trim() === fence);
    if (to < 0) throw new Problem(`${name}:${from + 1}: this block has no end`);
    const source = lines.slice(from + 1, to).map((line) => line.slice(indent.length));
    const before = lines.slice(0, from).findLast((line) => line.trim() !== "") ?? "";
    const mark = /^\s*<!--\s*(.*?)\s*-->\s*$/.exec(before)?.[1];
    const place = { line: from + 1, from: from + 1, to, indent };
    blocks.push({ language, source: source.join("\n"), mark, ...place });
    from = to;
  }
  return blocks;
}

/** Return the text with other bodies for some blocks: `[{ block, body }]`. */
export function withBodies(text, replacements) {
  const lines = text.split("\n");
  for (const { block, body } of replacements.toReversed()) {
    const inside =
      body === "" ? [] : body.split("\n").map((line) => block.indent + line);
    lines.splice(block.from, block.to - block.from, ...inside);
  }
  return lines.join("\n");
}
