import { resolve } from "node:path";
import { withSnapshot } from "../magics/snapshot";
import { makeVerify } from "../magics/verify/verify";

/** Exit code of a run that is not the same, told from an error's. */
const DIFFERS = 3;

/** Train a run of a file again, and print whether it is the same. */
export async function verify(file: string, run: string): Promise<void> {
  await withSnapshot(file, async ({ session }) => {
    const verdict = await makeVerify(session, () => resolve(file))(run);
    process.stdout.write(`${verdict}\n`);
    if (!verdict.same) process.exitCode = DIFFERS;
  });
}
