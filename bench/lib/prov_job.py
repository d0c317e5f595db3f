"""Measure Python prov in a process of its own: prov_job.py TASK FORM FILE."""

import io
import json
import resource
import sys
import time
import warnings

from prov.model import ProvDocument

warnings.simplefilter("ignore")
task, form, file = sys.argv[1:]
rdf = {"rdf_format": "turtle"} if form == "turtle" else {}
name = "rdf" if rdf else form

start = time.perf_counter()
document = ProvDocument.deserialize(file, format=name, **rdf)
reading = time.perf_counter() - start

start = time.perf_counter()
target = io.BytesIO() if form in ("xml", "turtle") else io.StringIO()
document.serialize(target, format=name, **rdf)
working = time.perf_counter() - start

megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"reading": reading, "working": working, "megabytes": megabytes}))
