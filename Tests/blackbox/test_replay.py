"""The auditor's tool: verdicts, events and past states without a daemon and without trust in it."""

import json

import pytest

import make
import oracle
from conftest import Homes, Office
from oppdaemon import run
from workload import work_of


VIEWS = ("opportunities", "pipeline", "health", "due", "forecast", "grades")


@pytest.fixture(scope="module")
def archive():
    """A stopped ledger, what the daemon had answered on the way, and the oracle's reading of it."""
    homes = Homes()
    try:
        daemon = homes.daemon().start()
        office = Office(daemon)
        work = work_of(office, 9, "a")
        moments = []
        with daemon.client() as client:
            for _ in range(4):
                receipts = client.accept_all([work.next() for _ in range(60)])
                moments.append(receipts[-1].recorded_at_ms)
                while client.accept(
                        make.team(make.fresh_id("t"))).recorded_at_ms <= moments[-1]:
                    pass  # the next commands must fall into another millisecond
        # Asked when all is told: an answer names the head that it was computed from.
        daemon.answered = [(at, {
            view: run("oppctl", view, "--as-of", iso(at), "--format", "json",
                      socket=daemon.socket, check=0).stdout
            for view in VIEWS}) for at in moments]
        assert daemon.stop() == 0
        daemon.ledger = oracle.read_ledger(daemon.data)
        yield daemon
    finally:
        homes.end()


def iso(ms: int) -> str:
    import datetime
    moment = datetime.datetime.fromtimestamp(ms // 1000, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S") + f".{ms % 1000:03}Z"


def test_the_verdict_is_one_line_with_the_head_and_the_root(archive):
    done = run("oppreplay", "verify", archive.data, check=0)
    lines = done.stdout.decode().splitlines()
    assert len(lines) == 1
    assert archive.ledger.root.hex() in lines[0]
    assert str(archive.ledger.head) in lines[0].replace(",", "")


def test_verifying_changes_nothing(archive):
    before = (archive.data / "data.mdb").read_bytes()
    run("oppreplay", "verify", archive.data, check=0)
    assert (archive.data / "data.mdb").read_bytes() == before


def test_a_read_only_copy_can_be_verified(archive, folder):
    import shutil
    copy = folder / "copy"
    shutil.copytree(archive.data, copy)
    for path in copy.iterdir():
        path.chmod(0o400)
    copy.chmod(0o500)
    try:
        run("oppreplay", "verify", copy, check=0)
    finally:
        copy.chmod(0o700)


def events(archive, *options):
    done = run("oppreplay", "events", archive.data, *options, check=0)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def position_of(event) -> int:
    return int(event["position"])


def test_events_are_all_of_them_in_order(archive):
    got = events(archive)
    assert [position_of(event) for event in got] == list(range(1, archive.ledger.head + 1))
    for event, record in zip(got, archive.ledger.parsed()):
        text = json.dumps(event, ensure_ascii=False)
        if record.stream_id:
            assert record.stream_id in text


def test_events_from_a_position(archive):
    got = events(archive, "--from", "100")
    assert [position_of(event) for event in got] == list(range(100, archive.ledger.head + 1))


def test_events_of_one_opportunity(archive):
    expected = [r.position for r in archive.ledger.parsed() if r.stream_id == "a-2"]
    assert expected
    assert [position_of(event) for event in events(archive, "--opportunity", "a-2")] == expected


def test_events_as_of_a_moment_are_those_that_had_been_told(archive):
    records = list(archive.ledger.parsed())
    for at, _ in archive.answered:
        told = [r.position for r in records if r.recorded_at_ms <= at]
        assert [position_of(e) for e in events(archive, "--as-of", iso(at))] == told
        late = [position_of(e) for e in events(archive, "--as-of", iso(at), "--from", "100")]
        assert late == [position for position in told if position >= 100]
    assert [position_of(e) for e in events(archive, "--as-of", "#50")] == list(range(1, 51))
    # Both axes: what had occurred by the one and been told by the other, never before what it builds on.
    occurred_by, known_at = archive.answered[1][0], archive.answered[2][0]
    counts_from: dict = {}
    expected = []
    for record in records:
        if record.recorded_at_ms > known_at:
            continue
        stream = (record.stream_kind, record.stream_id)
        counts_from[stream] = max(record.occurred_at_ms, counts_from.get(stream, 0))
        if counts_from[stream] <= occurred_by:
            expected.append(record.position)
    got = events(archive, "--as-of", iso(occurred_by), "--known-at", iso(known_at))
    assert [position_of(event) for event in got] == expected
    refused = run("oppreplay", "events", archive.data, "--as-of", "2999-01-01", check=1)
    assert b"IN_FUTURE" in refused.stderr


@pytest.mark.parametrize("view", VIEWS)
def test_a_past_state_is_byte_equal_to_the_daemons_answer(archive, view):
    answers = set()
    for at, answered in archive.answered:
        state = run("oppreplay", "state", archive.data, "--as-of", iso(at), "--view", view,
                    "--format", "json", check=0).stdout
        assert state.splitlines() == answered[view].splitlines()
        answers.add(state)
    assert len(answers) == 4 or view == "due", "four moments, and not four answers"


@pytest.mark.parametrize("moment", ["yesterday", "2024-13-01T00:00:00Z", ""])
def test_a_moment_that_is_none_is_a_usage_error(archive, moment):
    done = run("oppreplay", "state", archive.data, "--as-of", moment)
    assert done.returncode not in (0, 1) and done.returncode > 0


def test_a_state_before_the_first_record_is_empty_and_not_an_error(archive):
    done = run("oppreplay", "state", archive.data, "--as-of", "1999-01-01T00:00:00Z")
    assert done.returncode >= 0 and b"Fatal error" not in done.stderr


def test_events_of_a_broken_directory_end_with_an_error(archive, folder):
    import shutil
    copy = folder / "copy"
    shutil.copytree(archive.data, copy)
    whole = (copy / "data.mdb").read_bytes()
    (copy / "data.mdb").write_bytes(whole[:len(whole) // 2])
    for view in (["events"], ["state", "--as-of", "2030-01-01T00:00:00Z"]):
        done = run("oppreplay", view[0], copy, *view[1:])
        assert done.returncode > 0, f"{view}: exit {done.returncode}"
        assert b"TRUNCATED" in done.stderr + done.stdout or b"DAMAGED" in done.stderr + done.stdout
