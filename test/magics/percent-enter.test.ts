import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { temporary } from "../store/database";

const index = resolve("dist", "src", "index.js");
const kernelFile = (name: string) =>
  JSON.stringify(resolve("dist", "src", "kernel", name));

/** Run a program in a process and a folder of its own; return what it printed. */
function printed(cwd: string, program: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", program], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, JPY_SESSION_NAME: "" },
  });
  return stdout + stderr;
}

const kernel = `
  const { Session } = require(${kernelFile("session.js")});
  const session = new Session();
  const { magics } = session;
  require(${kernelFile("host.js")}).provideHost(session);
  require(${JSON.stringify(index)});`;

test("on import in a kernel the magics enter it, and DuckDB is not loaded", (t) => {
  const program = `${kernel}
    console.log(magics.names.join(" "));
    console.log(Object.keys(require.cache).filter((file) => /duckdb/.test(file)).length);`;
  assert.equal(printed(temporary(t), program), "%%sql %prov\n0\n");
});

test("with nothing open, a magic opens the notebook's own file", (t) => {
  const folder = temporary(t);
  const program = `${kernel}
    const call = { args: "", strings: ["SELECT count(*) AS n FROM runs"], values: [] };
    (async () => {
      console.log((await magics.find("%%sql").run(call)).toArray());
      const status = await magics.find("%prov").run({ ...call, args: "status" });
      console.log((await status.text()).split("\\n").at(-1));
    })();`;
  const expected = "[ { n: 0 } ]\nkernel      tfjs-prov, 0 cell runs\n";
  assert.equal(printed(folder, program), expected);
  assert.ok(existsSync(join(folder, "provenance.duckdb")));
});

test("with nothing open, completion knows the views and makes no file", (t) => {
  const folder = temporary(t);
  const program = `${kernel}
    Promise.all([
      magics.language("sql").complete("SELECT best_v FROM runs", 13),
      magics.language("sql").complete("FROM runs WHERE name = '", 24),
      magics.get("%prov").complete("show ", 5),
    ]).then((found) => console.log(JSON.stringify(found.map(({ matches }) => matches))));`;
  assert.equal(
    printed(folder, program),
    '[["best_val_loss","best_val_loss_epoch"],[],[]]\n',
  );
  assert.equal(existsSync(join(folder, "provenance.duckdb")), false);
});
