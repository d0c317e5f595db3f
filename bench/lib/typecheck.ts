import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * A program of its own: convert cells one after the other as tslab's kernel does, and
 * print how many ms the start took and each cell. It runs in the folder of a notebook.
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
  let from = performance.now();
  const converter = tslab.createConverter({ isJS: false });
  const taken = [performance.now() - from];
  let declarations = "";
  for (const cell of cells) {
    from = performance.now();
    const { declOutput, diagnostics } = converter.convert(declarations, cell);
    const wrong = diagnostics.map(({ messageText }) => messageText);
    if (wrong.length > 0) throw new Error(`${cell}\n${wrong.join("\n")}`);
    declarations = declOutput ?? "";
    taken.push(performance.now() - from);
  }
  converter.close();
  return taken;
}

console.log(JSON.stringify(convertAll(JSON.parse(process.argv[2]!) as string[])));
