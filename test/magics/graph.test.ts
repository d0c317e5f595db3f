import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { display, document, drawDocument, Graph } from "../../src";
import { small, xs, ys } from "../capture/models";
import { everything } from "../prov/everything";
import { assertGolden } from "./golden";
import { openStudy } from "./study";

function training() {
  return document({ ex: "https://example.org/" })
    .entity("ex:penguins")
    .activity("ex:training")
    .agent("ex:ada")
    .used("ex:training", "ex:penguins")
    .wasGeneratedBy("ex:model", "ex:training")
    .wasAssociatedWith("ex:training", "ex:ada", { plan: "ex:script" });
}

// Graphviz's script looked for a browser where a global has this name.
test("a graph is drawn beside a global that is called document", async (t) => {
  Object.assign(globalThis, { document: "mine" });
  t.after(() => Reflect.deleteProperty(globalThis, "document"));
  assert.ok((await drawDocument(training()).png()).length > 1000);
});

test("a graph shows as a picture and in words, and as nothing else", async () => {
  const { data, metadata } = await drawDocument(training())[display]();
  assert.deepEqual(Object.keys(data), ["image/png", "text/plain"]);
  assert.equal(
    data["text/plain"],
    [
      "PROV graph: 3 entities, 1 activity, 1 agent",
      "ex:training used ex:penguins; wasAssociatedWith ex:ada; had the plan ex:script",
      "ex:model wasGeneratedBy ex:training",
    ].join("\n"),
  );
  const png = Buffer.from(String(data["image/png"]), "base64");
  const { width, height } = metadata["image/png"] as { width: number; height: number };
  assert.equal(png.toString("latin1", 1, 4), "PNG");
  assert.ok(Math.abs(png.readUInt32BE(16) - 2 * width) <= 2);
  assert.ok(Math.abs(png.readUInt32BE(20) - 2 * height) <= 2);
});

test("pictures have the bytes of their golden file", async () => {
  const chain = document({ ex: "https://example.org/" });
  for (let i = 0; i < 30; i++) {
    const name = `ex:${String.fromCharCode(97 + (i % 26))}${i < 26 ? "" : "z"}`;
    chain.entity(name).wasDerivedFrom(name, "ex:a").wasAttributedTo(name, "ex:ada");
  }
  const drawn = { training: training(), everything: everything(), chain };
  const lines: string[] = [];
  for (const [name, each] of Object.entries(drawn)) {
    const png = Buffer.from(await drawDocument(each).png());
    const size = `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
    const hash = createHash("sha256").update(png).digest("hex").slice(0, 16);
    lines.push(`${name} ${size} ${hash}\n`);
  }
  assertGolden("magics", "graphs.txt", lines.join(""));
});

test("one bundle can be drawn alone", () => {
  const whole = document({ ex: "https://example.org/" }).entity("ex:outside");
  const bundle = whole.bundle("ex:b").entity("ex:inside");
  assert.equal(drawDocument(bundle).text(), "PROV graph: 1 entity");
  assert.equal(drawDocument(whole).text(), "PROV graph: 2 entities, 1 bundle");
  assert.match(drawDocument(bundle).dot(), /ex:inside/);
});

test("nothing, and names that are made to break a picture, are drawn", async () => {
  const hostile = document({ ex: "https://example.org/" });
  for (const name of [
    '<b>&"\\',
    "]]>",
    "\u0000\u0008",
    "模型",
    "a\nb",
    "x".repeat(9999),
  ])
    hostile.entity(`ex:${hostile.statements.length}`, { "prov:label": name });
  for (const each of [document(), hostile]) {
    const svg = await drawDocument(each, { attributes: true }).svg();
    assert.match(svg, /^<svg .*<\/svg>$/s);
    assert.ok((await drawDocument(each).png()).length > 100);
  }
});

test("a graph that is not shown says what it is", () => {
  const graph = drawDocument(document({ ex: "https://example.org/" }).entity("ex:a"));
  assert.ok(graph instanceof Graph);
  assert.equal(String(graph), "PROV graph: 1 entity\nnot drawn yet: show it");
});

test("a run is drawn with the names and values of what it used and made", async (t) => {
  const { prov } = await openStudy(t);
  await prov.fit(small(), xs, ys, { name: "base", epochs: 2 });
  const graph = await prov.graph("base");
  const text = graph.text();
  assert.match(text, /^learningRate = [\d.]+ wasGeneratedBy fit$/m);
  assert.match(text, /hadMember .*epochs = 2/);
  assert.deepEqual(Object.keys((await graph[display]()).data), [
    "image/png",
    "text/plain",
  ]);
  await assert.rejects(prov.graph("bsae"), /No run named "bsae"/);
});
