"""TypeScript cells in a notebook with a Python kernel, such as Colab's.

After %load_ext tfjs_prov a cell under %%ts runs in a TypeScript kernel: a process that
starts with the first of them, in the notebook's folder, and ends with the Python kernel.
The text is sent as it is, so that its first line may be %%sql. %ts_restart starts anew.

While a %%ts cell runs, all that the kernel says is shown in it. Between cells a thread
changes displays in place, as progress and live charts need it; what else a training in
the background says waits for the next %%ts cell: not every front end keeps what arrives
for a cell that has ended.
"""

import atexit
import json
import os
import queue
import shutil
import signal
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import TimeoutExpired

import zmq
from IPython import get_ipython
from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, line_magic, magics_class
from IPython.display import publish_display_data
from jupyter_client.connect import write_connection_file
from jupyter_client.launcher import launch_kernel
from jupyter_client.session import Session

START_S, INTERRUPT_S, SHUTDOWN_S = 60, 10, 3
MAIN = Path(__file__).resolve().parent.parent / "dist" / "src" / "kernel" / "main.js"


def load_ipython_extension(ipython):
    """Add %%ts and %ts_restart: what %load_ext tfjs_prov calls."""
    ipython.register_magics(TypeScript)


@magics_class
class TypeScript(Magics):
    """The magics, and the kernel that they share."""

    kernel = None

    @cell_magic
    def ts(self, line, cell):
        """Run the cell in the TypeScript kernel."""
        if line.strip():
            raise UsageError(f"%%ts takes nothing on its line: {line.strip()}")
        try:
            self.kernel = self.kernel or Kernel(os.getcwd())
            self.kernel.run(cell)
        except KernelError:
            self.kernel = None
            raise

    @line_magic
    def ts_restart(self, line=""):
        """End the TypeScript kernel; the next %%ts cell starts another."""
        if self.kernel:
            self.kernel.close()
        self.kernel = None


class TypeScriptError(Exception):
    """What a cell failed with; it shows no lines of Python."""

    def __init__(self, *lines, traceback=None):
        super().__init__("\n".join(lines))
        self._render_traceback_ = lambda: traceback or list(lines)


class KernelError(TypeScriptError):
    """There is no TypeScript kernel, or no longer."""


class Kernel:
    """A TypeScript kernel's process, and the sockets that lead to it."""

    def __init__(self, folder):
        self.place = tempfile.TemporaryDirectory(prefix="tfjs-prov-")
        self.log = Path(self.place.name, "log.txt")
        key = os.urandom(16).hex().encode()
        path, address = (os.path.join(self.place.name, it) for it in ("kernel.json", "k"))
        file, info = write_connection_file(path, transport="ipc", ip=address, key=key)
        self.process = self._start(file, folder)
        self.context = zmq.Context()
        self.session = Session(key=key)
        self.shell = self._connect(zmq.DEALER, info, "shell_port")
        self.control = self._connect(zmq.DEALER, info, "control_port")
        self.published = Published(self._connect(zmq.SUB, info, "iopub_port"), key)
        atexit.register(self.close)
        self._wait_until_ready()

    def run(self, code):
        """Run a cell, show what it says, and raise what it fails with."""
        self._check_process()
        with self.published.shown():
            reply = self._finish(self._send(code))
        if reply["status"] == "ok":
            return
        kind = type(reply.get("ename", "TypeScriptError"), (TypeScriptError,), {})
        text = reply.get("evalue", f"The cell was {reply['status']}")
        raise kind(text, traceback=reply.get("traceback"))

    def close(self):
        """End the process, once it has written what it holds."""
        atexit.unregister(self.close)
        if self.process.poll() is None:
            self.session.send(self.control, "shutdown_request", {"restart": False})
        with suppress(TimeoutExpired):
            self.process.wait(SHUTDOWN_S)
        self.process.kill()
        self.process.wait()
        self.published.close()
        self.context.destroy(linger=0)
        self.place.cleanup()

    def _start(self, file, folder):
        node = shutil.which("node")
        if node is None:
            raise KernelError("No Node.js on the PATH", "  try: the set-up cell again")
        command = [node, str(MAIN), file]
        # ipykernel sets it for its own children; text would come out with escapes.
        env = {name: it for name, it in os.environ.items() if name != "FORCE_COLOR"}
        with self.log.open("wb") as log:
            return launch_kernel(command, cwd=folder, env=env, stdout=log, stderr=log)

    def _connect(self, kind, info, port):
        socket = self.context.socket(kind)
        if kind == zmq.SUB:
            socket.rcvhwm = 0  # nothing is dropped
            socket.subscribe(b"")
        socket.connect(f"ipc://{info['ip']}-{info[port]}")
        return socket

    def _wait_until_ready(self):
        """Ask until an answer is published as well: then no output of a cell is missed."""
        until = time.monotonic() + START_S
        while not (self.published.heard.is_set() and self.shell.poll(0)):
            self._check_process()
            if time.monotonic() > until:
                self.process.kill()
                self._fail(f"did not answer within {START_S} s")
            self.session.send(self.shell, "kernel_info_request", {})
            self.published.heard.wait(0.3)

    def _send(self, code):
        asked = {"code": code, "silent": False, "allow_stdin": False}
        parent = getattr(get_ipython(), "parent_header", {}).get("metadata", {})
        told = {"cellId": parent["cellId"]} if "cellId" in parent else {}
        sent = self.session.send(self.shell, "execute_request", asked, metadata=told)
        return sent["header"]["msg_id"]

    def _finish(self, request):
        """Show what arrives until a request is done; an interrupt is handed on."""
        pending, until = Pending(request), None
        while not pending.done:
            try:
                self._wait_a_moment(pending)
            except KeyboardInterrupt:
                self.process.send_signal(signal.SIGINT)
                until = until or time.monotonic() + INTERRUPT_S
            if until and time.monotonic() > until and not pending.done:
                raise TypeScriptError(
                    f"The cell goes on {INTERRUPT_S} s after it was interrupted",
                    "  it is in a call that can't be interrupted",
                    "  try: wait, or run %ts_restart, which forgets the variables",
                )
        for error in pending.errors:  # all but the one that the cell fails with
            if error["content"].get("evalue") != pending.reply.get("evalue"):
                show(error)
        return pending.reply

    def _wait_a_moment(self, pending):
        for message in self.published.take(0.1):
            pending.hear(message)
        while self.shell.poll(0):
            pending.hear(self.session.recv(self.shell)[1])
        if not pending.done:
            self._check_process()

    def _check_process(self):
        code = self.process.poll()
        if code is None:
            return
        for message in self.published.take(0.3):
            show(message)
        how = f"exit code {code}" if code >= 0 else signal.Signals(-code).name
        self._fail(f"has ended: {how}")

    def _fail(self, how):
        said = self.log.read_text(errors="replace").strip().splitlines()[-15:]
        self.close()
        raise KernelError(
            f"The TypeScript kernel {how}",
            "  its variables are gone; what was recorded is in the file",
            *(["  it said:"] if said else []),
            *(f"    {line}" for line in said),
            "  try: the cells again from the first, in a new kernel",
        )


