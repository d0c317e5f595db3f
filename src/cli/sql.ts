import { text as readText } from "node:stream/consumers";
import { withSnapshot } from "../magics/snapshot";
import type { CommandOptions } from "./main";
import { print } from "./output";

/** Run one statement on a file; `-` takes it from standard input. */
export async function sql(
  file: string,
  text: string,
  options: CommandOptions,
): Promise<void> {
  const statement = text === "-" ? await readText(process.stdin) : text;
  await withSnapshot(file, ({ query }) => print(query(statement), options));
}
