import assert from "node:assert/strict";
import test from "node:test";
import { kernelspec } from "../../src/kernel/kernelspec";

const paths = { node: "/opt/node/bin/node", main: "/opt/tfjs-prov/main.js" };

test("the kernelspec names Node, our main and the connection file", () => {
  assert.deepEqual(kernelspec({ ...paths, platform: "linux" }), {
    argv: ["/opt/node/bin/node", "/opt/tfjs-prov/main.js", "{connection_file}"],
    display_name: "TypeScript (tfjs-prov)",
    language: "typescript",
    interrupt_mode: "signal",
    metadata: { debugger: false },
  });
});

test("the kernel is interrupted by a message where there are no signals", () => {
  const mode = (platform: NodeJS.Platform) =>
    kernelspec({ ...paths, platform }).interrupt_mode;
  assert.deepEqual([mode("darwin"), mode("win32")], ["signal", "message"]);
});
