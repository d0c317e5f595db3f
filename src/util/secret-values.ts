/** How names end whose value is nobody's business, in camel, snake or kebab case. */
const name =
  "(?:pass(?:word|wd|phrase)|(?<![a-z])(?:pass|pwd)|secret|token|credentials?|authorization" +
  "|(?:api|access|secret|private|account|auth|client|encryption|signing|subscription|kaggle)" +
  "[_-]?key)";

/** Between a name and its text: `= `, `"]: `, `?: string = `, `?? `, `", `. */
const between =
  "\\\\*[\"'`]?\\]?\\s{0,8}(?:[?!]?:\\s{0,8}string[^=;\\n\"'`]{0,30}=|[?|:]{0,2}=|:|\\?\\?|\\|\\||,)" +
  "\\s{0,8}(?:[\\w.$]{1,60} ?(?:\\?\\?|\\|\\|) ?)?";

const quotedText =
  "\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*'|`(?:[^`\\\\]|\\\\[\\s\\S])*`" +
  '|\\\\+"[^"\\\\\\n]*\\\\+"';

const assignment = new RegExp(`(${name}${between})(${quotedText})`, "gi");
const sql = /\b((?:SECRET|PASSWORD|TOKEN|secret|password)\s{1,4})'([^'\n]*)'/g;

/** `--token=x`, `?key=x`, `password=x` inside a text, `HF_TOKEN=x` of a shell. */
const bare: readonly RegExp[] = [
  new RegExp(`(--[\\w-]{0,30}?${name}(?:=| {1,2}))[^\\s"'\`$<]{3,}`, "gi"),
  new RegExp(
    `([?&][\\w-]{0,30}?(?:${name}|key|sig|signature)=)[^\\s"'\`&#$<]{3,}`,
    "gi",
  ),
  new RegExp(`((?<=["'\`;]|=[^\\s=]{1,60} )${name}=)[^\\s"'\`;&$<]{3,}`, "gi"),
  /(?<![\w.])([A-Z][A-Z0-9_]{0,40}(?:PASSWORD|TOKEN|SECRET|API_KEY)=)[^\s"'`;,()$&|<]{6,}(?![\w(.[])/g,
];

/** A word of a language model's vocabulary is a token, and no secret. */
const ofVocabulary =
  /(?:pad|bos|eos|unk|mask|cls|sep|special|start|end|stop|next|new|word|sub|oov)[_-]?$/i;
const setter =
  /\b(?:set|append|put|header|setItem|setHeader|setRequestHeader)\(\s{0,4}["'`][\w-]{0,30}$/;

/** Replace the values of what is named like a secret. */
export function withoutSecretValues(text: string, secret: string): string {
  const named = text
    .replace(assignment, (all, head: string, value: string, at: number) => {
      const before = text.slice(Math.max(0, at - 50), at);
      const told = /,\s*$/.test(head)
        ? setter.test(before)
        : !ofVocabulary.test(before);
      return told && saysSomething(value) ? head + requoted(value, secret) : all;
    })
    .replace(sql, (all, head: string, value: string) =>
      saysSomething(value) ? `${head}'${secret}'` : all,
    );
  return bare.reduce((one, pattern) => one.replace(pattern, `$1${secret}`), named);
}

/** Tell a value from a separator, a mask such as `<pad>`, and what is only inserted. */
function saysSomething(value: string): boolean {
  const inner = value.replace(/^\\*["'`]|\\*["'`]$/g, "");
  if (/^(?:<\/?\|?\w{1,12}\|?>|\[[A-Z]{1,12}\])$/.test(inner)) return false;
  const own = inner.replace(/\$\{[^}]*\}|\b(?:Bearer|Basic|token)\s/gi, "");
  return /\w.{0,40}\w.{0,40}\w/s.test(own);
}

function requoted(value: string, secret: string): string {
  const quote = /^\\*["'`]/.exec(value)![0];
  return quote + secret + quote;
}
