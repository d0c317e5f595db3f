"""Start, restart, shutdown and death of the kernel's process."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from client import KERNEL, Kernel, folder, say

TRAINING = """
import * as tf from "@tensorflow/tfjs";
import { open } from "tfjs-prov";
const prov = await open("study.duckdb");
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
const xs = tf.linspace(-1, 1, 64).reshape([64, 1]);
const run = prov.start(model, xs, xs, { name: "endless", epochs: 1e6, verbose: 0 });
await new Promise((go) => setTimeout(go, 1000));
"""

STARTER = """
import sys
import time
from jupyter_client.manager import KernelManager
manager = KernelManager(kernel_name=sys.argv[1])
manager.start_kernel(cwd=sys.argv[2])
client = manager.blocking_client()
client.start_channels()
client.wait_for_ready(timeout=60)
client.execute_interactive(sys.argv[3], timeout=60)
print(manager.provisioner.pid, flush=True)
time.sleep(600)
"""


class Lifetime(unittest.TestCase):
    def setUp(self):
        self.folder = folder()
        self.addCleanup(self.folder.cleanup)

    def start(self, **options):
        kernel = Kernel(self.folder.name, **options)
        self.addCleanup(kernel.close)
        return kernel

    def path(self, name):
        return Path(self.folder.name, name)

    def status(self):
        """Ask the file about its run, from a process of its own."""
        main = Path(__file__).parents[2] / "dist" / "src" / "cli" / "main.js"
        query = "SELECT status FROM runs"
        asked = ["node", main, "sql", self.path("study.duckdb"), query, "--format", "csv"]
        said = subprocess.run(asked, capture_output=True, text=True, check=True)
        return said.stdout.split()[1:]

    def test_first_result(self):
        """the first result of a first cell is there soon after the start"""
        began = time.monotonic()
        kernel = self.start()
        self.assertEqual(kernel.run("6 * 7").status, "ok")
        took = time.monotonic() - began
        self.assertLess(took, 20)
        say(note=f"start to first result: {took:.2f} s")

    def test_shutdown(self):
        """a shutdown during a training takes less than 3 s and lets go of the file"""
        kernel = self.start()
        self.assertEqual(kernel.run(TRAINING).status, "ok")
        pid, began = kernel.pid, time.monotonic()
        kernel.client.stop_channels()
        kernel.manager.shutdown_kernel()
        self.assertLess(time.monotonic() - began, 3)
        self.assertFalse(is_alive(pid))
        self.assertFalse(self.path("study.duckdb.wal").exists())
        self.assertEqual(self.status(), ["interrupted"])

    def test_restart(self):
        """a restart during a training takes less than 3 s, and the next kernel records"""
        kernel = self.start()
        self.assertEqual(kernel.run(TRAINING).status, "ok")
        pid, began = kernel.pid, time.monotonic()
        kernel.client.stop_channels()
        kernel.manager.restart_kernel()
        self.assertLess(time.monotonic() - began, 3)
        self.assertFalse(is_alive(pid))
        kernel.connect()
        self.assertEqual(kernel.run(TRAINING).status, "ok")
        self.assertFalse(self.path("study-2.duckdb").exists())

    def test_orphan(self):
        """a kernel whose starter is killed ends by itself, also during a training"""
        starter = subprocess.Popen(
            [sys.executable, "-c", STARTER, KERNEL, self.folder.name, TRAINING],
            stdout=subprocess.PIPE,
            text=True,
        )
        pid = int(starter.stdout.readline())
        starter.kill()
        starter.wait()
        starter.stdout.close()
        self.addCleanup(kill, pid)
        for _ in range(100):
            if not is_alive(pid):
                break
            time.sleep(0.1)
        self.assertFalse(is_alive(pid), "it still runs after 10 s")
        self.assertEqual(self.status(), ["interrupted"])

    def test_ipc(self):
        """the kernel speaks over ipc"""
        with tempfile.TemporaryDirectory() as short:  # a socket's path has 107 bytes
            kernel = self.start(transport="ipc", ip=os.path.join(short, "k"))
            self.assertEqual(kernel.run("6 * 7").status, "ok")

    def test_bare_folder(self):
        """in a folder without packages a cell finds tfjs-prov, tfjs and Node's types"""
        with tempfile.TemporaryDirectory() as bare:
            kernel = Kernel(bare)
            self.addCleanup(kernel.close)
            ran = kernel.run(
                'import * as tf from "@tensorflow/tfjs";\n'
                'import { open } from "tfjs-prov";\n'
                'import { join } from "node:path";\n'
                'const path: string = join("a", "b");\n'
                "[typeof open, typeof tf.sequential, path]"
            )
            said = ran.of("execute_result")
            self.assertEqual(ran.of("error"), [])
            self.assertIn("function", said[0]["data"]["text/plain"])


def is_alive(pid):
    """Tell whether a process runs; one that has ended and was not collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path("/proc", str(pid), "stat")
    return not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def kill(pid):
    if is_alive(pid):
        os.kill(pid, signal.SIGKILL)
