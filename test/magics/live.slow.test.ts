import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { open } from "../../src";
import { small, xs, ys } from "../capture/models";
import { kill } from "../store/child";
import { temporary } from "../store/database";
import { asked, startProgram } from "./processes";

const text = "SELECT name, status, last_epoch, last_step FROM runs";

/** The last epoch that a program said had ended so long ago, in ms. */
function epochAsOf(lines: readonly string[], at: number): number {
  const epochs = lines.map((line) => /^epoch (\d+) (\d+)$/.exec(line)).filter(Boolean);
  const then = epochs.filter((match) => Number(match![2]) <= at);
  return Number(then.at(-1)?.[1] ?? -1);
}

test("another process asks a training at any time, and sees it at most a second old", async (t) => {
  const file = join(temporary(t), "study.duckdb");
  const training = startProgram(t, "train", [file, "base", "100000", "30"]);
  await training.says("epoch 5 ");
  for (let i = 0; i < 8; i++) {
    const before = Date.now();
    const [run] = asked(file, text);
    assert.deepEqual([run?.name, run?.status], ["base", "running"]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const secondAgo = epochAsOf(training.lines, before - 1000);
    const seen = Number(run?.last_epoch ?? -1);
    assert.ok(
      seen >= secondAgo,
      `saw epoch ${seen}, and ${secondAgo} was a second old`,
    );
    assert.equal(run?.last_step ?? 0, 3 * (seen + 1));
  }
  await kill(training.child);
  const [run] = asked(file, text);
  assert.equal(run?.status, "interrupted");
  const died = training.lines.map((line) => Number(line.split(" ")[2])).at(-1)!;
  const last = Number(run?.last_epoch);
  assert.ok(last >= epochAsOf(training.lines, died - 500), `the last epoch is ${last}`);
  assert.equal(run?.last_step, 3 * (last + 1));
});

test("another notebook reads a training live when it opens to read only", async (t) => {
  const file = join(temporary(t), "study.duckdb");
  const training = startProgram(t, "train", [file, "base", "100000", "30"]);
  await training.says("epoch 5 ");
  const prov = await open(file, { readOnly: true });
  t.after(() => prov.close());
  const epochs = async () => {
    const [run] = await prov.sql<{ epochs: number; status: string }>`FROM runs`;
    assert.equal(run!.status, "running");
    return run!.epochs;
  };
  const first = await epochs();
  await training.says(`epoch ${first + 20} `);
  assert.ok((await epochs()) > first);
});

test("two notebooks on one file: the second records beside it, and nothing is lost", async (t) => {
  const file = join(temporary(t), "study.duckdb");
  const training = startProgram(t, "train", [file, "base", "200", "20"]);
  await training.says("epoch 0 ");
  const said: string[] = [];
  const prov = await open(file, { say: (message) => said.push(message) });
  t.after(() => prov.close());
  prov.autolog(tf);
  t.after(() => prov.autolog(false));
  assert.deepEqual(
    said.map((message) => message.replace(/process \d+/, "process 1")),
    [
      [
        "Can't record into study.duckdb: another process is writing it",
        "  it is open in the process 1",
        '  to read it here: open("…", { readOnly: true })',
        "  recording into study-2.duckdb instead",
      ].join("\n"),
    ],
  );
  assert.equal(prov.file, "study-2.duckdb");
  await small().fit(xs, ys, { epochs: 3, verbose: 0 });
  assert.deepEqual((await prov.sql`SELECT epochs FROM runs`).toArray(), [
    { epochs: 3 },
  ]);
  assert.equal(await training.ends(), 0);
  assert.deepEqual(asked(file, text), [
    { name: "base", status: "finished", last_epoch: 199, last_step: 600 },
  ]);
});
