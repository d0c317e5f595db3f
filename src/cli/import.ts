import { resolve } from "node:path";
import { text as readText } from "node:stream/consumers";
import { fileFor, stemOf } from "../magics/default-file";
import { makeImport } from "../magics/document/import";
import { recordingSource } from "../magics/source";
import { formatNamed } from "../prov/index";
import { ProvError } from "../util/errors";

export interface ImportCommandOptions {
  format?: string;
  name?: string;
}

/** Put a W3C PROV document beside the runs of a file; `-` takes it from standard input. */
export async function importProv(
  file: string,
  document: string,
  { format, name }: ImportCommandOptions,
): Promise<void> {
  const options = {
    name,
    ...(format !== undefined && { format: formatNamed(format) }),
  };
  const given =
    document === "-" ? { text: await readText(process.stdin) } : resolve(document);
  const path = fileFor(file);
  const source = recordingSource(path, {
    experiment: stemOf(path),
    say: (message) => process.stderr.write(`${message}\n`),
  });
  try {
    await source.ready();
    // An import that moved aside would be looked for in vain.
    if (source.path !== path) throw inUse(file);
    const { statements, bundles } = await makeImport(source)(given, options);
    const count = bundles.reduce(
      (all, bundle) => all + bundle.statements.length,
      statements.length,
    );
    process.stdout.write(`${count} statement${count === 1 ? "" : "s"} in ${file}\n`);
  } finally {
    await source.close();
  }
}

function inUse(file: string): ProvError {
  return new ProvError(`Could not import into ${file}: it is recorded into now`, {
    hint: "try: prov.import in the notebook that records, or again when it has ended",
  });
}
