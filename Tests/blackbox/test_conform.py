"""The auditor judges history again by its own rules: what oppd wrote conforms, what was forged does not."""

import csv
import io
import json
import re
import shutil

import pytest

import make
import oracle
from conftest import Homes, Office
from oppdaemon import run
from oppschema import record as schema
from oppschema import values

ANN = values.Actor(kind=values.Actor.KIND_USER, id=Office.ann)
BOB = values.Actor(kind=values.Actor.KIND_USER, id=Office.bob)


def conform(directory, *options, check=None):
    done = run("oppreplay", "conform", directory, "--format", "json", *options, check=check)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return rows[0], [row for row in rows[1:] if row["row"] == "finding"], rows


@pytest.fixture(scope="module")
def honest():
    """A stopped ledger with a little of everything that is forged below, written by a daemon."""
    homes = Homes()
    try:
        daemon = homes.daemon().start()
        office = Office(daemon)
        with daemon.client() as client:
            deal = office.opportunity(client, id="o-1")
            client.accept_all([
                make.follow_up(deal, office.tag, actor=ANN, note="spoke to the head of purchasing"),
                make.grade(deal, "B", actor=ANN, basis=make.basis(need=False)),
                make.command("attach_evidence", actor=ANN, opportunity_id=deal, evidence_id="e-1",
                             kind=values.EVIDENCE_KIND_MEETING_AGREED, uri="mail:1"),
                make.command("verify_evidence", actor=make.INTEGRATION, opportunity_id=deal,
                             evidence_id="e-1", result=schema_result("VERIFIED")),
                make.move(deal, values.STAGE_CONTACT, values.STAGE_QUOTED, actor=ANN),
                make.revise(deal, 200_00, actor=ANN),
                make.follow_up(deal, office.tag, actor=ANN, at=make.now_ms() - 10 * make.DAY_MS,
                               backfill_reason="was on the road"),
                make.lose(deal, office.loss_reason, actor=ANN, note="too late"),
            ])
        assert daemon.stop() == 0
        yield daemon
    finally:
        homes.end()


def schema_result(name: str) -> int:
    from oppschema import commands
    return commands.DESCRIPTOR.pool.FindEnumTypeByName(
        "opportunity.v1.EvidenceResult").values_by_name[f"EVIDENCE_RESULT_{name}"].number


def test_what_a_daemon_wrote_conforms_and_shows_what_it_allowed(honest):
    summary, findings, _ = conform(honest.data, check=0)
    assert summary["verdict"] == "CONFORMS" and summary["violated"] == 0
    assert summary["unjudged"] == 0 and summary["unreadable_texts"] == 0
    ledger = oracle.read_ledger(honest.data)
    assert summary["records"] == ledger.head and summary["root"] == ledger.root.hex()
    assert {f["rule"] for f in findings} == {"GRADE_FLAGGED", "GATE_FLAGGED", "BACKFILLED"}
    assert all(f["verdict"] == "noted" and f["person"] == Office.ann for f in findings)
    assert {f["team_id"] for f in findings} == {Office.team}
    late = next(f for f in findings if f["rule"] == "BACKFILLED")
    assert "10 days" in late["what"] and late["stream_id"] == "o-1"


def test_it_changes_nothing_and_needs_no_keys(honest, folder):
    copy = folder / "copy"
    shutil.copytree(honest.data, copy)
    (copy / "text.keys").unlink()
    before = (copy / "data.mdb").read_bytes()
    summary, _, _ = conform(copy, check=0)
    assert summary["violated"] == 0 and summary["unjudged"] == 0
    assert summary["unreadable_texts"] > 3
    assert (copy / "data.mdb").read_bytes() == before


def test_a_year_of_everything_conforms(homes):
    daemon = homes.daemon().start()
    run("oppctl", "demo", "--seed", "11", "--opportunities", "25", socket=daemon.socket, check=0)
    summary, _, _ = conform(daemon.data, check=0)  # beside the running daemon
    assert summary["commands"] > 500 and summary["imported"] > 500
    assert daemon.stop() == 0


# Every forgery keeps all checksums, positions and versions right: `verify` finds nothing.

def find(records, kind):
    """The last record with that event."""
    return max(i for i, r in enumerate(records) if r.WhichOneof("event") == kind)


def another_actor(records):
    records[find(records, "opportunity_graded")].actor.CopyFrom(BOB)


def self_verified(records):
    records[find(records, "evidence_verified")].actor.CopyFrom(ANN)


def hidden_gate(records):
    del records[find(records, "stage_moved")].stage_moved.unmet_gates[:]


def hidden_basis(records):
    records[find(records, "opportunity_graded")].opportunity_graded.supported = True


def other_attacher(records):
    records[find(records, "evidence_attached")].evidence_attached.attacher_id = Office.bob


def late_without_reason(records):
    made = records[find(records, "opportunity_lost")]
    made.occurred_at_ms -= 30 * make.DAY_MS
    # No text of it is sealed any more, so none can be the reason.
    made.ClearField("sealed")
    made.ClearField("backfill_reason")


def from_the_future(records):
    records[find(records, "amount_revised")].occurred_at_ms += 2 * make.DAY_MS


def unknown_reason(records):
    records[find(records, "opportunity_lost")].opportunity_lost.reason = "because"


def no_command(records):
    records[find(records, "amount_revised")].command_records = 0


def unknown_actor(records):
    records[find(records, "amount_revised")].actor.id = "u-nobody"


