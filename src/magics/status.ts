import { statSync } from "node:fs";
import { kernelHost } from "../kernel/host";
import type { Prov } from "./prov";
import { type Part, Report } from "./report";

/** Make the report of what is recorded, and where. */
export function statusOf(prov: Prov): Report {
  return new Report(`what is recorded into ${prov.file}`, () => readStatus(prov));
}

interface Counts extends Record<string, unknown> {
  running: string[] | null;
  statuses: { status: string; n: number }[] | null;
  phases: number;
  epochs: number;
  points: number;
}

async function readStatus(prov: Prov): Promise<readonly Part[]> {
  const [counts] = await prov.sql<Counts>`
    SELECT list(name ORDER BY started_at) FILTER (status = 'running') AS running,
      (SELECT list({n: n, status: status} ORDER BY n DESC, status)
        FROM (SELECT status, count(*) AS n FROM runs GROUP BY status)) AS statuses,
      (SELECT count(*) FROM tfjs_prov.phases) AS phases,
      (SELECT count(*) FROM tfjs_prov.epochs) AS epochs,
      (SELECT count(*) FROM tfjs_prov.points) AS points
    FROM runs`;
  const { running, phases, epochs, points } = counts!;
  return [
    {
      facts: [
        [
          "file",
          `${prov.file}, ${sizeOf(prov.path)}${prov.readOnly ? ", only read" : ""}`,
        ],
        ["experiment", prov.experiment],
        ["runs", runsText(counts!)],
        ...(running ? [["running", running.join(", ")] as const] : []),
        [
          "recorded",
          [
            counted(phases, "phase"),
            counted(epochs, "epoch"),
            counted(points, "point"),
          ].join(", "),
        ],
        ["autolog", autologText(prov)],
        ["kernel", kernelText()],
      ],
    },
  ];
}

/** Such as `12: 10 finished, 2 failed`, or `12 finished`. */
function runsText({ statuses }: Counts): string {
  if (!statuses) return "none yet";
  const total = statuses.reduce((sum, { n }) => sum + n, 0);
  const each = statuses.map(
    ({ n, status }) => `${n.toLocaleString("en-US")} ${status}`,
  );
  return each.length === 1
    ? each[0]!
    : `${total.toLocaleString("en-US")}: ${each.join(", ")}`;
}

function counted(n: number, what: string): string {
  return `${n.toLocaleString("en-US")} ${what}${n === 1 ? "" : "s"}`;
}

/** Ask for sizes only: to open and close a file in use would let go of its lock. */
function sizeOf(path: string): string {
  const bytes = [path, `${path}.wal`]
    .map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size);
  return `${Math.max(bytes / 1e6, 0.1).toFixed(1)} MB`;
}

function autologText({ autologging, readOnly }: Prov): string {
  if (readOnly) return "off: nothing is recorded here";
  return autologging ? "on" : "off: prov.autolog(tf) puts it on";
}

function kernelText(): string {
  const host = kernelHost();
  if (!host) return "none that tells of its cells";
  const cells = host.cells.length;
  return `${host.kernel}, ${counted(cells, "cell run")}`;
}
