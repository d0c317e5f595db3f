import assert from "node:assert/strict";
import { test } from "node:test";
import { isContainer } from "../../../src/capture/environment/container";
import { gpuNames } from "../../../src/capture/environment/gpus";
import { machineFrom } from "../../../src/capture/environment/machine";
import { named, versioned } from "../../../src/capture/environment/named";
import { realSources } from "../../../src/capture/environment/sources";
import { releaseDigits, systemName } from "../../../src/capture/environment/system";
import { sourcesOf } from "./sources";

const debian =
  'PRETTY_NAME="Debian GNU/Linux 12 (x)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\n';

test("a machine is told by a list of fields, and nothing else", () => {
  assert.deepEqual(machineFrom(sourcesOf({}, { "/etc/os-release": debian })), {
    platform: "linux",
    arch: "x64",
    os: "Debian GNU/Linux 12",
    os_release: "6.1.0",
    cpu: "Intel(R) Xeon(R) CPU @ 2.80GHz",
    cpus: 2,
    memory_bytes: 8e9,
    in_container: false,
    gpu: null,
    node: "20.20.0",
  });
});

test("the machine of this process can be told", () => {
  const machine = machineFrom(realSources());
  assert.equal(machine.platform, process.platform);
  assert.equal(machine.node, process.versions.node);
  assert.ok(machine.cpus > 0 && machine.memory_bytes > 1e8);
});

for (const [osType, files, expected] of [
  ["Linux", { "/etc/os-release": debian }, "Debian GNU/Linux 12"],
  ["Linux", { "/etc/os-release": "NAME='Arch Linux'\nID=arch" }, "Arch Linux"],
  ["Linux", { "/etc/os-release": "NAME=Alpine\nVERSION_ID=3.20" }, "Alpine 3.20"],
  ["Linux", {}, "Linux"],
  ["Darwin", {}, "macOS"],
  ["Windows_NT", {}, "Windows 11 Pro"],
  ["FreeBSD", {}, "FreeBSD"],
] as const) {
  test(`the system is named ${expected}`, () => {
    const sources = sourcesOf({ osType, osVersion: "Windows 11 Pro" }, files);
    assert.equal(systemName(sources), expected);
  });
}

for (const [release, expected] of [
  ["6.1.0-13-amd64", "6.1.0"],
  ["6.8.0-ada-laptop", "6.8.0"],
  ["23.6.0", "23.6.0"],
  ["10.0.22631", "10.0.22631"],
  ["custom", null],
] as const) {
  test(`of the kernel's version ${release} the digits are kept: ${expected}`, () =>
    assert.equal(releaseDigits(release), expected));
}

for (const [total, limit, expected] of [
  [8e9, 0, 8e9],
  [8e9, 2e9, 2e9],
  [8e9, 2 ** 63, 8e9],
] as const) {
  test(`with ${total} bytes and a limit of ${limit} a process may use ${expected}`, () => {
    const sources = sourcesOf({ totalMemory: total, memoryLimit: limit });
    assert.equal(machineFrom(sources).memory_bytes, expected);
  });
}

const cgroup = "/proc/1/cgroup";
const mounts = "/proc/self/mountinfo";
for (const [what, files, expected] of [
  ["Docker's mark", { "/.dockerenv": "" }, true],
  ["Podman's mark", { "/run/.containerenv": "" }, true],
  ["a cgroup of Docker", { [cgroup]: "12:cpu:/docker/0a1b\n" }, true],
  ["a cgroup of Kubernetes", { [cgroup]: "0::/kubepods/pod1/c2\n" }, true],
  [
    "hosts laid over by an engine",
    { [mounts]: "9 8 0:1 /docker/containers/0a/hosts /etc/hosts rw - ext4 /dev/a rw" },
    true,
  ],
  [
    "a machine that runs Docker for others",
    { [cgroup]: "0::/init.scope\n", [mounts]: "9 8 0:1 / /var/lib/docker/o/merged rw" },
    false,
  ],
  ["nothing", {}, false],
] as const) {
  test(`${what} ${expected ? "makes" : "makes no"} container`, () =>
    assert.equal(isContainer(sourcesOf({}, files)), expected));
}

test("elsewhere than on Linux there is no container", () => {
  const sources = sourcesOf({ platform: "darwin" }, { "/.dockerenv": "" });
  assert.equal(isContainer(sources), false);
});

const information = (slot: string) => `/proc/driver/nvidia/gpus/${slot}/information`;
for (const [models, expected] of [
  [[], null],
  [["NVIDIA H100 80GB HBM3"], "NVIDIA H100 80GB HBM3"],
  [["NVIDIA A100", "NVIDIA A100"], "2 × NVIDIA A100"],
  [["NVIDIA A100", "Tesla T4"], "NVIDIA A100, Tesla T4"],
] as const) {
  test(`${models.length} files of a driver name the GPUs ${expected}`, () => {
    const files = models.map((model, i) => [
      information(`0000:0${i}:00.0`),
      `Model: \t\t ${model}\nGPU UUID: \t GPU-1234\n`,
    ]);
    assert.equal(gpuNames(sourcesOf({}, Object.fromEntries(files))), expected);
  });
}

for (const [text, expected] of [
  [" AMD   EPYC\t7B12 ", "AMD EPYC 7B12"],
  ["QEMU Virtual CPU\0\0", "QEMU Virtual CPU"],
  ["unknown", null],
  ["", null],
  [undefined, null],
  [7, null],
  ["x".repeat(500), "x".repeat(120)],
  [`Fast ghp_${"a".repeat(36)}`, "Fast <secret>"],
] as const) {
  test(`the name ${JSON.stringify(text)?.slice(0, 40)} is kept as ${expected?.slice(0, 20)}`, () =>
    assert.equal(named(text), expected));
}

for (const [text, expected] of [
  ["4.22.0", "4.22.0"],
  ["v1.5.5", "v1.5.5"],
  ["1.5.5-r.5", "1.5.5-r.5"],
  ["5.0.0-dev.20260101+a1", "5.0.0-dev.20260101+a1"],
  ["file:../mine", null],
  ["https://ada:pw@host/x.tgz", null],
  ["", null],
  [undefined, null],
] as const) {
  test(`${text} is ${expected === null ? "no" : "a"} version`, () =>
    assert.equal(versioned(text), expected));
}
