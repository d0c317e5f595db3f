import assert from "node:assert/strict";
import { test } from "node:test";
import { scrub } from "../../src/util/scrub";

// Put together here, so that no scanner takes this file for a leak.
const a = (length: number) => "aB3dE5gH7j".repeat(10).slice(0, length);
const jwt = `eyJ${a(20)}.eyJ${a(30)}.${a(43)}`;
const dashes = "-".repeat(5);
const pem = (what: string) =>
  `${dashes}BEGIN ${what}${dashes}\nMIIB${a(40)}\n${dashes}END ${what}${dashes}`;
const home = `/${"home"}/ada`;

/** Tokens that are known by their shape, wherever they stand. */
const shapes: Record<string, string> = {
  "GitHub, classic": `ghp_${a(36)}`,
  "GitHub, of an action": `ghs_${a(36)}`,
  "GitHub, fine-grained": `github_pat_${a(22)}_${a(59)}`,
  GitLab: `glpat-${a(20)}`,
  OpenAI: `sk-${a(48)}`,
  "OpenAI, of a project": `sk-proj-${a(24)}_${a(24)}`,
  Anthropic: `sk-ant-api03-${a(60)}`,
  "Hugging Face": `hf_${a(34)}`,
  Replicate: `r8_${a(37)}`,
  Groq: `gsk_${a(52)}`,
  Databricks: `dapi${"0123456789abcdef".repeat(2)}`,
  AWS: `AKIA${"ABCDEFGH12345678"}`,
  "AWS, for a while": `ASIA${"ABCDEFGH12345678"}`,
  "Google, key": `AIza${a(35)}`,
  "Google, client": `GOCSPX-${a(28)}`,
  "Google, access": `ya29.${a(60)}`,
  Slack: `xoxb-123456789012-${a(24)}`,
  "Slack, app": `xapp-1-${a(30)}`,
  Stripe: `sk_live_${a(24)}`,
  SendGrid: `SG.${a(22)}.${a(43)}`,
  Telegram: `123456789:AA${a(33)}`,
  npm: `npm_${a(36)}`,
  PyPI: `pypi-${a(80)}`,
  "a JSON Web Token": jwt,
  "a private key": pem("RSA PRIVATE KEY"),
  "a private key of OpenSSH": pem("OPENSSH PRIVATE KEY"),
  "a private key that is cut": pem("PRIVATE KEY").split(`\n${dashes}END`)[0]!,
};

for (const [what, token] of Object.entries(shapes)) {
  test(`a token is taken out wherever it stands: ${what}`, () => {
    assert.equal(scrub(`f("${token}") // x`).split("\n")[0], told(what));
    assert.equal(scrub(token), "<secret>");
  });
}

/** What is left of a line with a token in it. */
function told(what: string): string {
  return what.endsWith("is cut") ? 'f("<secret>' : 'f("<secret>") // x';
}

