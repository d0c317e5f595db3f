"""A Jupyter kernel as a test sees it: every message that it sends, by its request."""

import json
import queue
import tempfile
import time
from pathlib import Path

from jupyter_client.manager import KernelManager

KERNEL = "tfjs-prov"


def say(**line):
    """Print a line for the test runner, which reads JSON."""
    print(json.dumps(line), flush=True)


def folder():
    """Make a temporary folder inside the repository, where packages are found."""
    cache = Path(__file__).parents[2] / ".cache"
    cache.mkdir(exist_ok=True)
    return tempfile.TemporaryDirectory(dir=cache, prefix="kernel-")


class Kernel:
    def __init__(self, path, manager=None, **options):
        self.manager = manager or KernelManager(kernel_name=KERNEL, **options)
        self.manager.start_kernel(cwd=str(path))
        self.seen = {}
        self.connect()

    def connect(self):
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    @property
    def pid(self):
        return self.manager.provisioner.pid

    def send(self, code, **content):
        """Ask for a cell's execution and return the request's id."""
        full = dict(
            code=code,
            silent=False,
            store_history=True,
            user_expressions={},
            allow_stdin=False,
            stop_on_error=True,
        )
        return self.request("execute_request", {**full, **content})

    def request(self, kind, content):
        message = self.client.session.msg(kind, content)
        self.client.shell_channel.send(message)
        return message["header"]["msg_id"]

    def reply(self, request, timeout=60):
        """Wait for the reply to a request; others that come first are passed over."""
        until = time.monotonic() + timeout
        while True:
            message = self.client.get_shell_msg(timeout=until - time.monotonic())
            if message["parent_header"].get("msg_id") == request:
                return message

    def outputs(self, request, timeout=60):
        """Return what was published for a request, up to its idle."""
        self.listen(lambda: self.is_idle(request), timeout)
        return [one for one in self.seen.get(request, []) if one["msg_type"] != "status"]

    def run(self, code, timeout=60, **content):
        """Execute a cell and return its reply's content and what it published."""
        request = self.send(code, **content)
        reply = self.reply(request, timeout)
        return Ran(request, reply["content"], self.outputs(request, timeout))

    def listen(self, enough, timeout):
        """Take messages until there are enough, or raise after a time."""
        until = time.monotonic() + timeout
        while not enough():
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"not enough messages after {timeout} s")
            try:
                message = self.client.get_iopub_msg(timeout=left)
            except queue.Empty:
                continue
            parent = message["parent_header"].get("msg_id")
            self.seen.setdefault(parent, []).append(message)

    def listen_for(self, seconds):
        """Take what comes within a time."""
        try:
            self.listen(lambda: False, seconds)
        except TimeoutError:
            pass

    def is_idle(self, request):
        return any(
            one["msg_type"] == "status" and one["content"]["execution_state"] == "idle"
            for one in self.seen.get(request, [])
        )


class Ran:
    """What became of a cell."""

    def __init__(self, request, reply, messages):
        self.request = request
        self.reply = reply
        self.status = reply["status"]
        self.messages = messages

    def of(self, kind):
        return [one["content"] for one in self.messages if one["msg_type"] == kind]

    def text(self, name="stdout"):
        return "".join(one["text"] for one in self.of("stream") if one["name"] == name)

    @property
    def kinds(self):
        return [one["msg_type"] for one in self.messages]
