import type { Repeated } from "../../capture/steer/repeat";
import type { Sql } from "../sql";

interface Done extends Record<string, unknown> {
  run_id: string;
  kind: "changed" | "stopped early" | "interrupted";
  name: string;
  phase: number | null;
  step: number | null;
  value: number | null;
  reason: string | null;
  epoch_ended: boolean;
  ends_epoch: boolean;
}

/** Read what a person did to runs while they trained, each thing with its step. */
export async function steeringOf(
  sql: Sql,
  runs: readonly { run_id: string }[],
): Promise<Repeated[]> {
  const ids = runs.map(({ run_id }) => run_id);
  const rows = await sql<Done>`
    SELECT e.run_id, e.kind, e.name, h.position AS phase, e.step, e.new_value AS value,
      e.message AS reason, EXISTS (
        FROM tfjs_prov.points p JOIN tfjs_prov.series s USING (run_id, series)
        WHERE s.phase_id = e.phase_id AND s.split = 'validation' AND s.per = 'epoch'
          AND p.step = e.step
      ) AS epoch_ended,
      e.kind = 'changed' AND EXISTS (
        FROM tfjs_prov.points p JOIN tfjs_prov.series s USING (run_id, series)
        WHERE s.phase_id = e.phase_id AND s.metric = e.name AND s.per = 'epoch'
          AND p.step = e.step AND p.value = e.new_value
      ) AS ends_epoch
    FROM tfjs_prov.events e LEFT JOIN tfjs_prov.phases h USING (phase_id)
    WHERE e.run_id = ANY(${ids}::UUID[]) AND e.step IS NOT NULL
      AND (e.kind = 'interrupted'
        OR e.kind = 'changed' AND (e.cause = 'user'
          OR e.cause = 'outside the callbacks' AND e.message IS NULL)
        OR e.kind = 'stopped early' AND e.cause = 'user')
    ORDER BY e.recorded_at, e.event_id`;
  const done = rows.toArray();
  return ids.map((id) => repeatedFrom(done.filter(({ run_id }) => run_id === id)));
}

function repeatedFrom(done: readonly Done[]): Repeated {
  const at = ({ phase, step, reason }: Done) => ({
    ...{ phase: phase!, step: step!, reason },
  });
  const ofPhases = done.filter(({ phase }) => phase !== null);
  const end = ({ step, epoch_ended }: Done) => ({
    step: step!,
    epochEnded: epoch_ended,
  });
  const interrupted = done.findLast(({ kind }) => kind === "interrupted");
  return {
    interrupted: interrupted ? end(interrupted) : null,
    changes: ofPhases
      .filter(({ kind, value }) => kind === "changed" && value !== null)
      .map((one) => ({
        ...at(one),
        ...{ name: one.name, value: one.value!, endsEpoch: one.ends_epoch },
      })),
    stops: ofPhases
      .filter(({ kind }) => kind === "stopped early")
      .map((one) => ({ ...at(one), ...end(one) })),
  };
}
