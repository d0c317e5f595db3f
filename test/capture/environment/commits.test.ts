import assert from "node:assert/strict";
import { test } from "node:test";
import { Commits, type GitWorld } from "../../../src/capture/environment/commits";

const state = { commit_hash: "c0ffee", branch: "main", dirty: false, patch_hash: null };

/** A git that answers at once, or takes its time. */
function world(tookMs = 20) {
  const about = { asked: 0, now: 0, stamp: "1" as string | undefined };
  const git: GitWorld = {
    ask: async () => {
      about.asked += 1;
      await Promise.resolve();
      about.now += tookMs;
      return state;
    },
    stamp: () => about.stamp,
    now: () => about.now,
  };
  return { about, commits: new Commits(git) };
}

test("runs that begin together ask git once, and later ones are answered at once", async () => {
  const { about, commits } = world();
  const first = commits.of("a");
  assert.ok(first instanceof Promise);
  assert.equal(commits.of("a"), first);
  assert.deepEqual(await first, { seen_at: 0, state });
  assert.deepEqual(commits.of("a"), { seen_at: 0, state });
  assert.equal(about.asked, 1);
});

for (const [what, change, asked] of [
  ["nothing changed within ten seconds", { now: 9_900 }, 1],
  ["ten seconds passed, in which a file may have been edited", { now: 10_100 }, 2],
  ["there was a commit", { stamp: "2" }, 2],
] as const) {
  test(`git is ${asked === 1 ? "not " : ""}asked anew when ${what}`, async () => {
    const { about, commits } = world();
    await commits.of("a");
    Object.assign(about, change);
    await commits.of("a");
    assert.equal(about.asked, asked);
  });
}

test("a slow git is asked the less often, and for one part in twenty of the time", async () => {
  const { about, commits } = world(3000);
  await commits.of("a");
  about.now = 59_000;
  await commits.of("a");
  assert.equal(about.asked, 1);
  about.now = 61_000;
  await commits.of("a");
  assert.equal(about.asked, 2);
});

test("where no repository is, git is not asked", () => {
  const { about, commits } = world();
  about.stamp = undefined;
  assert.equal(commits.of("a"), undefined);
  assert.equal(about.asked, 0);
});

test("another folder is asked about anew", async () => {
  const { about, commits } = world();
  await commits.of("a");
  await commits.of("b");
  assert.equal(about.asked, 2);
});
