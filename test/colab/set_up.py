"""The parts of colab/setup.py that install nothing."""

import http.server
import json
import os
import sys
import tempfile
import threading
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from colab import setup  # noqa: E402


class Sessions(http.server.BaseHTTPRequestHandler):
    """Answers as the server of Colab does."""

    body = b""

    def do_GET(self):
        self.send_response(200 if self.path == "/api/sessions" else 404)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_):
        pass


class SetUp(unittest.TestCase):
    def named(self, body, **env):
        """Return the name that the kernel is told where the server answers so."""
        Sessions.body = body
        server = http.server.HTTPServer(("127.0.0.1", 0), Sessions)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        colab = {"COLAB_JUPYTER_IP": "127.0.0.1", "KMP_TARGET_PORT": str(server.server_port)}
        with mock.patch.dict(os.environ, {**colab, **env}):
            if "JPY_SESSION_NAME" not in env:
                os.environ.pop("JPY_SESSION_NAME", None)
            setup.name_notebook()
            told = os.environ.get("JPY_SESSION_NAME")
        server.shutdown()
        server.server_close()
        return told

    def test_name(self):
        """Colab's server is asked for the notebook's name"""
        body = json.dumps([{"name": "My%20study.ipynb", "path": "fileId=1"}]).encode()
        self.assertEqual(self.named(body), os.path.abspath("My study.ipynb"))

    def test_told(self):
        """a name that the front end told is kept"""
        body = json.dumps([{"name": "other.ipynb"}]).encode()
        told = "/somewhere/study.ipynb"
        self.assertEqual(self.named(body, JPY_SESSION_NAME=told), told)

    def test_no_name(self):
        """a server that tells no name is no trouble"""
        for body in [b"", b"[]", b"{}", b"[{}]", b"[null]", b"<html>"]:
            with self.subTest(body=body):
                self.assertIsNone(self.named(body))

    def test_no_server(self):
        """where no server answers the notebook has no name"""
        colab = {"COLAB_JUPYTER_IP": "127.0.0.1", "KMP_TARGET_PORT": "9"}
        with mock.patch.dict(os.environ, colab):
            os.environ.pop("JPY_SESSION_NAME", None)
            setup.name_notebook()
            self.assertNotIn("JPY_SESSION_NAME", os.environ)

    def test_node(self):
        """npm is taken where it comes with a Node that is new enough"""
        for version, is_taken in [("v20.1.0", True), ("v18.20.4", False), ("", False)]:
            with self.subTest(version=version), tempfile.TemporaryDirectory() as folder:
                for name in ["node", "npm"]:
                    program = Path(folder, name)
                    program.write_text(f"#!/bin/sh\necho {version}\n")
                    program.chmod(0o755)
                with mock.patch.dict(os.environ, {"PATH": folder}):
                    npm = [str(Path(folder, "npm"))] if is_taken else None
                    self.assertEqual(setup.find_npm(), npm)
        with tempfile.TemporaryDirectory() as folder:
            with mock.patch.dict(os.environ, {"PATH": folder}):
                self.assertIsNone(setup.find_npm())

    def test_failure(self):
        """a command that fails is told with what it said last"""
        with self.assertRaises(setup.SetUpError) as caught:
            setup.quietly("/bin/sh", "-c", "echo no network; exit 3")
        self.assertEqual(
            str(caught.exception),
            "The set-up failed at: /bin/sh -c echo no network; exit 3\n"
            "  it ended with exit code 3 and said:\n"
            "    no network\n"
            "  try: the cell again, when the registries of npm and PyPI can be reached",
        )
