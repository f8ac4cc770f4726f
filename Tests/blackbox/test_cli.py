"""`oppctl` as a person or a script uses it: real runs, their output, and their exit codes."""

import json
import subprocess
import uuid

import pytest

import make
from conftest import judged
from oppdaemon import binary, run
from oppschema import values

DONE, REJECTED, USAGE, UNAVAILABLE = 0, 1, 2, 3


def ctl(office_or_daemon, *arguments, input=None, check=None):
    daemon = getattr(office_or_daemon, "daemon", office_or_daemon)
    # The socket by the environment: an option of its own would stand before or after the command.
    return run("oppctl", *arguments, input=input, check=check, socket=daemon.socket)


def words(done) -> str:
    return (done.stdout + done.stderr).decode(errors="replace")


def team_line(id=None, **more):
    return json.dumps({
        "commandId": id or str(uuid.uuid4()), "actor": {"kind": "KIND_INTEGRATION", "id": "crm"},
        "registerTeam": {"teamId": make.fresh_id("t"), "name": "Team"}, **more}) + "\n"


# submit


def test_commands_from_a_pipe_are_recorded(office, desk):
    before = desk.status().head_position
    lines = "".join(team_line() for _ in range(5))
    ctl(office, "submit", "-", input=lines.encode(), check=DONE)
    assert desk.status().head_position == before + 5


def test_commands_from_a_file_are_recorded_once_however_often_sent(office, desk, folder):
    path = folder / "commands.ndjson"
    path.write_text("".join(team_line() for _ in range(5)))
    ctl(office, "submit", path, check=DONE)
    root = desk.status().root
    ctl(office, "submit", path, check=DONE)
    assert desk.status().root == root


def test_times_may_be_written_as_people_write_them(office, desk):
    id = office.opportunity(desk)
    at = "2024-02-29T12:34:56.789Z"
    line = json.dumps({
        "commandId": str(uuid.uuid4()), "actor": {"kind": "KIND_INTEGRATION", "id": "crm"},
        "occurredAtMs": at, "backfillReason": "found in a notebook",
        "logFollowUp": {"opportunityId": id, "channel": "CHANNEL_PHONE", "tags": [office.tag]}})
    ctl(office, "submit", "-", input=line.encode() + b"\n", check=DONE)
    assert desk.opportunity(id).last_follow_up_at_ms == 1709210096789


def test_a_rejected_command_exits_1_and_says_why(office, desk):
    line = json.dumps({
        "commandId": str(uuid.uuid4()), "actor": {"kind": "KIND_INTEGRATION", "id": "crm"},
        "winOpportunity": {"opportunityId": "o-none", "contractNumber": "C-1"}}) + "\n"
    done = ctl(office, "submit", "-", input=line.encode(), check=REJECTED)
    assert "NOT_FOUND" in words(done)


def test_a_command_written_out_is_recorded_and_can_be_read_back(office, desk):
    id = office.opportunity(desk)
    ctl(office, "do", "log-follow-up", "--opportunity-id", id, "--channel", "电话",
        "--tags", office.tag, "--note", "两句话", "--at", "2024-02-29T12:34:56.789Z",
        "--backfill-reason", "found in a notebook", check=DONE)
    assert desk.opportunity(id).last_follow_up_at_ms == 1709210096789


def test_a_command_written_out_wrongly_is_a_usage_error_that_teaches(office):
    done = ctl(office, "do", "log-follow-up", "--canal", "phone")
    assert done.returncode == 2 and "--channel" in words(done)
    done = ctl(office, "do", "no-such-kind")
    assert done.returncode == 2 and "oppctl do" in words(done)
    assert "录入商机" in words(ctl(office, "do", check=DONE))
    assert "required" in words(ctl(office, "do", "move-stage", "--explain", check=DONE))


def test_quotes_and_tasks_are_sent_by_hand_and_shown_in_both_languages(office, desk):
    id, task = office.opportunity(desk), make.fresh_id("task")
    quote = ["do", "issue-quote", "--opportunity-id", id, "--amount", "90.00 CNY",
             "--file-sha256", "ab" * 32]
    ctl(office, *quote, "--version", "1", check=DONE)
    done = ctl(office, *quote, "--version", "3", check=REJECTED)
    assert "QUOTE_VERSION" in words(done)
    ctl(office, *quote, "--version", "2", check=DONE)
    assert shown(office, id).count("发出报价") == 2
    assert "Quote issued" in shown(office, id, "en")

    team = make.fresh_id("t")
    ctl(office, "do", "register-team", "--team-id", team, "--name", "Legal", check=DONE)
    ctl(office, "do", "open-task", "--task-id", task, "--title", "合同", "--team-id", team,
        "--due-at", "2099-01-01T00:00Z", "--opportunity-id", id, check=DONE)
    ctl(office, "do", "complete-task", "--task-id", task, "--expected-version", "1", check=DONE)
    done = ctl(office, "do", "complete-task", "--task-id", task, check=REJECTED)
    assert "TASK_COMPLETED" in words(done)


