"""Times fhirpathpy: expressions.py EXPRESSIONS.json RESOURCES.ndjson -> seconds of processor time and items for each expression, as JSON."""
import json
import sys
import time

import fhirpathpy

with open(sys.argv[1], encoding="utf-8") as file:
    expressions = json.load(file)
with open(sys.argv[2], encoding="utf-8") as file:
    resources = [json.loads(line) for line in file]

results = []
for text in expressions:
    compiled = fhirpathpy.compile(text)
    items = sum(len(compiled(resource)) for resource in resources)  # the first time is for warming up
    start = time.process_time()
    for resource in resources:
        compiled(resource)
    results.append({"seconds": time.process_time() - start, "items": items})
json.dump(results, sys.stdout)
