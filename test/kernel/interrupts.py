"""The stop button."""

import time

import protocol


class Interrupts(protocol.Case):
    """The stop button; each test has a cell that would run for ever."""

    def started(self, code):
        """Send a cell and wait until it runs."""
        request = self.kernel.send(code)
        self.kernel.listen(lambda: len(self.kernel.seen.get(request, [])) >= 2, 20)
        time.sleep(1)
        return request

    def interrupted(self, code):
        request = self.started(code)
        began = time.monotonic()
        self.kernel.manager.interrupt_kernel()
        reply = self.kernel.reply(request, timeout=10)["content"]
        self.assertEqual(reply["status"], "error")
        self.assertLess(time.monotonic() - began, 5)
        errors = [o for o in self.kernel.outputs(request) if o["msg_type"] == "error"]
        self.assertEqual(len(errors), 1)
        return reply

    def test_loop(self):
        """a loop that never ends is interrupted, and variables stay"""
        self.kernel.run("let kept = 41;")
        self.interrupted("while (true) kept;")
        seen = self.kernel.run("kept + 1").of("execute_result")
        self.assertEqual(seen[0]["data"]["text/plain"], "42")

    def test_wait(self):
        """a cell that awaits for ever is interrupted"""
        reply = self.interrupted("await new Promise(() => {})")
        self.assertEqual(self.kernel.run("1").status, "ok")
        self.assertTrue(reply["ename"])

    def test_twice(self):
        """a second interrupt works as the first, after a listener of SIGINT was added"""
        self.interrupted("await new Promise(() => {})")
        self.kernel.run('process.on("SIGINT", () => {});')
        self.interrupted("while (true);")
        self.interrupted("while (true);")
        self.assertEqual(self.kernel.run("1").status, "ok")

    def test_idle(self):
        """an interrupt while no cell runs leaves the kernel as it is"""
        self.kernel.run("const before = 1;")
        self.kernel.manager.interrupt_kernel()
        time.sleep(0.5)
        self.assertEqual(self.kernel.run("before").status, "ok")

    def test_waiting(self):
        """an interrupt aborts the requests that wait"""
        first = self.started("await new Promise(() => {})")
        second = self.kernel.send("2")
        time.sleep(0.3)
        self.kernel.manager.interrupt_kernel()
        self.assertEqual(self.kernel.reply(first)["content"]["status"], "error")
        self.assertEqual(self.kernel.reply(second)["content"]["status"], "aborted")
