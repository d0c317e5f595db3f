import { readStatement } from "../store/reader";
import { keepRunning, settleInterrupted } from "../store/settle";
import { openSnapshot, type Settle } from "../store/snapshot";
import { makeQuery, type QueryText } from "./sql";

/** A copy of a file that can be asked. */
export interface Asked {
  query: QueryText;
  /** Whether tfjs-prov made the file. */
  ours: boolean;
}

/** Make statuses true: what nobody holds the file for any more was interrupted. */
const settle: Settle = (connection, held) =>
  held ? keepRunning(connection) : settleInterrupted(connection);

/** Ask a file, which may be in use by another process, for as long as `use` takes. */
export async function withSnapshot<T>(
  file: string,
  use: (asked: Asked) => Promise<T>,
): Promise<T> {
  const { connection, ours, close } = await openSnapshot(file, { settle });
  try {
    const query = makeQuery({
      read: (...statement) => readStatement(connection, ...statement),
    });
    return await use({ query, ours });
  } finally {
    close();
  }
}
