import { ProvSyntaxError } from "../../prov";
import { ProvError } from "../../util/errors";
import { nameOf } from "./input";

/** Do something with a file, and name the file where its text is not of its form. */
export async function located<T>(file: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof ProvSyntaxError)) throw error;
    const [first = "", ...hint] = error.message.split("\n  ");
    throw new ProvError(`${nameOf(file)} is ${lowered(first)}`, { hint, cause: error });
  }
}

function lowered(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
