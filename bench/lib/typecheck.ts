import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * A program of its own: convert cells one after the other as tslab's kernel does, and
 * print how many ms each took. It runs in the folder of a notebook.
 */
interface Converter {
  convert(prevDecl: string, source: string): Converted;
  close(): void;
}

interface Converted {
  declOutput?: string;
  diagnostics: { messageText: string }[];
}

const here = createRequire(join(process.cwd(), "notebook.js"));
const tslab = here("tslab/dist/converter.js") as {
  createConverter(options: { isJS: boolean }): Converter;
};

function convertAll(cells: readonly string[]): number[] {
  const taken: number[] = [];
  let from = performance.now();
  const converter = tslab.createConverter({ isJS: false });
  let declarations = "";
  for (const cell of cells) {
    const { declOutput, diagnostics } = converter.convert(declarations, cell);
    const wrong = diagnostics.map(({ messageText }) => messageText);
    if (wrong.length > 0) throw new Error(`${cell}\n${wrong.join("\n")}`);
    declarations = declOutput ?? "";
    taken.push(performance.now() - from);
    from = performance.now();
  }
  converter.close();
  return taken;
}

console.log(JSON.stringify(convertAll(JSON.parse(process.argv[2]!) as string[])));
