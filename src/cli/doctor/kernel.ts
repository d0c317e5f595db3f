import { existsSync } from "node:fs";
import { displayName } from "../../kernel/kernelspec";
import { packageVersion } from "../../util/version";
import { isPassing } from "../passing";
import { type Installed, versionBeside } from "./find-kernel";
import { type Finding, fails, note, works } from "./finding";

const again = "try: npx tfjs-prov install";

/** Tell whether our kernel is registered, and whether what it starts is still there. */
export function checkKernel(
  installed: Installed | undefined,
  version = packageVersion(),
): Finding[] {
  if (!installed) {
    return [fails("Kernel", `${displayName} is not installed`, again)];
  }
  const { folder, spec } = installed;
  const [node, main] = spec.argv;
  if (node === undefined || main === undefined) {
    return [fails("Kernel", `${folder} can't be read`, again)];
  }
  const gone = [node, main].find((path) => !existsSync(path));
  if (gone !== undefined) {
    return [fails("Kernel", `${gone} is gone`, `${folder} starts it`, again)];
  }
  return [works("Kernel", `${displayName} in ${folder}`), ...doubts(main, version)];
}

function doubts(main: string, version: string): Finding[] {
  const other = versionBeside(main);
  return [
    ...(other === version
      ? []
      : [
          note(
            "Kernel",
            `it is of tfjs-prov ${other ?? "unknown"}, and this is ${version}`,
            again,
          ),
        ]),
    ...(isPassing(main)
      ? [
          note(
            "Kernel",
            "it may stop working: npm may empty the cache of npx, where it lies",
            "try: npm install tfjs-prov && npx tfjs-prov install",
          ),
        ]
      : []),
  ];
}
