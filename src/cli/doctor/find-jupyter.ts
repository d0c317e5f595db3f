import { type AskOptions, ask } from "./ask";

/** The Jupyter that a terminal finds here. */
export interface Jupyter {
  /** How it is called: `jupyter` or `python3 -m jupyter`. */
  command: string;
  /** Versions by the names that Jupyter gives its parts, those that are there. */
  versions: Readonly<Record<string, string>>;
  /** Where it looks for kernels; the first wins. */
  dataFolders: readonly string[];
}

const calls: readonly (readonly string[])[] = [
  ["jupyter"],
  ["python3", "-m", "jupyter"],
  ["python", "-m", "jupyter"],
];

/** Find Jupyter as a terminal would. */
export async function findJupyter(): Promise<Jupyter | undefined> {
  for (const [command, ...args] of calls) {
    const run = (...more: string[]) => said(command!, [...args, ...more], {});
    const paths = await run("--paths", "--json");
    if (paths === undefined) continue;
    return {
      command: [command, ...args].join(" "),
      versions: versionsFromText((await run("--version")) ?? ""),
      dataFolders: (JSON.parse(paths) as { data: string[] }).data,
    };
  }
  return undefined;
}

async function said(command: string, args: readonly string[], options: AskOptions) {
  const { code, stdout } = await ask(command, args, options);
  return code === 0 ? stdout : undefined;
}

/** Read what `jupyter --version` prints: a part a line, as `jupyterlab : 4.6.6`. */
export function versionsFromText(text: string): Record<string, string> {
  const parts = [...text.matchAll(/^(\w+)\s*: (\d\S*)\s*$/gm)];
  return Object.fromEntries(parts.map(([, name, version]) => [name!, version!]));
}
