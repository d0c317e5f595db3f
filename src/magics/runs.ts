import { Query, type Session } from "./query";

const list =
  "SELECT name, status, started_at AS started, round(duration_s, 1) AS seconds, " +
  "epochs, loss, best_loss, val_loss, best_val_loss FROM runs " +
  "ORDER BY started_at, run_id";

/** Return the runs of a file, the newest last; of many the newest are shown. */
export function runsOf(session: Session): Query {
  return new Query(session, { strings: [list], values: [] }, "last");
}
