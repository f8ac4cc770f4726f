"""The same history as other rules would have judged it."""

import csv
import io
import json
import re

import pytest

import make
from conftest import Homes, Office
from oppdaemon import run
from oppschema import values

ANN = values.Actor(kind=values.Actor.KIND_USER, id=Office.ann)


class Archive:
    """A stopped ledger with a move past its gates, an unsupported grade and a late talk, and its rules."""

    def __init__(self, homes):
        daemon = homes.daemon().start()
        office = Office(daemon)
        with daemon.client() as client:
            for name in ("o-1", "o-2"):
                office.opportunity(client, id=name)
            client.accept_all([
                make.grade("o-1", "A", actor=ANN, basis=make.basis(budget=False)),
                make.grade("o-2", "B", actor=ANN),
                make.follow_up("o-2", office.tag, actor=ANN, at=make.now_ms() - 4 * make.DAY_MS,
                               backfill_reason="was on the road")])
            self.moved = client.accept(make.move(
                "o-1", values.STAGE_CONTACT, values.STAGE_NEGOTIATION, actor=ANN)).first_position
            self.head = client.status().head_position
        self.rules = run(
            "oppctl", "policy", "show", socket=daemon.socket, check=0).stdout.decode()
        assert daemon.stop() == 0
        self.data = daemon.data


@pytest.fixture(scope="module")
def archive():
    homes = Homes()
    try:
        yield Archive(homes)
    finally:
        homes.end()


def edited(archive, folder, *changes):
    text = archive.rules
    for old, new in changes:
        assert len(re.findall(old, text)) >= 1, old
        text = re.sub(old, new, text, count=1)
    path = folder / "rules.json"
    path.write_text(text)
    return path


def what_if(archive, rules, *options, check=0):
    done = run("oppreplay", "what-if", archive.data, "--policy", rules, "--format", "json", *options,
               check=check)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return rows[0], rows[1:]


def total(rows, name):
    return next(row for row in rows if row["row"] == "total" and row["number"] == name)


def test_the_same_rules_change_nothing(archive, folder):
    summary, rows = what_if(archive, edited(archive, folder))
    assert summary["refused"] == summary["judged_otherwise"] == summary["unjudged"] == 0
    assert summary["opportunities"] == 2 and summary["opportunities_changed"] == 0
    assert summary["as_of_position"] == archive.head and summary["caveat"] == "SUPPOSITION"
    assert {row["row"] for row in rows} == {"total"}
    assert all(row["difference"] == 0 for row in rows)


def test_gates_that_are_enforced_would_have_refused_a_move(archive, folder):
    rules = edited(archive, folder, ("GATE_MODE_FLAG", "GATE_MODE_ENFORCE"))
    summary, rows = what_if(archive, rules)
    assert summary["refused"] == 1
    assert [(r["rule"], r["count"]) for r in rows if r["row"] == "refusal"] == [("GATE_NOT_MET", 1)]
    command = next(r for r in rows if r["row"] == "command")
    assert command["position"] == archive.moved and command["person"] == Office.ann
    assert command["stream_id"] == "o-1" and "needs: evidence MEETING_AGREED" in command["what"]
    # The move stays: nobody knows what she would have done.
    assert total(rows, "pipeline_open_minor")["difference"] == 0


def test_a_strict_grade_would_have_been_refused(archive, folder):
    rules = edited(archive, folder, ('"strict_grade_a": false', '"strict_grade_a": true'))
    summary, rows = what_if(archive, rules)
    assert summary["refused"] == 1
    assert next(r for r in rows if r["row"] == "command")["rule"] == "GRADE_UNSUPPORTED"


