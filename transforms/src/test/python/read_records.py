"""Prints studies and outcomes as an Avro reader of Python sees them, one JSON object a line.

python3 read_records.py FILE...
"""
import json
import sys

import fastavro

for path in sys.argv[1:]:
    with open(path, "rb") as file:
        for record in fastavro.reader(file):
            print(json.dumps(record, sort_keys=True, default=lambda value: value.hex()))
