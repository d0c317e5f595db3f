"""colab/quickstart.ipynb as a session of Colab meets it: no Node, no repository around.

$COLAB_PYTHON is its Python, $COLAB_PACKAGE the file that npm pack made; with UPDATE=1 the
notebook's outputs are stored anew.
"""

import os
import re
import shutil
import tempfile
import unittest
from pathlib import Path

import nbformat
from client import say
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

PYTHON = Path(os.environ["COLAB_PYTHON"])
PACKAGE = os.environ["COLAB_PACKAGE"]
NOTEBOOK = Path(__file__).resolve().parents[2] / "colab" / "quickstart.ipynb"


class Session(AsyncKernelManager):
    """A Python kernel that finds what a session has by itself, and no Node."""

    @property
    def kernel_spec(self):
        argv = [str(PYTHON), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, language="python", env={"PATH": os.environ["BARE"]})


class Quickstart(unittest.TestCase):
    def test_quickstart(self):
        """every cell of colab/quickstart.ipynb runs in a bare session"""
        with tempfile.TemporaryDirectory() as path:
            shutil.copy(PACKAGE, path)
            os.environ["BARE"] = bare_path(Path(path))
            notebook = nbformat.read(NOTEBOOK, as_version=4)
            NotebookClient(
                notebook,
                kernel_manager_class=Session,
                timeout=600,
                resources={"metadata": {"path": path}},
            ).execute()
            self.check(notebook.cells)
        if os.environ.get("UPDATE") == "1":
            store(notebook)

    def check(self, cells):
        text = "\n".join(text_of(cell) for cell in cells if cell.cell_type == "code")
        say(note=text.splitlines()[0])
        self.assertRegex(text, r"^Node 2\d\.\S+, tfjs-prov-\S+\.tgz and @tensorflow/tfjs")
        self.assertRegex(text, r"16 units +finished +30")
        self.assertRegex(text, r"long +finished +200")
        self.assertIn("'provenance.duckdb'", text)
        kinds = {kind for c in cells for o in c.get("outputs", []) for kind in o.get("data", {})}
        self.assertIn("image/png", kinds)
        self.assertIn("application/vnd.vegalite.v5+json", kinds)


def bare_path(folder):
    """Return a PATH on which there is no Node."""
    bin = folder / "bin"
    bin.mkdir()
    for name in ["tar", "gzip", "sh"]:
        (bin / name).symlink_to(shutil.which(name))
    return f"{bin}{os.pathsep}{PYTHON.parent}"


def text_of(cell):
    said = [o.get("text") or o.get("data", {}).get("text/plain", "") for o in cell.outputs]
    return re.sub(r"\x1b\[\d+m", "", "\n".join(said))


def store(notebook):
    """Keep what was said, but not when and where."""
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    NOTEBOOK.write_text(nbformat.writes(notebook) + "\n")
