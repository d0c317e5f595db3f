import assert from "node:assert/strict";
import test from "node:test";
import { dataFolders, userDataFolder } from "../../src/kernel/install/folders";

const user: [
  platform: NodeJS.Platform,
  env: Record<string, string>,
  home: string,
  folder: string,
][] = [
  ["linux", {}, "/u/ada", "/u/ada/.local/share/jupyter"],
  ["linux", { XDG_DATA_HOME: "/data" }, "/u/ada", "/data/jupyter"],
  ["linux", { JUPYTER_DATA_DIR: "/j" }, "/u/ada", "/j"],
  ["linux", { JUPYTER_DATA_DIR: "" }, "/u/ada", "/u/ada/.local/share/jupyter"],
  ["darwin", { XDG_DATA_HOME: "/data" }, "/Users/ada", "/Users/ada/Library/Jupyter"],
  ["win32", { APPDATA: "C:\\ada\\Roaming" }, "C:\\ada", "C:\\ada\\Roaming\\jupyter"],
  ["win32", {}, "C:\\ada", "C:\\ada\\.jupyter\\data"],
];

for (const [platform, env, home, folder] of user) {
  test(`a user's kernels on ${platform} with ${JSON.stringify(env)}`, () => {
    assert.equal(userDataFolder({ platform, env, home }), folder);
  });
}

test("Jupyter looks where it is told first, and in the system's folders last", () => {
  const env = { JUPYTER_PATH: "/a::/b" };
  assert.deepEqual(dataFolders({ platform: "linux", env, home: "/u/ada" }), [
    "/a",
    "/b",
    "/u/ada/.local/share/jupyter",
    "/usr/local/share/jupyter",
    "/usr/share/jupyter",
  ]);
  const windows = { JUPYTER_PATH: "C:\\a;C:\\b", APPDATA: "C:\\ada" };
  assert.deepEqual(dataFolders({ platform: "win32", env: windows, home: "C:\\ada" }), [
    "C:\\a",
    "C:\\b",
    "C:\\ada\\jupyter",
  ]);
});
