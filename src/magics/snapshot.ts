import { readStatement } from "../store/reader";
import { openSnapshot } from "../store/snapshot";
import type { Session } from "./query";
import { makeQuery, type QueryText } from "./sql";

/** A copy of a file that can be asked. */
export interface Asked {
  session: Session;
  query: QueryText;
  /** Whether tfjs-prov made the file. */
  ours: boolean;
}

/** Ask a file, which may be in use by another process, for as long as `use` takes. */
export async function withSnapshot<T>(
  file: string,
  use: (asked: Asked) => Promise<T>,
): Promise<T> {
  const { connection, ours, close } = await openSnapshot(file);
  try {
    const session: Session = {
      read: (...statement) => readStatement(connection, ...statement),
    };
    return await use({ session, query: makeQuery(session), ours });
  } finally {
    close();
  }
}
