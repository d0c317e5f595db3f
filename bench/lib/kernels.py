"""Start kernels in turns, and time each from its start to its first and a later result.

Arguments: rounds, then the names of kernelspecs. A line a start: {"kernel", "first",
"later", "prints"} in ms; "prints" is the time until 10 MB of output have arrived.
"""

import json
import sys
import time

from jupyter_client.manager import start_new_kernel

PRINTS = 'for (let i = 0; i < 100_000; i++) console.log("x".repeat(100));'


def main(rounds, names):
    for _ in range(rounds):
        for name in names:
            print(json.dumps({"kernel": name, **measured(name)}), flush=True)


def measured(name):
    started = time.perf_counter()
    manager, client = start_new_kernel(kernel_name=name, startup_timeout=60)
    try:
        run(client, "1 + 1")
        first = time.perf_counter() - started
        later = run(client, "2 + 2")
        prints = run(client, PRINTS) if name == "tfjs-prov" else None
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return {"first": first * 1000, "later": later * 1000, "prints": prints and prints * 1000}


def run(client, source):
    from_ = time.perf_counter()
    client.execute_interactive(source, output_hook=lambda _: None, timeout=60)
    return time.perf_counter() - from_


main(int(sys.argv[1]), sys.argv[2:])