const replaced: [text: string, scrubbed: string][] = [
  ['const password = "hunter2";', 'const password = "<secret>";'],
  ["let dbPassword='hunter2'", "let dbPassword='<secret>'"],
  ['const token: string = "abc";', 'const token: string = "<secret>";'],
  [
    'const pwd: string | undefined = "abc";',
    'const pwd: string | undefined = "<secret>";',
  ],
  ['{ user: "ada", pass: "hunter2" }', '{ user: "ada", pass: "<secret>" }'],
  ["{ apiKey: `abc`, api_key: 'abc' }", "{ apiKey: `<secret>`, api_key: '<secret>' }"],
  ['{"client_secret": "a\\"bc"}', '{"client_secret": "<secret>"}'],
  ['"{\\"password\\":\\"hunter2\\"}"', '"{\\"password\\":\\"<secret>\\"}"'],
  ['process.env.HF_TOKEN = "abc"', 'process.env.HF_TOKEN = "<secret>"'],
  ['process.env["API_KEY"] ??= "abc"', 'process.env["API_KEY"] ??= "<secret>"'],
  [
    'const key = env.WANDB_API_KEY ?? "abc"',
    'const key = env.WANDB_API_KEY ?? "<secret>"',
  ],
  ['const secret = env.KEY || "abc"', 'const secret = env.KEY || "<secret>"'],
  ['headers: { "x-api-key": "abc" }', 'headers: { "x-api-key": "<secret>" }'],
  ['{ Authorization: "Basic YWJj" }', '{ Authorization: "<secret>" }'],
  [`fetch(u, "Bearer ${a(20)}==")`, 'fetch(u, "Bearer <secret>")'],
  [
    'headers.set("Authorization", "Bearer abc")',
    'headers.set("Authorization", "<secret>")',
  ],
  ['localStorage.setItem("token", "abc")', 'localStorage.setItem("token", "<secret>")'],
  ["passphrase = `one\ntwo`", "passphrase = `<secret>`"],
  [
    "CREATE SECRET (TYPE s3, SECRET 'a/b+c')",
    "CREATE SECRET (TYPE s3, SECRET '<secret>')",
  ],
  ["SET s3_secret_access_key='abc'", "SET s3_secret_access_key='<secret>'"],
  [
    "ATTACH 'host=db password=abc dbname=x'",
    "ATTACH 'host=db password=<secret> dbname=x'",
  ],
  ['"Server=db;Password=abc;Port=1"', '"Server=db;Password=<secret>;Port=1"'],
  ["npx tool --token=abc --x", "npx tool --token=<secret> --x"],
  ["npx tool --api-key abc", "npx tool --api-key <secret>"],
  ["HF_TOKEN=abcdef python x.py", "HF_TOKEN=<secret> python x.py"],
  ["https://x.io/a?api_key=abc&b=1", "https://x.io/a?api_key=<secret>&b=1"],
  ["https://x.io/a?b=1&sig=abc%3D", "https://x.io/a?b=1&sig=<secret>"],
  ["https://ada:hunter2@x.io/a", "https://<secret>@x.io/a"],
  ["postgres://ada:p@ss@db/x", "postgres://<secret>@db/x"],
  ["https://ada@x.io", "https://<secret>@x.io"],
  ["Error: 401 for https://ada:b@x.io", "Error: 401 for https://<secret>@x.io"],
  [`readFileSync("${home}/data.csv")`, 'readFileSync("~/data.csv")'],
  [`file://${home}/data.csv`, "file://~/data.csv"],
  [`cd ${home}`, "cd ~"],
  ["/Users/ada.l/study.ipynb", "~/study.ipynb"],
  ["C:\\Users\\ada\\x, 'C:\\\\Users\\\\ada\\\\x'", "~\\x, '~\\\\x'"],
  ["C:/Users/ada/x", "~/x"],
  ["ENOENT: no such file, open '/data/ada/x'", "ENOENT: no such file, open '~/x'"],
];

for (const [text, scrubbed] of replaced) {
  test(`this is no longer in it: ${text}`, () => {
    assert.equal(scrub(text, "/data/ada"), scrubbed);
    assert.equal(scrub(scrubbed, "/data/ada"), scrubbed);
  });
}

const kept: readonly string[] = [
  "const model = tf.sequential({ layers: [] });",
  'const tokenizer = "wordpiece"; const tokens = "a b";',
  '{ pad_token: "[PAD]", eosToken: "end of text", unk_token: "<unk>" }',
  'const token = ""; const secret = " ";',
  'token = ","',
  'if (token === "the") count++;',
  "const password = await prompt();",
  "const password = process.env.PASSWORD;",
  "password=readPassword(file)",
  'const columns = ["user", "password", "email"];',
  'input.type = "password"; input.name = "token";',
  "const token = `${await login()}`;",
  "const authorization = `Bearer ${token}`;",
  'const compass = "north"; const bypass = "none";',
  'const primaryKey = "run_id"; const key = "val_loss";',
  "SyntaxError: Unexpected token 'export'",
  "Unexpected token 'a', \"abc\" is not valid JSON",
  'const passes = "three"; secretary: "Ada"',
  "https://cdn.example.org/npm/@tensorflow/tfjs@4.22.0",
  "https://example.org/home/ada/x?page=2&keyword=abc",
  "https://${user}:${password}@db.example.org",
  "git clone ssh://git@example.org/x.git",
  "ada@example.org",
  "--tokens 128 --passes=3",
  "sk-learn, hf_hub, npm_config, task-runner",
  `sha256:${"0123456789abcdef".repeat(4)}`,
  "x = './home/ada/data.csv'; y = '/data/adam/x'",
  "a.b/Users/x",
  'console.log("the password is wrong")',
  "🙂 'é' \u0000 \\u{1F600}",
];

for (const text of kept) {
  test(`this stays as it is: ${text}`, () =>
    assert.equal(scrub(text, "/data/ada"), text));
}

test("a long text takes no time, whatever it looks like", () => {
  const pieces = [
    'token="',
    "a-",
    "password:",
    "/",
    "https://",
    "eyJ",
    "a@",
    "\\",
    "?k=",
    " '",
  ];
  for (const piece of [...pieces, `${dashes}BEGIN PRIVATE KEY`, "x=y ", "[`token`] "]) {
    const start = performance.now();
    scrub(piece.repeat(Math.ceil(200_000 / piece.length)), "/data/ada");
    const ms = performance.now() - start;
    assert.ok(ms < 2000, `${JSON.stringify(piece)}: ${ms.toFixed()} ms`);
  }
});
