import { createRequire } from "node:module";
import { join } from "node:path";
import { packageFile } from "../../util/version";
import type { Compiler, CompilerHost, CompilerOptions, Resolution } from "./compiler";

/** Stands for a file of this package, from where its packages are found. */
const inPackage = packageFile("__tslab__.ts");

/**
 * Find the modules that cells import: first as tslab does (from the notebook's folder,
 * as Node did before `exports`), then by the package's `exports`, then from this package,
 * so that a notebook in an empty folder finds tfjs-prov and TensorFlow.js.
 *
 * The `exports` are not tried first: TypeScript could then not write the types of values
 * that come from files which a package hides (its error 2742).
 */
export function findModules(compiler: Compiler, host: CompilerHost): void {
  const { Node10, Bundler } = compiler.ModuleResolutionKind;
  const caches = new Map<number, object>();
  const find = (name: string, from: string, options: CompilerOptions, mode: number) => {
    const how = { ...options, moduleResolution: mode };
    const relative = name.startsWith(".");
    const cache = relative ? undefined : cacheFor(compiler, caches, how, mode);
    return compiler.resolveModuleName(name, from, how, host, cache);
  };
  const fromPackage = (name: string, options: CompilerOptions) =>
    find(name === "tfjs-prov" ? "." : name, inPackage, options, Node10);
  host.resolveModuleNameLiterals = (literals, from, _redirected, options) =>
    literals.map(({ text }) => {
      const found = find(text, from, options, Node10);
      if (found.resolvedModule) return found;
      // What a cell imports may have been installed since it was looked for.
      if (isCell(from)) caches.clear();
      const tries: (() => Resolution)[] = [
        () => find(text, from, options, Node10),
        () => find(text, from, options, Bundler),
        ...(text.startsWith(".") ? [] : [() => fromPackage(text, options)]),
      ];
      return firstFound(tries) ?? found;
    });
  // The cell's file changes each time and is looked at anew; nothing else has to be.
  host.hasInvalidatedResolutions = () => false;
}

/** Return a `require` for cells: from the notebook's folder, then from this package. */
export function requireFor(inner: NodeJS.Require): NodeJS.Require {
  const ours = createRequire(inPackage);
  const required = (name: string): unknown => {
    try {
      return inner(name);
    } catch (error) {
      if (!isMissing(error, name)) throw error;
      return name === "tfjs-prov" ? require(packageFile(".")) : ours(name);
    }
  };
  return Object.assign(required, {
    resolve: inner.resolve,
    cache: inner.cache,
    extensions: inner.extensions,
    main: inner.main,
  });
}

/** Tell whether the module itself was not found, rather than one that it needs. */
function isMissing(error: unknown, name: string): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  const missing = code === "MODULE_NOT_FOUND" && message.includes(`'${name}'`);
  return missing && !name.startsWith(".");
}

function firstFound(tries: readonly (() => Resolution)[]): Resolution | undefined {
  for (const attempt of tries) {
    const found = attempt();
    if (found.resolvedModule) return found;
  }
  return undefined;
}

function cacheFor(
  compiler: Compiler,
  caches: Map<number, object>,
  options: CompilerOptions,
  mode: number,
): object {
  const known = caches.get(mode);
  if (known) return known;
  const cache = compiler.createModuleResolutionCache(
    process.cwd(),
    (file) => file,
    options,
  );
  caches.set(mode, cache);
  return cache;
}

function isCell(file: string): boolean {
  return file.endsWith(join("/", "__tslab__.ts"));
}
