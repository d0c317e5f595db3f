import assert from "node:assert/strict";
import test from "node:test";
import { runPage } from "../notebooks/pages";

const fence = "```";

test("a page's cells and commands run in order, in one session and folder", async (t) => {
  const text = page`
    ${fence}ts
    import { writeFileSync } from "fs";
    writeFileSync("loss.txt", "loss 0.25\n");
    console.log("run 01890a5d-ac96-774b-bcce-b302099a8057 took", 12, "ms");
    ${fence}
    <!-- output -->
    ${fence}text
    run 01890a5d-ac96-774b-bcce-000000000000 took 8 ms
    ${fence}
    <!-- run -->
    ${fence}sh
    node -p "require('fs').readFileSync('loss.txt', 'utf8').trim()"
    ${fence}
    <!-- output, numbers vary -->
    ${fence}console
    loss 0.5
    ${fence}
    <!-- not run: it needs a GPU -->
    ${fence}ts
    nowhere();
    ${fence}
    <!-- throws -->
    ${fence}ts
    throw new Error("as shown");
    ${fence}
    ${fence}ts
    console.log(process.env.JPY_SESSION_NAME?.split(/[\\\\/]/).pop());
    ${fence}
    <!-- output -->
    ${fence}text
    study.ipynb
    ${fence}`;
  const ran = await runPage(t, "page.md", { text });
  assert.equal(
    ran.said,
    "✓ page.md: 4 passed, 0 failed, 0.0 s\n" +
      "    page.md:20: not run: it needs a GPU",
  );
  assert.equal(ran.text, text);
});

const wrong = page`
  Some words.
  ${fence}ts
  console.log(["a", "b"].join("\n"))
  ${fence}
  <!-- output -->
  ${fence}text
  a
  c
  ${fence}
  The end.`;

test("a page with a wrong output fails and shows what it expected and got", async (t) => {
  const ran = await runPage(t, "page.md", { text: wrong });
  assert.equal(
    ran.said,
    `✗ page.md: 0 passed, 1 failed, 0.0 s

page.md:3: this cell printed something else
  expected:
    a
    c
  got:
    a
    b
  to take it over: UPDATE=1 npm test`,
  );
  assert.equal(ran.code, 1);
});

test("UPDATE=1 writes the output of now into the page, and nothing else", async (t) => {
  const ran = await runPage(t, "page.md", { text: wrong, env: { UPDATE: "1" } });
  assert.equal(ran.text, wrong.replace("\nc\n", "\nb\n"));
  assert.equal(ran.code, 0);
});

test("a command that fails is shown with what it said", async (t) => {
  const text = page`
    <!-- run -->
    ${fence}sh
    node -e "console.error('no such file'); process.exit(2)"
    ${fence}`;
  const ran = await runPage(t, "page.md", { text });
  assert.match(
    ran.said,
    /page\.md:3: this command failed\n {3}1 {2}node -e .+\n {2}it said:\n {4}no such file/,
  );
  assert.equal(ran.code, 1);
});

/** Return a text without its indentation, which the first line tells. */
function page(strings: TemplateStringsArray, ...values: string[]): string {
  const text = String.raw(strings, ...values);
  const indent = /^\n( *)/.exec(text)?.[1] ?? "";
  return `${text.replaceAll(`\n${indent}`, "\n")}\n`;
}