class Pending:
    """A request: it is done once it was answered and its last output has come."""

    def __init__(self, request):
        self.request, self.reply = request, None
        self.is_idle, self.errors = False, []

    @property
    def done(self):
        return self.reply is not None and self.is_idle

    def hear(self, message):
        kind, content = message["msg_type"], message["content"]
        if message["parent_header"].get("msg_id") != self.request:
            show(message)
        elif kind == "execute_reply":
            self.reply = content
        elif kind == "status":
            self.is_idle = content["execution_state"] == "idle"
        elif kind == "error":
            self.errors.append(message)
        else:
            show(message)


class Published:
    """What the kernel publishes, taken by a thread."""

    def __init__(self, socket, key):
        self.socket = socket
        self.session = Session(key=key)  # a session is for one thread
        self.messages, self.changed = queue.Queue(), {}
        self.lock, self.is_shown = threading.Lock(), False
        self.heard, self.closed = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    @contextmanager
    def shown(self):
        """Leave all messages to the main thread while a cell runs."""
        with self.lock:
            self.is_shown = True
            while self.changed:
                self.messages.put(self.changed.popitem()[1])
        try:
            yield
        finally:
            with self.lock:
                self.is_shown = False

    def take(self, seconds):
        """Wait for a message; yield it and those that are there."""
        with suppress(queue.Empty):
            yield self.messages.get(timeout=seconds)
            while True:
                yield self.messages.get_nowait()

    def close(self):
        self.closed.set()
        self.thread.join()

    def _listen(self):
        while not self.closed.is_set():
            if self.socket.poll(200):
                _, message = self.session.recv(self.socket)
                self.heard.set()
                self._sort(message)

    def _sort(self, message):
        with self.lock:
            if self.is_shown or message["msg_type"] != "update_display_data":
                self.messages.put(message)
                return
            show(message)
            # And again with the next cell: some front ends listen only while one runs.
            self.changed[message["content"]["transient"]["display_id"]] = message


def show(message):
    """Show a message as if the Python cell had said it."""
    kind, content = message["msg_type"], message["content"]
    if kind == "stream":
        print(content["text"], end="", file=getattr(sys, content["name"]), flush=True)
    elif kind == "error":
        print(*content["traceback"], sep="\n", file=sys.stderr, flush=True)
    elif "data" in content:
        told = {name: content.get(name) for name in ("metadata", "transient")}
        update = kind == "update_display_data"
        publish_display_data(content["data"], update=update, **told)
