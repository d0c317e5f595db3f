"""Run cells as a browser does: through a Jupyter server's REST interface and websocket.

Called with the module of a server (jupyterlab, notebook), a kernel's name, a folder and
a file of JSON with the cells; prints the outputs of each cell, and the kernel's logo.
"""

import asyncio
import json
import subprocess
import sys
import uuid
from pathlib import Path

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

TOKEN = uuid.uuid4().hex
OUTPUTS = {"stream", "display_data", "execute_result", "error"}


async def main(module, kernel, folder, cells):
    server = start(module, folder)
    try:
        url = await address(server)
        logo = await request(url, f"kernelspecs/{kernel}/logo-svg.svg")
        session = json.loads(
            await request(
                url,
                "api/sessions",
                {
                    "path": "study.ipynb",
                    "name": "study.ipynb",
                    "type": "notebook",
                    "kernel": {"name": kernel},
                },
            )
        )
        socket = await channels(url, session["kernel"]["id"])
        outputs = [await execute(socket, source) for source in cells]
        socket.close()
        await request(url, "api/shutdown", {})
        print(json.dumps({"outputs": outputs, "logo": logo[:4]}))
    finally:
        server.terminate()
        server.wait(20)


def start(module, folder):
    options = {
        "ip": "127.0.0.1",
        "port": "0",
        "open_browser": "False",
        "root_dir": folder,
        "allow_root": "True",
    }
    args = [f"--ServerApp.{name}={value}" for name, value in options.items()]
    args.append(f"--IdentityProvider.token={TOKEN}")
    return subprocess.Popen(
        [sys.executable, "-m", module, *args], cwd=folder, stderr=subprocess.DEVNULL
    )


async def address(server):
    """Wait for the file in which a server says where it listens."""
    from jupyter_core.paths import jupyter_runtime_dir

    file = Path(jupyter_runtime_dir(), f"jpserver-{server.pid}.json")
    while not file.exists():
        if server.poll() is not None:
            raise SystemExit(f"the server ended with exit code {server.returncode}")
        await asyncio.sleep(0.1)
    await asyncio.sleep(0.2)  # it may be half written
    return json.loads(file.read_text())["url"]


async def request(url, path, body=None):
    response = await AsyncHTTPClient().fetch(
        HTTPRequest(
            url + path,
            method="GET" if body is None else "POST",
            body=None if body is None else json.dumps(body),
            headers={"Authorization": f"token {TOKEN}"},
            request_timeout=60,
        )
    )
    return response.body.decode()


async def channels(url, kernel_id):
    path = url.replace("http", "ws", 1) + f"api/kernels/{kernel_id}/channels"
    headers = {"Authorization": f"token {TOKEN}"}
    socket = await websocket_connect(HTTPRequest(path, headers=headers))
    await ask(socket, "kernel_info_request", {})
    return socket


async def execute(socket, source):
    content = {
        "code": source,
        "silent": False,
        "store_history": True,
        "user_expressions": {},
        "allow_stdin": False,
        "stop_on_error": True,
    }
    return [
        {"output_type": kind, **content}
        for kind, content in await ask(socket, "execute_request", content)
        if kind in OUTPUTS
    ]


async def ask(socket, kind, content):
    """Send a request; return what came of it, once it is answered and all is idle."""
    identity = uuid.uuid4().hex
    header = {
        "msg_id": identity,
        "msg_type": kind,
        "session": TOKEN,
        "username": "",
        "version": "5.3",
    }
    message = {
        "header": header,
        "parent_header": {},
        "metadata": {},
        "content": content,
        "channel": "shell",
        "buffers": [],
    }
    await socket.write_message(json.dumps(message))
    got, answered, idle = [], False, False
    while not (answered and idle):
        reply = json.loads(await asyncio.wait_for(socket.read_message(), 60))
        if reply["parent_header"].get("msg_id") != identity:
            continue
        got.append((reply["msg_type"], reply["content"]))
        answered |= reply["channel"] == "shell"
        idle |= reply["content"].get("execution_state") == "idle"
    return got


if __name__ == "__main__":
    module, kernel, folder, cells = sys.argv[1:]
    asyncio.run(main(module, kernel, folder, json.loads(Path(cells).read_text())))
