import { messageOf } from "../../../util/errors";

/** Print what a probe finds as its last line, or why it finds nothing, and end. */
export async function report(find: () => unknown): Promise<void> {
  const line = await answer(find);
  // to its end, as what was loaded may keep the process alive
  process.stdout.write(`\n${JSON.stringify(line)}\n`, () => process.exit(0));
}

async function answer(find: () => unknown) {
  try {
    return { found: await find() };
  } catch (error) {
    return { error: messageOf(error).split("\n")[0] };
  }
}
