"""%%ts cells on a Python kernel: that of $COLAB_PYTHON, else the one that runs this."""

import os
import re
import sys
import time
import unittest
from pathlib import Path

from client import Kernel, folder, say
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

COLAB = Path(__file__).resolve().parents[2] / "colab"
PYTHON = os.environ.get("COLAB_PYTHON", sys.executable)
LOAD = f"import sys; sys.path.insert(0, {str(COLAB)!r})\n%load_ext tfjs_prov"


class Python(KernelManager):
    """Starts the Python kernel of one interpreter."""

    @property
    def kernel_spec(self):
        argv = [PYTHON, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, language="python")


class Case(unittest.TestCase):
    """Tests that share a Python kernel."""

    @classmethod
    def setUpClass(cls):
        cls.folder = folder()
        cls.kernel = Kernel(cls.folder.name, manager=Python())
        loaded = cls.kernel.run(LOAD)
        assert loaded.status == "ok", loaded.reply

    @classmethod
    def tearDownClass(cls):
        cls.kernel.client.stop_channels()
        cls.kernel.manager.shutdown_kernel()
        cls.folder.cleanup()

    def ts(self, source):
        # ipykernel may abort what is sent right after a cell that failed.
        return self.kernel.run(f"%%ts\n{source}", stop_on_error=False)


class Cells(Case):
    def test_state(self):
        """a cell prints in its Python cell, and the next one finds its variables"""
        ran = self.ts('const name: string = "a {b} $c";\nconsole.log(name); console.error("d")')
        self.assertEqual(ran.status, "ok")
        self.assertEqual((ran.text(), ran.text("stderr")), ("a {b} $c\n", "d\n"))
        self.assertEqual(self.ts("console.log(name.length)").text(), "8\n")

    def test_value(self):
        """the last value is shown in all its forms"""
        ran = self.ts(
            """({ [Symbol.for("Jupyter.display")]: () => ({
              "text/plain": "one", "text/html": "<b>one</b>",
              "application/vnd.vegalite.v5+json": { mark: "line" } }) })"""
        )
        self.assertEqual(
            ran.of("display_data")[0]["data"],
            {
                "text/plain": "one",
                "text/html": "<b>one</b>",
                "application/vnd.vegalite.v5+json": {"mark": "line"},
            },
        )

    def test_update(self):
        """a display is changed in place"""
        ran = self.ts(
            'import { newDisplay } from "tslab";\n'
            "const shown = newDisplay();\n"
            'shown.text("one"); shown.text("two")'
        )
        first, second = ran.of("display_data")[0], ran.of("update_display_data")[0]
        self.assertEqual(first["data"], {"text/plain": "one"})
        self.assertEqual(second["data"], {"text/plain": "two"})
        self.assertEqual(first["transient"], second["transient"])

    def test_error(self):
        """an error is the cell's: its name, its text, and no line of Python"""
        ran = self.ts('function deep() {\n  throw new RangeError("over 3");\n}\ndeep();')
        said = ran.of("error")
        self.assertEqual(len(said), 1)
        self.assertEqual((said[0]["ename"], said[0]["evalue"]), ("RangeError", "over 3"))
        trace = "\n".join(said[0]["traceback"])
        self.assertIn("line 2", trace)
        self.assertNotRegex(trace, r"\.py|Traceback|ipython|tslab")
        self.assertEqual(ran.text("stderr"), "")

    def test_types(self):
        """a cell that does not type-check fails, and says where"""
        ran = self.ts('const n: number = "three";')
        trace = "\n".join(ran.of("error")[0]["traceback"])
        self.assertIn("Type 'string' is not assignable to type 'number'", trace)
        self.assertIn("line 1, column 7", trace)

    def test_rejection(self):
        """a rejection that nobody handles is shown, and the cell is not failed by it"""
        ran = self.ts(
            'void Promise.reject(new Error("unheard"));\n'
            "await new Promise((go) => setTimeout(go, 300))"
        )
        self.assertEqual(ran.status, "ok")
        self.assertIn("unheard", ran.text("stderr"))

    def test_lines(self):
        """20,000 lines arrive, in their order"""
        ran = self.ts("for (let i = 0; i < 20000; i++) console.log(i)")
        self.assertEqual(ran.text(), "".join(f"{i}\n" for i in range(20000)))

    def test_line(self):
        """what stands behind %%ts is refused"""
        ran = self.kernel.run("%%ts const a = 1\na")
        self.assertEqual(ran.status, "error")
        self.assertEqual(
            ran.text("stderr"), "UsageError: %%ts takes nothing on its line: const a = 1\n"
        )


