"""Times sqlonfhir: views.py VIEW.json RESOURCES.ndjson ROWS.ndjson

Answers as JSON: seconds of processor time for making rows of parsed resources (`rows`) and from lines of JSON to lines of JSON (`lines`),
each the median of five turns, how many rows there are, and how many of them are not among ROWS, or the other way round.
"""
import copy
import json
import statistics
import sys
import time
from collections import Counter
from decimal import Decimal

from sqlonfhir import evaluate

with open(sys.argv[1], encoding="utf-8") as file:
    view = json.load(file)
with open(sys.argv[2], encoding="utf-8") as file:
    lines = file.readlines()
with open(sys.argv[3], encoding="utf-8") as file:
    others = [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in file]


def number(value):
    return float(value) if isinstance(value, Decimal) else str(value)


def rows_of_parsed(resources):
    start = time.process_time()
    rows = evaluate(resources, copy.deepcopy(view))  # it changes the view that it is given
    return time.process_time() - start, rows


def lines_of_lines():
    start = time.process_time()
    rows = evaluate([json.loads(line) for line in lines], copy.deepcopy(view))
    for row in rows:
        json.dumps(row, default=number)
    return time.process_time() - start


def canonical(row):
    def plain(value):
        return Decimal(str(value)).normalize() if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) else value

    return tuple(sorted((name, plain(value)) for name, value in row.items()))


resources = [json.loads(line) for line in lines]
_, rows = rows_of_parsed(resources)  # the first time is for warming up
found, wanted = Counter(map(canonical, rows)), Counter(map(canonical, others))
json.dump(
    {
        "rows": statistics.median(rows_of_parsed(resources)[0] for _ in range(5)),
        "lines": statistics.median(lines_of_lines() for _ in range(5)),
        "count": len(rows),
        "differing": ((found - wanted) + (wanted - found)).total(),
    },
    sys.stdout,
)