def test_a_refused_command_written_out_exits_1(office):
    done = ctl(office, "do", "win-opportunity", "--opportunity-id", "o-none",
               "--contract-number", "C-1", check=REJECTED)
    assert "NOT_FOUND" in words(done)


def test_the_good_lines_around_a_rejected_one_are_recorded(office, desk):
    before = desk.status().head_position
    bad = json.dumps({
        "commandId": str(uuid.uuid4()), "actor": {"kind": "KIND_INTEGRATION", "id": "crm"},
        "archiveOpportunity": {"opportunityId": "o-none", "reason": "x"}}) + "\n"
    ctl(office, "submit", "-", input=(team_line() + bad + team_line()).encode(), check=REJECTED)
    assert desk.status().head_position == before + 2


@pytest.mark.parametrize("text", [
    b"{", b"[]", b'{"registerTeam": 5}', b'{"unheardOf": {}}', b'"x"', b"\xff\xfe",
    b'{"commandId": "not-a-uuid", "registerTeam": {"teamId": "t", "name": "n"}}',
    b'{"occurredAtMs": "yesterday", "registerTeam": {"teamId": "t", "name": "n"}}',
    b'{"createOpportunity": {"opportunityId": "o", "amount": '
    b'{"minorUnits": "9223372036854775808", "currency": "CNY"}}}',
], ids=["cut", "a list", "a wrong type", "an unknown field", "a string", "invalid UTF-8",
        "a bad id", "a bad time", "money beyond Int64"])
def test_a_line_that_is_no_command_is_named_with_its_number(office, desk, text):
    head = desk.status().head_position
    done = ctl(office, "submit", "-", input=team_line().encode() + text + b"\n")
    assert done.returncode in (REJECTED, USAGE), words(done)
    assert "2" in words(done), f"which line is not said: {words(done)}"
    assert "Fatal error" not in words(done)
    assert desk.status().head_position <= head + 1


# Questions


@pytest.fixture
def deal(office, desk):
    id = office.opportunity(desk, title="手术室 renovation", grade=values.GRADE_A,
                            grade_basis=make.basis(), amount=123_456_78)
    desk.accept(make.follow_up(id, office.tag, note="will, \"quote\"\nnext week"))
    return id


VIEWS = [["pipeline"], ["health"], ["due"], ["forecast"], ["status"], ["policy", "show"]]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: " ".join(view))
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_every_view_in_every_format(office, deal, view, form):
    done = ctl(office, *view, "--format", form, check=DONE)
    text = done.stdout.decode()
    assert text.strip(), "no output"
    assert text.endswith("\n")
    if form == "json":
        for line in text.splitlines() if not text.lstrip().startswith(("{\n", "[\n")) else [text]:
            json.loads(line)
    if form == "csv":
        import csv
        import io
        table = list(csv.reader(io.StringIO(text)))
        assert len(table) >= 2 and len({len(row) for row in table}) == 1, table[:3]


def test_one_opportunity_and_its_timeline(office, deal):
    table = "--format", "table", "--lang", "en"
    done = ctl(office, "opportunity", deal, *table, check=DONE)
    assert "手术室 renovation" in done.stdout.decode()
    assert "123456.78" in done.stdout.decode().replace(",", "")
    timeline = ctl(office, "timeline", deal, *table, check=DONE).stdout.decode()
    assert office.tag in timeline or "follow" in timeline.lower()
    row = ctl(office, "opportunity", deal, "--format", "json", check=DONE).stdout.decode()
    assert deal in row and "12345678" in row


def test_an_unknown_opportunity_exits_1_by_name(office):
    for view in ("opportunity", "timeline"):
        done = ctl(office, view, "o-none")
        assert done.returncode == REJECTED, words(done)
        assert "NOT_FOUND" in words(done) and "o-none" in words(done)


def test_status_tells_the_head_and_the_root(office, desk):
    done = ctl(office, "status", check=DONE)
    status = desk.status()
    text = done.stdout.decode().replace(",", "")
    assert str(status.head_position) in text
    assert status.root.hex() in text