FORGERIES = {
    "FORBIDDEN": another_actor, "SELF_VERIFICATION": self_verified, "GATE_NOT_MET": hidden_gate,
    "GRADE_UNSUPPORTED": hidden_basis, "FACTS_DIFFER": other_attacher,
    "BACKFILL_REASON_REQUIRED": late_without_reason, "FUTURE_TIME": from_the_future,
    "UNKNOWN_REASON": unknown_reason, "COMMAND_CUT": no_command, "NOT_FOUND": unknown_actor,
}


def forged(honest, folder, forge):
    ledger = oracle.read_ledger(honest.data)
    records = [schema.Record.FromString(stored) for stored in ledger.records]
    forge(records)
    copy = folder / "forged"
    oracle.write_ledger(copy, [record.SerializeToString(deterministic=True) for record in records])
    shutil.copy(honest.data / "text.keys", copy / "text.keys")
    return copy


@pytest.mark.parametrize("rule", FORGERIES)
def test_a_forged_fact_is_caught_by_its_rule(honest, folder, rule):
    copy = forged(honest, folder, FORGERIES[rule])
    run("oppreplay", "verify", copy, check=0)  # sound in itself
    summary, findings, _ = conform(copy, check=1)
    violated = [f for f in findings if f["verdict"] == "violated"]
    assert summary["verdict"] == "VIOLATED" and summary["violated"] == len(violated) == 1
    assert violated[0]["rule"] == rule and violated[0]["what"]
    assert violated[0]["stream_id"] == "o-1"


def test_a_forged_fact_is_caught_without_keys_too(honest, folder):
    copy = forged(honest, folder, hidden_gate)
    (copy / "text.keys").unlink()
    summary, findings, _ = conform(copy, check=1)
    assert [f["rule"] for f in findings if f["verdict"] == "violated"] == ["GATE_NOT_MET"]
    details = next(f for f in findings if f["verdict"] == "violated")["details"]
    assert any("unmetGates" in line and "needs: profile complete" in line for line in details), details
    assert summary["unreadable_texts"] > 3


def test_reports_by_rule_person_and_team(honest, folder):
    copy = forged(honest, folder, another_actor)
    _, _, rows = conform(copy, "--view", "rules", "--view", "people", "--view", "teams", check=1)
    rules = {r["rule"]: r for r in rows if r["row"] == "rule"}
    assert rules["FORBIDDEN"]["violated"] == 1 and rules["BACKFILLED"]["noted"] == 1
    people = {r["person"]: r for r in rows if r["row"] == "person"}
    assert people[Office.bob]["violated"] == 1 and people[Office.ann]["violated"] == 0
    teams = {r["team_id"]: r for r in rows if r["row"] == "team"}
    assert teams[Office.team]["violated"] == 1


def test_csv_has_one_table_with_a_heading_whatever_is_in_it(honest):
    done = run("oppreplay", "conform", honest.data, "--format", "csv", "--violations", check=0)
    rows = list(csv.reader(io.StringIO(done.stdout.decode())))
    assert len(rows) == 1 and rows[0][:3] == ["verdict", "rule", "position"]
    done = run("oppreplay", "conform", honest.data, "--format", "csv", check=0)
    findings = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert {f["rule"] for f in findings} == {"GRADE_FLAGGED", "GATE_FLAGGED", "BACKFILLED"}


def test_tables_speak_both_languages(honest):
    for language, word in (("zh", "符合规则"), ("en", "conforms to its rules")):
        done = run("oppreplay", "conform", honest.data, "--format", "table", "--lang", language, check=0)
        assert word in done.stdout.decode()


@pytest.mark.parametrize("rule", FORGERIES)
def test_what_was_found_is_told_in_the_readers_language(honest, folder, rule):
    copy = forged(honest, folder, FORGERIES[rule])
    english, chinese = (
        run("oppreplay", "conform", copy, "--view", "findings", "--format", "table", "--lang", language,
            check=1).stdout.decode() for language in ("en", "zh"))
    sentence = re.compile("[a-z]+ [a-z]+ [a-z]+")
    assert sentence.search(english)
    assert not sentence.search(chinese), chinese
    assert "商机 o-1" in chinese and "初步接触：客户画像完整" not in english


def test_a_limit_says_what_it_leaves_out(honest):
    _, findings, _ = conform(honest.data, "--limit", "1", check=0)
    assert len(findings) == 1
    done = run("oppreplay", "conform", honest.data, "--limit", "1", "--format", "table", check=0)
    assert "2 more rows are not listed" in done.stdout.decode()


@pytest.mark.parametrize("arguments", [
    ["--view", "nothing"], ["--limit", "-1"], ["--format", "csv", "--view", "rules", "--view", "teams"]])
def test_wrong_usage_is_said(honest, arguments):
    assert run("oppreplay", "conform", honest.data, *arguments).returncode == 2


def test_a_directory_that_is_none_or_broken_is_refused_by_code(honest, folder):
    done = run("oppreplay", "conform", folder, check=1)
    assert done.stderr.startswith(b"oppreplay: ")
    copy = folder / "copy"
    shutil.copytree(honest.data, copy)
    whole = (copy / "data.mdb").read_bytes()
    (copy / "data.mdb").write_bytes(whole[:len(whole) // 2])
    done = run("oppreplay", "conform", copy, check=1)
    assert b"TRUNCATED" in done.stderr + done.stdout or b"DAMAGED" in done.stderr + done.stdout
