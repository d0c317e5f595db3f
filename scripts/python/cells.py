"""Run cells in one Jupyter kernel, through nbclient.

A line of JSON in is a cell's source; a line of JSON out says what became of it:
{"status": "ok" | "error" | "aborted" | "timeout" | "dead", "outputs": [...]}.
For null it is the outputs of all cells as they are by now: later cells can change them.
"""

import json
import subprocess
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

# After an error stock tslab drops every request that comes within 200 ms.
QUIET_AFTER_ERROR = 0.4


def main(kernel, folder, timeout):
    replies = []
    client = NotebookClient(
        nbformat.v4.new_notebook(),
        kernel_name=kernel,
        timeout=timeout,
        allow_errors=True,  # tslab's replies carry no traceback: the status is read here
        resources={"metadata": {"path": folder}},
        on_cell_executed=lambda execute_reply, **_: replies.append(execute_reply),
    )
    # The kernel must not share the pipe of the answers: Node makes pipes lose what is long.
    with client.setup_kernel(stdout=subprocess.DEVNULL):
        answer(status="ready", outputs=[])
        for line in sys.stdin:
            source = json.loads(line)
            if source is None:
                answer(outputs=[cell.outputs for cell in client.nb.cells])
            else:
                answer(**execute(client, source, replies))


def execute(client, source, replies):
    """Execute one more cell; a kernel that died or hangs is an answer as well."""
    cells = client.nb.cells
    cells.append(nbformat.v4.new_code_cell(source))
    try:
        client.execute_cell(cells[-1], len(cells) - 1)
        status = replies.pop()["content"]["status"] if source.strip() else "ok"
    except CellTimeoutError:
        status = "timeout"
    except DeadKernelError:
        status = "dead"
    if status == "error":
        time.sleep(QUIET_AFTER_ERROR)
    return {"status": status, "outputs": cells[-1].outputs}


def answer(**fields):
    print(json.dumps(fields), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
