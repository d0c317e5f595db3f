import { type Finding, fails, works } from "./finding";

const OLDEST = 20;

/** Tell whether Node.js is new enough. */
export function checkNode(
  version = process.versions.node,
  where = `${process.platform} ${process.arch}`,
): Finding[] {
  if (Number.parseInt(version, 10) >= OLDEST) {
    return [works("Node", `${version} on ${where}`)];
  }
  return [
    fails(
      "Node",
      `${version} is too old`,
      `tfjs-prov needs Node ${OLDEST} or newer`,
      "try: https://nodejs.org/en/download",
    ),
  ];
}
