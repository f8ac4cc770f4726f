"""What importing bpi2012/replay.csv.gz must lead to, computed from the file alone.

    python check_bpi2012.py replay.csv.gz      prints the outcome as JSON

The rules, from the data's own words: submitted and partly_submitted are `contact`, preaccepted is
`needs`, accepted and finalized are `proposal`, offer_sent is `quoted`, offer_returned `negotiation`.
A move inside one canonical stage, a scheduled follow-up and the life of an offer are no commands and
are skipped. What the ledger must refuse: a move from another stage than the current one, a
reassignment to the present owner, and everything after the end of an opportunity.
"""

import collections
import csv
import gzip
import json
import sys

STAGES = {
    "submitted": "CONTACT", "partly_submitted": "CONTACT", "preaccepted": "NEEDS",
    "accepted": "PROPOSAL", "finalized": "PROPOSAL", "offer_sent": "QUOTED",
    "offer_returned": "NEGOTIATION"}
OUTCOMES = {"won": "WON", "lost": "LOST", "archived": "ARCHIVED"}
SKIPPED = {"followup_scheduled", "offer_created", "offer_selected", "offer_accepted",
           "offer_cancelled", "offer_declined"}


def outcome(path) -> dict:
    """Row counts by fate, refusals by code, and the pipeline as (status or stage) → (count, sum)."""
    opportunities, refused = {}, collections.Counter()
    rows = accepted = skipped = 0
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows += 1
            kind, id = row["event"], row["opp_id"]
            if kind in SKIPPED:
                skipped += 1
                continue
            if kind == "stage_moved" and STAGES[row["stage_from"]] == STAGES[row["stage_to"]]:
                skipped += 1
                continue
            one = opportunities.get(id)
            if kind == "created":
                if one is not None:
                    refused["DUPLICATE_ID"] += 1
                    continue
                opportunities[id] = {
                    "stage": STAGES[row["stage_to"]], "owner": row["owner"], "status": "OPEN",
                    "amount": round(float(row["amount"]) * 100)}
            elif one is None:
                refused["NOT_FOUND"] += 1
                continue
            elif one["status"] != "OPEN":
                refused["OPPORTUNITY_CLOSED"] += 1
                continue
            elif kind == "stage_moved":
                if one["stage"] != STAGES[row["stage_from"]]:
                    refused["STALE_STAGE"] += 1
                    continue
                one["stage"] = STAGES[row["stage_to"]]
            elif kind == "reassigned":
                to = row["actor"]
                if to == one["owner"]:
                    refused["UNCHANGED"] += 1
                    continue
                one["owner"] = to
            elif kind in OUTCOMES:
                one["status"] = OUTCOMES[kind]
            elif kind != "followed_up":
                raise ValueError(f"row {rows}: event {kind!r}")
            accepted += 1
    pipeline = collections.defaultdict(lambda: [0, 0])
    for one in opportunities.values():
        row = pipeline[one["stage"] if one["status"] == "OPEN" else one["status"]]
        row[0] += 1
        row[1] += one["amount"]
    return {"rows": rows, "accepted": accepted, "skipped": skipped, "refused": dict(refused),
            "opportunities": len(opportunities), "pipeline": dict(pipeline)}


if __name__ == "__main__":
    print(json.dumps(outcome(sys.argv[1]), indent=2, sort_keys=True))
