import { createRequire } from "node:module";
import { report } from "./report";

/** Load what the kernel stands on, as tslab itself finds it; tell the versions. */
void report(() => {
  const ofTslab = createRequire(require.resolve("tslab/package.json"));
  ofTslab("zeromq");
  ofTslab("./dist/executor.js");
  ofTslab("./dist/converter.js");
  const version = (name: string) =>
    (ofTslab(`${name}/package.json`) as { version: string }).version;
  const { version: tslab } = ofTslab("./package.json") as { version: string };
  return { tslab, zeromq: version("zeromq") };
});
