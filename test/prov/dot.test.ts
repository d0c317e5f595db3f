import { match, strictEqual } from "node:assert";
import { test } from "node:test";
import { document, toDot } from "../../src/prov";
import { everything } from "./everything";
import { golden } from "./golden";

test("the picture of everything is drawn in W3C's shapes and colours", () => {
  golden("everything.dot", toDot(everything(), { attributes: true }));
});

function epochs(count: number) {
  const made = document({ ex: "https://example.org/" }).activity("ex:run");
  for (let i = 0; i < count; i++) {
    made
      .activity(`ex:epoch-${i}`)
      .wasStartedBy(`ex:epoch-${i}`, undefined, { starter: "ex:run" })
      .entity(`ex:state-${i}`)
      .wasGeneratedBy(`ex:state-${i}`, `ex:epoch-${i}`);
  }
  return made;
}

test("epochs are folded: the first, the last, and one for all between", () => {
  golden("folded.dot", toDot(epochs(100)));
});

test("three epochs are few enough to stay", () => {
  strictEqual(toDot(epochs(3)).includes("×"), false);
});

test("nothing is folded when told so, and many nodes get straight lines", () => {
  const dot = toDot(epochs(100), { fold: false });
  strictEqual(dot.match(/shape=box/g)?.length, 101);
  match(dot, /splines=line/);
});
