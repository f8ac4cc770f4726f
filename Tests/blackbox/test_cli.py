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
