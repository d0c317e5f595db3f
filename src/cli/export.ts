import { writeFileSync } from "node:fs";
import { makeDocument } from "../magics/document/document";
import { documentText } from "../magics/document/text";
import { withSnapshot } from "../magics/snapshot";
import { formatNamed, formatOf } from "../prov/index";
import { messageOf, ProvError } from "../util/errors";
import { notOurs } from "./runs";

export interface ExportOptions {
  run?: string[];
  experiment?: string;
  document?: string;
  format?: string;
  output?: string;
}

/** Write what a file holds as a W3C PROV document, to a file or to standard output. */
export async function exportProv(file: string, options: ExportOptions): Promise<void> {
  const { run: runs, experiment, document: imported, output } = options;
  const format = formatFrom(options);
  const choice = { runs, experiment, imported };
  const all = Object.values(choice).every((value) => value === undefined);
  const document = await withSnapshot(file, ({ session, ours }) => {
    if (!ours) throw notOurs(file);
    return makeDocument(session)(all ? undefined : choice);
  });
  const text = documentText(document, format);
  if (output === undefined) process.stdout.write(text);
  else write(text, output);
}

/** The form told, else that of the file's extension, else PROV-N, which people read. */
function formatFrom({ format, output }: ExportOptions) {
  if (format !== undefined) return formatNamed(format);
  return output === undefined ? "provn" : formatOf(output);
}

function write(text: string, output: string): void {
  try {
    writeFileSync(output, text);
  } catch (error) {
    const hint = messageOf(error);
    throw new ProvError(`Could not write ${output}`, { hint, cause: error });
  }
}
