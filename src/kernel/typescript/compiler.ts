import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { TSLAB } from "./version";

/** A place of a parsed file; `kind` is a number of `ts.SyntaxKind`. */
export interface Node {
  readonly kind: number;
  readonly pos: number;
  readonly end: number;
  readonly text?: string;
  readonly name?: Node;
  readonly expression?: Node;
  readonly tag?: Node;
  readonly template?: Node;
  readonly exportClause?: { readonly elements?: readonly { readonly name: Node }[] };
  readonly awaitModifier?: unknown;
  getStart(file: Node): number;
}

/** The options of a program, as far as they are looked at here. */
export interface CompilerOptions {
  [name: string]: unknown;
  moduleResolution?: number;
}

/** What finding a module comes to. */
export interface Resolution {
  readonly resolvedModule?: { readonly resolvedFileName: string };
}

/** What a compiler asks of the world. */
export interface CompilerHost {
  setTimeout(run: (...given: unknown[]) => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  resolveModuleNameLiterals?(
    literals: readonly { readonly text: string }[],
    from: string,
    redirected: unknown,
    options: CompilerOptions,
  ): Resolution[];
  hasInvalidatedResolutions?(): boolean;
}

/** Compiled text with its source map. */
export interface Transpiled {
  outputText: string;
  sourceMapText?: string;
}

/** The part of TypeScript 5.0.4's compiler, as tslab ships it, that is used here. */
export interface Compiler {
  readonly version: string;
  readonly SyntaxKind: Readonly<Record<string, number>>;
  readonly ModuleResolutionKind: { readonly Node10: number; readonly Bundler: number };
  readonly ScriptTarget: { readonly Latest: number };
  readonly ScriptKind: { readonly TS: number };
  createSourceFile(
    name: string,
    text: string,
    target: number,
    parents?: boolean,
    kind?: number,
  ): Node;
  forEachChild<T>(node: Node, visit: (child: Node) => T | undefined): T | undefined;
  isFunctionLike(node: Node): boolean;
  createModuleResolutionCache(
    cwd: string,
    canonical: (file: string) => string,
    options: CompilerOptions,
  ): object;
  resolveModuleName(
    name: string,
    from: string,
    options: CompilerOptions,
    host: CompilerHost,
    cache?: object,
  ): Resolution;
  getDefaultTypeRoots(cwd: string, host: object): string[] | undefined;
  createWatchCompilerHost(
    files: readonly string[],
    options: CompilerOptions,
    ...rest: unknown[]
  ): CompilerHost;
  transpileModule(text: string, how: { compilerOptions: CompilerOptions }): Transpiled;
}

/** Functions of the compiler that tslab is given in the place of its own. */
export type Replacements = Partial<{
  [Name in keyof Compiler]: Compiler[Name];
}>;

/** Requires what tslab itself would get. */
const fromTslab = createRequire(join(tslabFolder(), "dist", "main.js"));

/** Load the compiler that tslab uses. */
export function loadCompiler(): Compiler {
  return fromTslab("@tslab/typescript-for-tslab") as Compiler;
}

/** Return the folder of Node's types that this package was installed with. */
export function nodeTypesFolder(): string {
  return dirname(dirname(require.resolve("@types/node/package.json")));
}

/**
 * Give tslab a compiler with other functions in it; only what is loaded of tslab after
 * that meets them. The compiler's exports can't be assigned, so tslab gets a copy.
 */
export function replaceInCompiler(compiler: Compiler, replaced: Replacements): void {
  const copy = Object.create(null, {
    ...Object.getOwnPropertyDescriptors(compiler),
    ...Object.getOwnPropertyDescriptors(replaced),
  }) as object;
  const loaded = require.cache[fromTslab.resolve("@tslab/typescript-for-tslab")];
  if (!loaded) throw new Error("tslab's compiler is not loaded");
  loaded.exports = copy;
}

/** Load a part of tslab, such as `converter`. */
export function tslabModule(name: string): unknown {
  return fromTslab(`./${name}.js`);
}

function tslabFolder(): string {
  const found = require.resolve("tslab/package.json");
  const { version } = require(found) as { version: string };
  if (version === TSLAB) return dirname(found);
  throw new Error(`tslab ${version} is installed, and the kernel needs ${TSLAB}`);
}
