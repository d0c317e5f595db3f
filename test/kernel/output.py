"""Output: much of it, late, and changed in place."""

import time

import protocol
from client import say


class Output(protocol.Case):
    def test_lines(self):
        """20,000 lines of one synchronous cell all arrive, in their order"""
        ran = self.kernel.run("for (let i = 0; i < 20000; i++) console.log(i)")
        self.assertEqual(ran.text(), "".join(f"{i}\n" for i in range(20000)))
        self.assertLess(len(ran.of("stream")), 1000)

    def test_displays(self):
        """5,000 displays of one synchronous cell all arrive, in their order"""
        ran = self.kernel.run(
            'import { display } from "tslab";\n'
            "for (let i = 0; i < 5000; i++) display.text(String(i))"
        )
        shown = [one["data"]["text/plain"] for one in ran.of("display_data")]
        self.assertEqual(shown, [str(i) for i in range(5000)])

    def test_megabytes(self):
        """10 MB of prints arrive, and the next cell answers"""
        began = time.monotonic()
        ran = self.kernel.run(
            'for (let i = 0; i < 10000; i++) console.log("x".repeat(1023))', timeout=120
        )
        self.assertEqual(len(ran.text()), 10000 * 1024)
        self.assertEqual(self.kernel.run("1").status, "ok")
        say(note=f"10 MB of prints took {time.monotonic() - began:.1f} s")

    def test_streams(self):
        """stdout and stderr keep their order"""
        ran = self.kernel.run(
            'console.log("a"); console.error("b"); process.stdout.write("ç"); console.log("d")'
        )
        said = [(one["name"], one["text"]) for one in ran.of("stream")]
        self.assertEqual(said, [("stdout", "a\n"), ("stderr", "b\n"), ("stdout", "çd\n")])

    def test_late(self):
        """what a timer prints arrives under the cell that started it, not the newest"""
        ran = self.kernel.run('setTimeout(() => console.log("late"), 1500); 1')
        self.assertEqual(ran.text(), "")
        other = self.kernel.run("await new Promise((go) => setTimeout(go, 2500)); 2")
        self.assertEqual(other.text(), "")
        late = [one for one in self.kernel.seen[ran.request] if one["msg_type"] == "stream"]
        self.assertEqual([one["content"]["text"] for one in late], ["late\n"])

    def test_update(self):
        """a display that is changed is sent again by its id"""
        ran = self.kernel.run(
            'import { newDisplay } from "tslab";\n'
            "const shown = newDisplay();\n"
            'shown.text("one"); shown.text("two")'
        )
        first, second = ran.of("display_data")[0], ran.of("update_display_data")[0]
        self.assertEqual(first["data"], {"text/plain": "one"})
        self.assertEqual(second["data"], {"text/plain": "two"})
        self.assertTrue(first["transient"]["display_id"])
        self.assertEqual(first["transient"], second["transient"])

    def test_child(self):
        """what a child process prints is shown"""
        ran = self.kernel.run(
            'import { execFileSync } from "node:child_process";\n'
            'console.log(execFileSync(process.execPath, ["-p", "6 * 7"]).toString())'
        )
        self.assertEqual(ran.text().strip(), "42")
