import type { Compiler } from "../typescript/compiler";
import { oneLine, type Parsed, parsed, type Syntax } from "./syntax";

/** Characters of a type that are told. */
const MOST = 200;

/** Read the types of names off the declarations that TypeScript wrote of them. */
export function typesIn(compiler: Compiler, declarations: string): Map<string, string> {
  const types = new Map<string, string>();
  const whole = parsed(compiler, declarations);
  compiler.forEachChild(whole.file, (node) => {
    for (const [name, type] of typesOf(node as Syntax, whole, compiler)) {
      types.set(name, oneLine(nearName(type), MOST));
    }
  });
  return types;
}

/** Leave out where a type is from, unless it is that of a module: `Prov`. */
function nearName(type: string): string {
  return type.replace(/(typeof )?import\("[^"]*"\)\./g, (all, module) =>
    module ? all : "",
  );
}

function typesOf(node: Syntax, whole: Parsed, compiler: Compiler): [string, string][] {
  const { SyntaxKind } = compiler;
  const { textOf } = whole;
  switch (node.kind) {
    case SyntaxKind.VariableStatement:
      return (node.declarationList?.declarations ?? []).flatMap(
        ({ name, type, initializer }): [string, string][] => {
          const told = type ?? initializer;
          return name && told ? [[textOf(name), textOf(told)]] : [];
        },
      );
    case SyntaxKind.FunctionDeclaration:
      return node.name ? [[textOf(node.name), signatureOf(node, whole)]] : [];
    case SyntaxKind.ClassDeclaration:
      return node.name ? [[textOf(node.name), `typeof ${textOf(node.name)}`]] : [];
    case SyntaxKind.ImportDeclaration:
      return importsOf(node, whole);
    default:
      return [];
  }
}

/** Write what a function takes and returns: `(rate: number): Sequential`. */
function signatureOf(node: Syntax, { textOf }: Parsed): string {
  const text = textOf(node);
  return text.slice(text.indexOf("(")).replace(/;$/, "");
}

function importsOf(node: Syntax, { textOf }: Parsed): [string, string][] {
  const { importClause, moduleSpecifier } = node;
  if (!importClause || !moduleSpecifier) return [];
  const module = `typeof import(${textOf(moduleSpecifier)})`;
  const { name, namedBindings } = importClause;
  const whole: [string, string][] = name ? [[textOf(name), `${module}.default`]] : [];
  if (namedBindings?.name) whole.push([textOf(namedBindings.name), module]);
  for (const one of namedBindings?.elements ?? []) {
    const original = textOf(one.propertyName ?? one.name!);
    whole.push([textOf(one.name!), `${module}.${original}`]);
  }
  return whole;
}
