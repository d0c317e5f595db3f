"""The Jupyter messaging protocol, as a client meets it."""

import unittest

import nbformat
from nbclient import NotebookClient

from client import KERNEL, Kernel, folder


class Case(unittest.TestCase):
    """Tests that share a kernel, each with cells of its own."""

    @classmethod
    def setUpClass(cls):
        cls.folder = folder()
        cls.kernel = Kernel(cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.kernel.close()
        cls.folder.cleanup()

    def count(self):
        return self.kernel.run("0").reply["execution_count"]


class Execution(Case):
    def test_input(self):
        """a cell's source is published before its outputs, with its number"""
        ran = self.kernel.run("const seven = 7;\nseven")
        self.assertEqual(ran.kinds, ["execute_input", "execute_result"])
        said = ran.of("execute_input")[0]
        self.assertEqual(said["code"], "const seven = 7;\nseven")
        self.assertEqual(said["execution_count"], ran.reply["execution_count"])
        result = ran.of("execute_result")[0]
        self.assertEqual(result["execution_count"], ran.reply["execution_count"])
        self.assertEqual(result["data"], {"text/plain": "7"})

    def test_silent(self):
        """a silent request runs, but publishes nothing and counts no cell"""
        before = self.count()
        ran = self.kernel.run("globalThis.quiet = 3; 4", silent=True)
        self.assertEqual((ran.status, ran.kinds), ("ok", []))
        self.assertEqual(self.count(), before + 1)
        seen = self.kernel.run("(globalThis as any).quiet").of("execute_result")
        self.assertEqual(seen[0]["data"]["text/plain"], "3")

    def test_no_history(self):
        """a request with store_history false shows its outputs, but counts no cell"""
        before = self.count()
        ran = self.kernel.run('console.log("shown")', store_history=False)
        self.assertEqual(ran.text(), "shown\n")
        self.assertEqual(self.count(), before + 1)

    def test_user_expressions(self):
        """expressions that come with a request are answered after the cell, one by one"""
        ran = self.kernel.run(
            "const base = 20;",
            user_expressions={"double": "base * 2", "wrong": "missing.name"},
        )
        asked = ran.reply["user_expressions"]
        self.assertEqual(asked["double"]["status"], "ok")
        self.assertEqual(asked["double"]["data"]["text/plain"], "40")
        self.assertEqual(asked["wrong"]["status"], "error")
        self.assertTrue(asked["wrong"]["ename"])
        self.assertTrue(asked["wrong"]["evalue"])

    def test_result(self):
        """a value that can show itself is one result of all its forms"""
        ran = self.kernel.run(
            """({ [Symbol.for("Jupyter.display")]: async () => ({
              "text/plain": "a, b", "text/html": "<i>a</i>", "application/json": [1] }) })"""
        )
        self.assertEqual(
            ran.of("execute_result")[0]["data"],
            {"text/plain": "a, b", "text/html": "<i>a</i>", "application/json": [1]},
        )

    def test_nothing(self):
        """a cell whose last value is undefined, or that is empty, shows nothing"""
        for code in ["undefined", "const nothing = 1;", "", "// a note"]:
            with self.subTest(code=code):
                ran = self.kernel.run(code)
                self.assertEqual(ran.status, "ok")
                self.assertEqual([k for k in ran.kinds if k != "execute_input"], [])

    def test_comms(self):
        """a request for comms is answered: there are none"""
        reply = self.kernel.reply(self.kernel.request("comm_info_request", {}))
        self.assertEqual(reply["msg_type"], "comm_info_reply")
        self.assertEqual(reply["content"], {"status": "ok", "comms": {}})

    def test_history(self):
        """the history tells the session's cells"""
        self.kernel.run('"remembered"')
        asked = dict(hist_access_type="tail", n=1, output=False, raw=True)
        reply = self.kernel.reply(self.kernel.request("history_request", asked))
        self.assertEqual(reply["msg_type"], "history_reply")
        self.assertEqual([h[2] for h in reply["content"]["history"]], ['"remembered"'])

    def test_unknown(self):
        """a request of an unknown kind is passed over, and the kernel answers the next"""
        self.kernel.request("no_such_request", {})
        self.assertEqual(self.kernel.run("1").status, "ok")


class Errors(Case):
    def test_error(self):
        """an error is a message with its name, its text and a trace of the user's lines"""
        ran = self.kernel.run('function deep() {\n  throw new RangeError("over 3");\n}\ndeep();')
        said = ran.of("error")[0]
        self.assertEqual((said["ename"], said["evalue"]), ("RangeError", "over 3"))
        trace = "\n".join(said["traceback"])
        self.assertIn("over 3", trace)
        self.assertNotRegex(trace, r"node_modules|tslab|node:internal|evalmachine")
        for key in ["ename", "evalue", "traceback"]:
            self.assertEqual(ran.reply[key], said[key])
        self.assertEqual(ran.text("stderr"), "")

    def test_types(self):
        """a cell that does not type-check is an error message that says where"""
        ran = self.kernel.run('const n: number =\n  "three";')
        self.assertEqual(ran.status, "error")
        trace = "\n".join(ran.of("error")[0]["traceback"])
        self.assertIn("Type 'string' is not assignable to type 'number'", trace)
        self.assertRegex(trace, r"line 1, column 7\b")

    def test_thrown_value(self):
        """a cell may throw what is no error"""
        for code, evalue in [('throw "text"', "text"), ("throw undefined", "undefined")]:
            with self.subTest(code=code):
                said = self.kernel.run(code).of("error")[0]
                self.assertIn(evalue, said["evalue"])

    def test_abort(self):
        """an error aborts the requests that wait behind it, and only those"""
        first = self.kernel.send(
            'await new Promise((go) => setTimeout(go, 500)); throw new Error("first")'
        )
        waiting = [self.kernel.send("1"), self.kernel.send("2")]
        self.assertEqual(self.kernel.reply(first)["content"]["status"], "error")
        for request in waiting:
            self.assertEqual(self.kernel.reply(request)["content"]["status"], "aborted")
        self.assertEqual(self.kernel.run("3").status, "ok")

    def test_go_on(self):
        """with stop_on_error false the requests that wait are executed"""
        first = self.kernel.send(
            'await new Promise((go) => setTimeout(go, 500)); throw new Error("first")',
            stop_on_error=False,
        )
        waiting = [self.kernel.send("1"), self.kernel.send("2")]
        self.assertEqual(self.kernel.reply(first)["content"]["status"], "error")
        for request in waiting:
            self.assertEqual(self.kernel.reply(request)["content"]["status"], "ok")

    def test_rejection(self):
        """a rejection that nobody handles is shown as an error, and the kernel lives"""
        ran = self.kernel.run('void Promise.reject(new Error("unheard")); 5')
        self.assertEqual(ran.status, "ok")
        self.kernel.run("await new Promise((go) => setTimeout(go, 200))")
        errors = [
            one["content"]["evalue"]
            for one in self.kernel.seen[ran.request]
            if one["msg_type"] == "error"
        ]
        self.assertEqual(errors, ["unheard"])
        self.assertEqual(self.kernel.run("1").status, "ok")

    def test_late_throw(self):
        """what a timer throws is shown as an error, and the kernel lives"""
        ran = self.kernel.run('setTimeout(() => { throw new TypeError("late") }, 50); 1')
        self.kernel.run("await new Promise((go) => setTimeout(go, 300))")
        errors = [
            one["content"]["evalue"]
            for one in self.kernel.seen[ran.request]
            if one["msg_type"] == "error"
        ]
        self.assertEqual(errors, ["late"])

    def test_nbclient(self):
        """nbclient with allow_errors executes every cell after one that fails"""
        sources = ['throw new Error("meant")', "2", 'throw new Error("again")', "4"]
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        notebook = nbformat.v4.new_notebook(cells=cells)
        with folder() as path:
            NotebookClient(
                notebook,
                kernel_name=KERNEL,
                allow_errors=True,
                timeout=60,
                resources={"metadata": {"path": path}},
            ).execute()
        kinds = [[one.output_type for one in cell.outputs] for cell in cells]
        self.assertEqual(kinds, [["error"], ["execute_result"]] * 2)
        self.assertEqual([cell.execution_count for cell in cells], [1, 2, 3, 4])
