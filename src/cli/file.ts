import { makeQuery, type QueryText } from "../magics/sql";
import { readStatement } from "../store/reader";
import { openSnapshot, type Snapshot } from "../store/snapshot";

/** A file that a command reads. */
export interface OpenFile {
  query: QueryText;
  snapshot: Snapshot;
}

/** Open a snapshot of a file for as long as `use` takes. */
export async function withFile<T>(
  file: string,
  use: (open: OpenFile) => Promise<T>,
): Promise<T> {
  const snapshot = await openSnapshot(file);
  try {
    const query = makeQuery({
      read: (text, values, options) =>
        readStatement(snapshot.connection, text, values, options),
    });
    return await use({ query, snapshot });
  } finally {
    snapshot.close();
  }
}
