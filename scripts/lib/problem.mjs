/** Report what a user can mend: what failed, then what is true and what to do. */
export class Problem extends Error {
  constructor(what, ...hints) {
    super([what, ...hints.map((line) => `  ${line}`)].join("\n"));
    this.name = "Problem";
  }
}

/** Run a script: a `Problem` is printed without a stack, and fails the process. */
export async function script(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}

/** Indent each line of a text. */
export function indented(text, by = "  ") {
  return text.replace(/^(?=.)/gm, by);
}
