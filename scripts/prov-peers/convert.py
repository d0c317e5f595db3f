"""Convert each pair of files that a list names; say which fail."""

import sys
import warnings

from prov.model import ProvDocument

warnings.simplefilter("ignore")
FORMATS = {"json": "json", "jsonld": "jsonld", "xml": "xml", "provn": "provn", "ttl": "rdf", "trig": "rdf"}


def form(path):
    return FORMATS[path.rsplit(".", 1)[1]]


for line in open(sys.argv[1], encoding="utf-8"):
    source, target = line.rstrip("\n").split("\t")
    options = {"rdf_format": "trig"} if source.endswith("trig") else {}
    try:
        document = ProvDocument.deserialize(source, format=form(source), **options)
        document.serialize(target, format=form(target))
    except Exception as error:
        print(f"{source}\t{type(error).__name__}: {error}".replace("\n", " "))
