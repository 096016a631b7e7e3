"""Times fhir.resources: validation.py BUNDLES.ndjson -> seconds of processor time (the median of three turns) and a verdict for each, as JSON.

Its models of R4B are the nearest to R4 that it has.
"""
import json
import statistics
import sys
import time

from fhir.resources.R4B import get_fhir_model_class

with open(sys.argv[1], "rb") as file:
    lines = file.readlines()
model = get_fhir_model_class("Bundle")


def verdicts():
    start = time.process_time()
    found = []
    for line in lines:
        try:
            model.model_validate_json(line)
            found.append(True)
        except ValueError:
            found.append(False)
    return time.process_time() - start, found


_, found = verdicts()  # the first time is for warming up
json.dump({"seconds": statistics.median(verdicts()[0] for _ in range(3)), "valid": found}, sys.stdout)