def test_watch_shows_what_is_recorded_meanwhile(office, desk):
    process = subprocess.Popen(
        [str(binary("oppctl")), "watch", "--socket", str(office.daemon.socket)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        # It may begin at the head of its start, which we do not see: go on until it shows one.
        import threading
        seen = threading.Event()
        lines = []

        def read():
            for line in process.stdout:
                lines.append(line.decode(errors="replace"))
                if b"watched-" in line:
                    seen.set()
                    return

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        for _ in range(600):
            desk.accept(make.team(make.fresh_id("watched")))
            if seen.wait(0.1):
                break
        assert seen.is_set(), lines
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_demonstration_is_the_same_for_the_same_seed(homes):
    rows = []
    for _ in range(2):
        daemon = homes.daemon().start()
        ctl(daemon, "demo", "--seed", "7", "--opportunities", "60", check=DONE)
        with daemon.client() as client:
            assert client.status().opportunities == 60
            rows.append([(r.opportunity_id, r.title, r.stage, r.status, r.amount.minor_units)
                         for r in client.ask("opportunities").opportunities])
        judged(daemon)
    assert rows[0] == rows[1]


def test_another_demonstration_under_the_same_ids_is_refused_before_anything_is_sent(homes):
    daemon = homes.daemon().start()
    story = ["demo", "--seed", "7", "--opportunities", "10"]
    ctl(daemon, *story, "--until", "2026-03-31", check=DONE)
    with daemon.client() as client:
        head = client.status().head_position
        done = ctl(daemon, *story, "--until", "2026-04-30", check=REJECTED)
        assert "nothing was sent" in words(done) and "--seed" in words(done)
        assert client.status().head_position == head
        ctl(daemon, *story, "--until", "2026-03-31", check=DONE)
        assert client.status().head_position == head
    judged(daemon)


def test_an_atomic_input_that_is_too_long_leaves_nothing(homes):
    daemon = homes.daemon().start()
    with daemon.client() as client:
        head = client.status().head_position
        lines = "".join(team_line() for _ in range(1_001))
        done = run("oppctl", "submit", "--atomic", input=lines.encode(), socket=daemon.socket)
        assert done.returncode == REJECTED and "nothing was sent" in words(done)
        assert client.status().head_position == head
        whole = "".join(team_line() for _ in range(1_000))
        run("oppctl", "submit", "--atomic", input=("\n" + whole).encode(), socket=daemon.socket, check=0)
        assert client.status().head_position == head + 1_000
        run("oppctl", "submit", "--atomic", "--batch", "501", input=lines.encode(),
            socket=daemon.socket, check=0)
        assert client.status().head_position == head + 2_001
    judged(daemon)


# Usage and absence


@pytest.mark.parametrize("arguments", [
    ["no-such-command"], [], ["opportunity"], ["pipeline", "--format", "xml"],
    ["pipeline", "--no-such-option"], ["import"], ["demo", "--seed", "many"]],
    ids=lambda arguments: " ".join(arguments) or "nothing")
def test_wrong_usage_exits_2_and_shows_the_usage(office, arguments):
    done = ctl(office, *arguments)
    if not arguments:  # may as well print its help
        assert done.returncode in (DONE, USAGE)
    else:
        assert done.returncode == USAGE, words(done)
    assert "usage" in words(done).lower()


@pytest.mark.parametrize("view", [*VIEWS, ["submit", "-"]], ids=lambda view: " ".join(view))
def test_without_a_daemon_exit_3_and_say_where_it_was_sought(folder, view):
    done = run("oppctl", *view, "--socket", folder / "none", input=team_line().encode())
    assert done.returncode == UNAVAILABLE, words(done)
    assert str(folder / "none") in words(done)


@pytest.mark.parametrize("name", ["oppd", "oppctl", "oppreplay"])
def test_every_program_explains_itself(name):
    done = run(name, "--help", check=0)
    assert "USAGE" in done.stdout.decode().upper()
    assert run(name, "--no-such-option").returncode != 0


# The whole language, by hand


def shown(office, id, language="zh"):
    return ctl(office, "timeline", id, "--format", "table", "--lang", language,
               check=DONE).stdout.decode()


def test_an_opportunity_goes_through_the_pool_and_is_shown_there(office, desk):
    id, newcomer = office.opportunity(desk, owner_id=""), make.fresh_id("u")
    desk.accept(make.user(newcomer, office.team))
    table = ctl(office, "opportunities", "--format", "table", "--lang", "zh", check=DONE)
    assert "公海" in next(line for line in words(table).splitlines() if id in line)
    row = ctl(office, "opportunity", id, "--format", "json", check=DONE)
    assert json.loads(row.stdout)["owner_id"] == ""
    ctl(office, "do", "claim-opportunity", "--opportunity-id", id, "--as", f"user:{newcomer}",
        check=DONE)
    done = ctl(office, "do", "claim-opportunity", "--opportunity-id", id,
               "--as", f"user:{office.bob}", "--format", "table", "--lang", "zh", check=REJECTED)
    assert "NOT_IN_POOL" in words(done) and "不在公海" in words(done)
    done = ctl(office, "do", "claim-opportunity", "--opportunity-id", id,
               "--as", f"user:{office.bob}", "--format", "json", "--lang", "zh", check=REJECTED)
    assert "公海" not in words(done), "programs are told the same in every language"
    assert "领取" in shown(office, id) and "Claimed" in shown(office, id, "en")


@pytest.mark.parametrize("status", ["dormant", "eliminated"])
def test_what_sleeps_or_is_given_up_is_listed_by_its_status(office, desk, status):
    id = office.opportunity(desk)
    ctl(office, "do", "make-dormant", "--opportunity-id", id, "--reason", "不活跃", check=DONE)
    if status == "eliminated":
        ctl(office, "do", "eliminate-opportunity", "--opportunity-id", id, "--reason", "无需求",
            check=DONE)
    for form in ("json", "csv"):
        done = ctl(office, "opportunities", "--status", status, "--format", form, check=DONE)
        line = next(line for line in done.stdout.decode().splitlines() if id in line)
        assert status in line
    table = words(ctl(office, "opportunities", "--status", status, "--format", "table",
                      "--lang", "zh", check=DONE))
    assert {"dormant": "沉寂", "eliminated": "淘汰"}[status] in table
    done = ctl(office, "opportunities", "--status", "asleep")
    assert done.returncode == USAGE and "dormant" in words(done)


def test_details_are_shown_whole_and_in_the_language_asked_for(office, desk):
    id = office.opportunity(desk)
    ctl(office, "do", "attach-evidence", "--opportunity-id", id, "--evidence-id", "e1",
        "--kind", "会议纪要", "--file-sha256", "cd" * 32, "--as", f"user:{office.ann}", check=DONE)
    done = ctl(office, "do", "verify-evidence", "--opportunity-id", id, "--evidence-id", "e1",
               "--result", "verified", "--as", f"user:{office.ann}", check=REJECTED)
    assert "SELF_VERIFICATION" in words(done)
    ctl(office, "do", "propose-split", "--opportunity-id", id, "--kind", "performance",
        "--method", "negotiated", "--as", f"user:{office.ann}", "--shares", json.dumps(
            {"partyId": office.ann, "sharePpm": 600_000}), "--shares", json.dumps(
            {"partyId": office.bob, "sharePpm": 400_000}), check=DONE)
    zh, en = shown(office, id), shown(office, id, "en")
    assert "类型：会议纪要" in zh and "kind: Meeting minutes" in en
    assert "cdcdcdcdcdcd…" in zh and "cd" * 32 not in zh
    assert "60.00 %" in zh and office.bob in zh and "业绩" in zh
    rows = [json.loads(line) for line in ctl(
        office, "timeline", id, "--format", "json", check=DONE).stdout.splitlines()]
    detail = {row["event"]: row["detail"] for row in rows}
    assert detail["evidence-attached"]["file_sha256"] == "cd" * 32
    assert detail["split-proposed"]["shares"][1]["share_ppm"] == 400_000


def test_the_demonstration_lives_the_whole_language_and_nothing_is_refused(homes):
    daemon = homes.daemon().start()
    done = ctl(daemon, "demo", "--seed", "11", "--opportunities", "300", "--format", "json",
               check=DONE)
    told = json.loads(done.stdout)
    assert told["rejected"] == 0 and told["accepted"] == told["commands"]
    kinds = told["kinds"]
    for kind in ("qualify_lead", "verify_evidence", "issue_quote", "decide_approval",
                 "complete_task", "claim_opportunity", "reclaim_opportunity", "deactivate_user",
                 "accept_split", "record_payment", "record_post_mortem", "record_review",
                 "set_target", "submit_forecast_call", "grant_award", "correct_record",
                 "merge_customers", "draw_review_sample"):
        assert kinds.get(kind, 0) > 0, kind
    # Another story in the same ledger: none of its commands meets one of the first.
    again = json.loads(ctl(daemon, "demo", "--seed", "12", "--opportunities", "60",
                           "--format", "json", check=DONE).stdout)
    assert again["rejected"] == 0 and "draw_review_sample" not in again["kinds"]
    # The same one again: it is there.
    same = json.loads(ctl(daemon, "demo", "--seed", "11", "--opportunities", "300",
                          "--until", told["until"], "--format", "json", check=DONE).stdout)
    assert same["accepted"] == 0 and same["rejected"] == 0 and same["duplicates"] > 0
    # Nobody's record is of a kind that the views do not know.
    for language in ("zh", "en"):
        text = words(ctl(daemon, "watch", "--from", "1", "--limit", str(told["accepted"]),
                         "--format", "table", "--lang", language, check=DONE))
        assert "UNRECOGNIZED" not in text and "unknown" not in text.lower()
    judged(daemon)