def test_a_grade_without_its_budget_would_have_been_supported(archive, folder):
    rules = edited(archive, folder, ('"requires_budget": true', '"requires_budget": false'))
    summary, rows = what_if(archive, rules)
    assert (summary["refused"], summary["judged_otherwise"]) == (0, 1)
    assert total(rows, "flag_grade-unsupported") == {
        "row": "total", "number": "flag_grade-unsupported", "currency": "", "actual": 1,
        "supposed": 0, "difference": -1}
    flags = next(r for r in rows if r["row"] == "opportunity" and r["field"] == "flags")
    assert flags["opportunity_id"] == "o-1" and "grade-unsupported" in flags["actual"]
    assert "grade-unsupported" not in flags["supposed"]


def test_cadences_odds_and_health_move_the_numbers(archive, folder):
    rules = edited(archive, folder, (r'"cadence_days": 7', '"cadence_days": 1'),
                   (r'"win_prior_ppm": 300000', '"win_prior_ppm": 400000'))
    summary, rows = what_if(archive, rules, "--as-of", "2099-01-01")
    assert summary["opportunities_changed"] == 1
    changed = {r["field"]: r for r in rows if r["row"] == "opportunity"}
    assert {r["opportunity_id"] for r in changed.values()} == {"o-2"}
    assert {"win_probability_ppm", "due_due_at"} <= set(changed)
    assert int(changed["win_probability_ppm"]["supposed"]) > int(changed["win_probability_ppm"]["actual"])
    assert total(rows, "forecast_expected_minor")["difference"] > 0
    # Before anything was recorded there is nothing to differ in.
    summary, _ = what_if(archive, rules, "--as-of", "2001-01-01")
    assert summary["opportunities"] == 0


def test_a_position_bounds_the_history(archive, folder):
    rules = edited(archive, folder, ("GATE_MODE_FLAG", "GATE_MODE_ENFORCE"))
    assert what_if(archive, rules, "--as-of", f"#{archive.moved - 1}")[0]["refused"] == 0
    assert what_if(archive, rules, "--as-of", f"#{archive.moved}")[0]["refused"] == 1


def test_csv_and_tables(archive, folder):
    rules = edited(archive, folder, ("GATE_MODE_FLAG", "GATE_MODE_ENFORCE"))
    for view, columns in (("totals", "number,currency,actual"), ("refusals", "rule,count"),
                          ("commands", "position,recorded_at"), ("opportunities", "opportunity_id,field")):
        done = run("oppreplay", "what-if", archive.data, "--policy", rules, "--format", "csv",
                   "--view", view, check=0)
        assert done.stdout.decode().startswith(columns)
        assert list(csv.DictReader(io.StringIO(done.stdout.decode()))) or view == "opportunities"
    for language, word in (("zh", "无从得知"), ("en", "nobody knows")):
        done = run("oppreplay", "what-if", archive.data, "--policy", rules, "--format", "table",
                   "--lang", language, check=0)
        assert word in done.stdout.decode()


@pytest.mark.parametrize("content, word", [
    ("{", b"line 1"), ('{"grades": []}', b"must be there"), (None, b"cannot be read")])
def test_rules_that_are_none_are_refused_with_every_fault(archive, folder, content, word):
    path = folder / "bad.json"
    if content is not None:
        path.write_text(content)
    done = run("oppreplay", "what-if", archive.data, "--policy", path, check=1)
    assert word in done.stderr
    assert (b"BAD_POLICY" if content else b"IO") in done.stderr


def test_rules_that_contradict_themselves_are_refused_as_policy_check_does(archive, folder):
    rules = edited(archive, folder, (r'"claim_quota": 20', '"claim_quota": 0'))
    done = run("oppreplay", "what-if", archive.data, "--policy", rules, check=1)
    assert b"BAD_POLICY" in done.stderr and b"pool.claim_quota" in done.stderr
    told = run("oppctl", "policy", "check", rules, check=1).stdout
    assert b"pool.claim_quota" in told


@pytest.mark.parametrize("arguments", [[], ["--policy", "x", "--view", "no"], ["--policy", "x", "--limit", "-1"]])
def test_wrong_usage_is_said(archive, arguments):
    assert run("oppreplay", "what-if", archive.data, *arguments).returncode == 2
