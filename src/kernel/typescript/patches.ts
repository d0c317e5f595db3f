import { type Compiled, compiledFrom } from "./compiled";
import {
  type Compiler,
  type CompilerHost,
  nodeTypesFolder,
  replaceInCompiler,
} from "./compiler";
import { findModules } from "./resolution";

/**
 * Mend what tslab asks of its compiler: Node's types are found wherever npm put them,
 * packages are found as Node finds them, `await` may stand wherever an expression may, and
 * what becomes of each source is told to `compiled`.
 */
export function patchCompiler(
  compiler: Compiler,
  compiled: (result: Compiled) => void,
): void {
  replaceInCompiler(compiler, {
    getDefaultTypeRoots: (cwd, host) => [
      ...(compiler.getDefaultTypeRoots(cwd, host) ?? []),
      nodeTypesFolder(),
    ],
    createWatchCompilerHost(files, options, ...rest) {
      const ours = { ...options, disableTopLevelAwait: false, inlineSourceMap: true };
      const host = compiler.createWatchCompilerHost(files, ours, ...rest);
      findModules(compiler, host);
      keepTimersApart(host);
      return host;
    },
    transpileModule(text, how) {
      const { result, output } = compiledFrom(compiler, text, how);
      compiled(result);
      return output;
    },
  });
}

/**
 * tslab knows of one pending timer. The compiler's second one, set when a package.json
 * appears (`npm install` beside a running kernel), would make every later cell fail.
 */
function keepTimersApart(host: CompilerHost): void {
  const own = new Set<unknown>();
  const { setTimeout: set, clearTimeout: clear } = host;
  host.setTimeout = (run, ms) => {
    if (run.name !== "invalidateResolutionsOfFailedLookup") return set(run, ms);
    const timer = setTimeout(() => {
      own.delete(timer);
      run();
    }, ms);
    own.add(timer.unref());
    return timer;
  };
  host.clearTimeout = (timer) => {
    if (own.delete(timer)) clearTimeout(timer as NodeJS.Timeout);
    else clear(timer);
  };
}
