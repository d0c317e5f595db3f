import { report } from "./report";

/** Load what the kernel stands on, and tell the versions. */
void report(() => {
  for (const part of ["zeromq", "tslab/dist/converter", "tslab/dist/executor"]) {
    require(part);
  }
  return { tslab: versionOf("tslab"), zeromq: versionOf("zeromq") };
});

function versionOf(name: string): string {
  return (require(`${name}/package.json`) as { version: string }).version;
}
