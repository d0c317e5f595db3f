"""Log to trackio and MLflow as bench/log.ts logs to us; print one JSON line each."""

import json
import os
import sys
import time

folder, calls = sys.argv[1], int(sys.argv[2])
os.environ["TRACKIO_DIR"] = os.path.join(folder, "trackio")
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"


def values(width, i):
    return {f"loss_{n}": 1 / (i + n + 1) for n in range(width)}


def each_us(log, count):
    """Time each call; a pause now and then, as a training has, lets threads work."""
    taken = []
    for i in range(count):
        told = {1: values(1, i), 10: values(10, i)}[log.width]
        start = time.perf_counter()
        log(told, i)
        taken.append((time.perf_counter() - start) * 1e6)
        if i % 100 == 99:
            time.sleep(0.001)
    return taken


class Log:
    def __init__(self, width, call):
        self.width, self.call = width, call

    def __call__(self, told, step):
        self.call(told, step)


def all_us(log, count, finish):
    """Time calls without a pause until all is stored, and return microseconds a call."""
    start = time.perf_counter()
    for i in range(count):
        log({1: values(1, i), 10: values(10, i)}[log.width], i)
    finish()
    return (time.perf_counter() - start) * 1e6 / count


def tell(name, version, width, us, all):
    line = {"name": name, "version": version, "width": width, "us": us, "allUs": all}
    print("PEER " + json.dumps(line), flush=True)


def trackio_logs():
    import trackio

    for width in (1, 10):
        log = Log(width, lambda told, step: trackio.log(told, step=step))
        trackio.init(project="bench", name=f"paced-{width}")
        us = each_us(log, calls)
        trackio.finish()
        trackio.init(project="bench", name=f"fast-{width}")
        total = all_us(log, calls, trackio.finish)
        tell("trackio", trackio.__version__, width, us, total)


def mlflow_logs(kind, uri, count):
    import mlflow

    mlflow.set_tracking_uri(uri)
    mlflow.set_experiment("bench")
    for width in (1, 10):
        log = Log(width, lambda told, step: mlflow.log_metrics(told, step=step))
        mlflow.start_run()
        us = each_us(log, count)
        mlflow.end_run()
        mlflow.start_run()
        total = all_us(log, count, mlflow.end_run)
        tell(f"MLflow, {kind}", mlflow.__version__, width, us, total)


trackio_logs()
mlflow_logs("files", f"file://{folder}/mlruns", min(calls, 300))
mlflow_logs("SQLite", f"sqlite:///{folder}/mlflow.db", min(calls, 150))
