import type { Compiler } from "../typescript/compiler";
import type { PlannedArgument } from "./planned";
import { oneLine, type Parsed, type Syntax } from "./syntax";

/** Characters of an expression that are told. */
const MOST = 60;

type Value = PlannedArgument["value"];

/** What arguments are read with. */
export interface Reading extends Parsed {
  readonly compiler: Compiler;
  /** TypeScript's types of the names that are known so far. */
  readonly types: ReadonlyMap<string, string>;
}

/** Read what the objects among the arguments of a call say, name by name. */
export function argumentsOf(call: Syntax, reading: Reading): PlannedArgument[] {
  const { ObjectLiteralExpression } = reading.compiler.SyntaxKind;
  return (call.arguments ?? [])
    .filter(({ kind }) => kind === ObjectLiteralExpression)
    .flatMap((given) => propertiesOf(given, "", reading));
}

function propertiesOf(
  { properties = [] }: Syntax,
  path: string,
  reading: Reading,
): PlannedArgument[] {
  const { compiler, textOf } = reading;
  return properties.flatMap(({ kind, name, initializer }) => {
    if (!name) return [];
    const at = `${path}${name.text ?? textOf(name)}`;
    const shorthand = kind === compiler.SyntaxKind.ShorthandPropertyAssignment;
    const value = shorthand ? name : initializer;
    if (!value || compiler.isFunctionLike(value)) return [];
    if (value.kind === compiler.SyntaxKind.ObjectLiteralExpression) {
      return propertiesOf(value, `${at}.`, reading);
    }
    return [argumentOf(at, value, reading), ...rateOf(value, reading)];
  });
}

function argumentOf(name: string, node: Syntax, reading: Reading): PlannedArgument {
  const expression = oneLine(reading.textOf(node), MOST);
  return { name, value: literalOf(node, reading), expression };
}

/** Read the rate that an optimizer is made with: `tf.train.adam(0.01)`. */
function rateOf(node: Syntax, reading: Reading): PlannedArgument[] {
  const { compiler, textOf } = reading;
  const [rate] = node.arguments ?? [];
  const isCall = node.kind === compiler.SyntaxKind.CallExpression;
  if (!isCall || !rate || !/\btrain\.\w+$/.test(textOf(node.expression!))) return [];
  return [argumentOf("learningRate", rate, reading)];
}

function literalOf(node: Syntax, { compiler, textOf, types }: Reading): Value {
  const { SyntaxKind } = compiler;
  switch (node.kind) {
    case SyntaxKind.StringLiteral:
    case SyntaxKind.NoSubstitutionTemplateLiteral:
      return node.text ?? null;
    case SyntaxKind.Identifier:
      return literalIn(types.get(textOf(node)));
    default:
      return literalIn(textOf(node));
  }
}

/** Return the value of a literal, which is also the type of a constant that is one. */
function literalIn(text: string | undefined): Value {
  if (text === "true" || text === "false") return text === "true";
  if (text === undefined) return null;
  if (/^-?[\d_]*\.?\d[\d_]*(e[-+]?\d+)?$/i.test(text)) {
    return Number(text.replaceAll("_", ""));
  }
  return /^"(?:[^"\\]|\\.)*"$/.test(text) ? (JSON.parse(text) as string) : null;
}
