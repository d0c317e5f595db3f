import { type Probed, probe } from "./ask";
import { type Finding, fails, works } from "./finding";
import type { Started } from "./probes/starts-kernel";

/** Tell whether a kernel starts and answers, by the words of its kernelspec. */
export async function checkStart(argv: readonly string[]): Promise<Finding[]> {
  const options = { timeoutMs: 60_000 };
  return [finding(await probe<Started>("kernel", [JSON.stringify(argv)], options))];
}

/** Say how it stands with the start of a kernel. */
export function finding(probed: Probed<Started>): Finding {
  const about = "Start";
  if ("error" in probed) {
    const hint = "try: mend what is marked ✗ above, then npx tfjs-prov install";
    return fails(about, "the kernel does not start", probed.error, hint);
  }
  const { implementation, version, durationMs } = probed.found;
  const seconds = (durationMs / 1000).toFixed(1);
  return works(
    about,
    `the kernel answers after ${seconds} s (${implementation} ${version})`,
  );
}
