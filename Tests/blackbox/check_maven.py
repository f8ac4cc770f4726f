"""What importing maven-crm/sales_pipeline.csv must lead to, computed from the file alone.

One row is an opportunity: created at its engage date, and won or lost at its close date when its
deal_stage says so. Prospecting is `contact`; Engaging is `needs`.
"""

import collections
import csv
import json
import sys


def outcome(path) -> dict:
    pipeline, rows = collections.Counter(), 0
    won = 0
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows += 1
            pipeline[{"Prospecting": "CONTACT", "Engaging": "NEEDS", "Won": "WON", "Lost": "LOST"}[
                row["deal_stage"]]] += 1
            if row["deal_stage"] == "Won":
                won += round(float(row["close_value"]) * 100)
    return {"rows": rows, "pipeline": dict(pipeline), "won_minor": won}


if __name__ == "__main__":
    print(json.dumps(outcome(sys.argv[1]), indent=2, sort_keys=True))