class Background(Case):
    def test_between(self):
        """between cells a display changes at once, and a print waits for the next cell"""
        started = self.ts(
            'import { newDisplay } from "tslab";\n'
            "const line = newDisplay();\n"
            'line.text("0 %");\n'
            'setTimeout(() => { line.text("50 %"); console.log("half") }, 1500);'
        )
        time.sleep(2.5)
        self.kernel.listen_for(0.5)
        shown = [
            one["content"]
            for one in self.kernel.seen[started.request]
            if one["msg_type"] in ("update_display_data", "stream")
        ]
        self.assertEqual([one.get("data") for one in shown], [{"text/plain": "50 %"}])
        id = started.of("display_data")[0]["transient"]["display_id"]
        self.assertEqual(shown[0]["transient"]["display_id"], id)
        later = self.ts('console.log("next")')
        self.assertEqual(later.text(), "half\nnext\n")
        again = later.of("update_display_data")
        self.assertEqual([one["data"] for one in again], [{"text/plain": "50 %"}])


class Interrupts(Case):
    def interrupted(self, source):
        request = self.kernel.send(f"%%ts\n{source}", stop_on_error=False)
        time.sleep(1)
        self.kernel.manager.interrupt_kernel()
        reply = self.kernel.reply(request, timeout=10)["content"]
        self.assertEqual(reply["status"], "error")
        errors = [o for o in self.kernel.outputs(request) if o["msg_type"] == "error"]
        self.assertEqual(len(errors), 1)
        self.assertEqual(errors[0]["content"]["ename"], "Interrupted")
        self.assertNotRegex("\n".join(errors[0]["content"]["traceback"]), r"\.py|Traceback")

    def test_stop(self):
        """the stop button ends what runs in TypeScript, and its variables stay"""
        self.ts("let kept = 41;")
        for source in ["await new Promise(() => {})", "while (true) kept;"]:
            with self.subTest(source=source):
                self.interrupted(source)
        self.assertEqual(self.ts("console.log(kept + 1)").text(), "42\n")


class Ends(Case):
    def test_restart(self):
        """%ts_restart forgets the variables"""
        self.ts("const gone = 1;")
        self.assertEqual(self.kernel.run("%ts_restart").status, "ok")
        trace = self.ts("gone").of("error")[0]["evalue"]
        self.assertIn("Cannot find name 'gone'", trace)

    def test_death(self):
        """a kernel that ends says so with what it said last, and the next cell has another"""
        ran = self.ts('process.exit(3)')
        self.assertEqual(
            ran.of("error")[0]["evalue"],
            "The TypeScript kernel has ended: exit code 3\n"
            "  its variables are gone; what was recorded is in the file\n"
            "  try: the cells again from the first, in a new kernel",
        )
        self.assertEqual(self.ts("console.log(1)").text(), "1\n")

    def test_killed(self):
        """a kernel that is killed between cells is missed by the next one"""
        pid = int(self.ts("console.log(process.pid)").text())
        os.kill(pid, 9)
        time.sleep(0.5)
        said = self.ts("1").of("error")[0]
        self.assertEqual(said["ename"], "KernelError")
        self.assertTrue(said["evalue"].startswith("The TypeScript kernel has ended: SIGKILL"))

    def test_orphan(self):
        """the TypeScript kernel ends with the Python kernel, also when that is killed"""
        with folder() as path:
            kernel = Kernel(path, manager=Python())
            kernel.run(LOAD)
            pid = int(kernel.run("%%ts\nconsole.log(process.pid)").text())
            kernel.close()
            for _ in range(100):
                if not Path(f"/proc/{pid}").exists():
                    return
                time.sleep(0.1)
            self.fail("it still runs after 10 s")


class Versions(unittest.TestCase):
    def test_versions(self):
        """the kernel under test says its versions"""
        with folder() as path:
            kernel = Kernel(path, manager=Python())
            ran = kernel.run(
                "import IPython, ipykernel, jupyter_client, sys\n"
                "print(sys.version.split()[0], IPython.__version__, ipykernel.__version__,"
                " jupyter_client.__version__)"
            )
            kernel.close()
            self.assertTrue(re.match(r"\d", ran.text()))
            say(note=f"Python, IPython, ipykernel, jupyter_client: {ran.text().strip()}")
