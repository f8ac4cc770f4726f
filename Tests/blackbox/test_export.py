"""Exports: printed while they come, whole or not at all, whatever happens to either end."""

import collections
import csv
import io
import json
import socket
import subprocess

import pytest

import make
from conftest import Homes, Office
from oppdaemon import PATIENCE, binary, run
from oppschema import protocol, queries

ROWS = 9_000  # several megabytes of pages: more than fits between the daemon and a slow reader


@pytest.fixture(scope="module")
def warehouse():
    """A ledger whose list of opportunities has many pages; some of them are lost."""
    homes = Homes()
    try:
        daemon = homes.daemon().start()
        office = Office(daemon)
        with daemon.client() as client:
            title = "a title, with \"quotes\" and 中文, " + "long " * 20
            client.accept_all([
                make.create(f"o-{number:05}", office.customer, office.ann, title=title)
                for number in range(ROWS)])
            client.accept_all([
                make.lose(f"o-{number:05}", office.loss_reason)
                for number in range(7, ROWS, 1000)])
        yield office
    finally:
        homes.end()


def test_a_client_that_sends_no_more_gets_every_page_of_what_it_asked(warehouse):
    """It half-closes as soon as the first page is here, while hundreds are still to be made."""
    query = queries.Query()
    query.opportunities.SetInParent()
    with warehouse.daemon.client() as client:
        client.send(protocol.ClientFrame(request_id=7, query=query))
        page = client.wait_for(7).answer
        client.socket.shutdown(socket.SHUT_WR)
        rows = len(page.opportunities)
        while not page.last:
            page = client.wait_for(7).answer
            rows += len(page.opportunities)
        assert rows == ROWS
        client.expect_closed()


def test_commits_go_on_while_answers_are_made(warehouse):
    """A client that reads nothing of many answers holds up neither commands nor other questions."""
    query = queries.Query()
    query.opportunities.SetInParent()
    with warehouse.daemon.client() as idle, warehouse.daemon.client() as busy:
        for number in range(4):
            idle.send(protocol.ClientFrame(request_id=number + 1, query=query))
        for number in range(8, 58):
            busy.accept(make.follow_up(f"o-{number:05}", "interested"))
        assert len(busy.ask("opportunities").opportunities) == ROWS
        for number in range(4):
            answer = idle.wait_for(number + 1).answer
            rows = len(answer.opportunities)
            while not answer.last:
                answer = idle.wait_for(number + 1).answer
                rows += len(answer.opportunities)
            assert rows == ROWS


def test_answers_that_nobody_reads_count_against_the_limit(warehouse):
    """Each holds memory until it is read, so a client that goes on asking is told to wait; what
    was taken is answered whole, and then it may ask again."""
    limit = 64
    query = queries.Query()
    query.opportunities.SetInParent()
    query.opportunities.limit = 6_000
    with warehouse.daemon.client() as client, warehouse.daemon.client() as other:
        for number in range(limit):
            client.send(protocol.ClientFrame(request_id=number + 1, query=query))
        # Questions are answered in turn: what was asked before this one is delivered by now.
        other.ask("pipeline")
        client.send(protocol.ClientFrame(request_id=limit + 1, query=query))
        rows, ended, refused = collections.Counter(), set(), set()
        while len(ended) + len(refused) <= limit:
            frame = client.receive()
            if frame.HasField("refusal"):
                assert frame.refusal.code == "BUSY"
                refused.add(frame.request_id)
                continue
            rows[frame.request_id] += len(frame.answer.opportunities)
            if frame.answer.last:
                ended.add(frame.request_id)
        assert refused == {limit + 1}, "answers that wait unread must count"
        assert all(rows[each] == 6_000 for each in ended)
        assert len(client.ask("opportunities").opportunities) == ROWS


def test_csv_has_one_heading_and_takes_what_is_in_the_pool(warehouse):
    with warehouse.daemon.client() as client:
        client.accept(make.command("return_to_pool", opportunity_id="o-00001", reason="no time"))
    headings = set()
    for status in ("open", "lost", "won", None):
        more = ["--status", status] if status else []
        process = export(warehouse, "--format", "csv", *more, stdout=subprocess.PIPE, text=True)
        text, errors = process.communicate(timeout=PATIENCE)
        assert errors == ""
        headings.add(text.splitlines()[0])
        rows = {row["opportunity_id"]: row for row in csv.DictReader(io.StringIO(text))}
        assert len(rows) == {"open": ROWS - 9, "lost": 9, "won": 0, None: ROWS}[status]
        if status in ("open", None):
            pooled, owned = rows["o-00001"], rows["o-00002"]
            assert pooled["health_total"] and not pooled["due_due_at"]
            assert owned["health_total"] and owned["due_due_at"]
    assert len(headings) == 1


def export(office, *arguments, **more):
    return subprocess.Popen(
        [str(binary("oppctl")), "--socket", str(office.daemon.socket), "opportunities", *arguments],
        stderr=subprocess.PIPE, **more)


def ended(process):
    """The exit code and what was said."""
    said = process.stderr.read().decode()
    process.stderr.close()
    return process.wait(PATIENCE), said


def test_every_row_is_exported_once_in_order_under_one_heading(warehouse):
    done = run("oppctl", "opportunities", "--format", "csv", socket=warehouse.daemon.socket, check=0)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))
    assert [row["opportunity_id"] for row in rows] == [f"o-{n:05}" for n in range(ROWS)]
    assert {row["status"] for row in rows} == {"open", "lost"}
    assert len({(row["as_of_position"], row["as_of_ms"]) for row in rows}) == 1
    lines = run("oppctl", "opportunities", "--format", "json", socket=warehouse.daemon.socket,
                check=0).stdout.decode().splitlines()
    said = [json.loads(line) for line in lines]
    assert [one["opportunity_id"] for one in said] == [row["opportunity_id"] for row in rows]
    assert [one["title"] for one in said] == [row["title"] for row in rows]
    assert [str((one["health"] or {}).get("total", "")) for one in said] == [
        row["health_total"] for row in rows]


def test_the_auditor_exports_the_same_bytes(warehouse):
    position = warehouse.daemon.client().status().head_position
    for form in ("csv", "json"):
        asked = run("oppctl", "opportunities", "--as-of", position, "--format", form,
                    socket=warehouse.daemon.socket, check=0)
        alone = run("oppreplay", "state", warehouse.daemon.data, "--as-of", position, "--view",
                    "opportunities", "--format", form, check=0)
        assert asked.stdout == alone.stdout


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_full_disk_at_the_output_is_an_error(warehouse, form):
    with open("/dev/full", "wb") as full:
        code, said = ended(export(warehouse, "--format", form, stdout=full))
    assert code == 1 and "No space left" in said and "not whole" in said, said


def test_a_full_disk_is_an_error_for_every_answer(warehouse):
    with open("/dev/full", "wb") as full:
        process = subprocess.Popen(
            [str(binary("oppctl")), "--socket", str(warehouse.daemon.socket), "pipeline"],
            stdout=full, stderr=subprocess.PIPE)
        code, said = ended(process)
    assert code == 1 and "No space left" in said, said


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_reader_that_goes_away_is_an_error(warehouse, form):
    process = export(warehouse, "--format", form, stdout=subprocess.PIPE)
    process.stdout.read(1_000)
    process.stdout.close()
    code, said = ended(process)
    assert code == 1 and "closed before everything was written" in said, said
    assert f"of {ROWS} rows were printed" in said, said


def test_a_daemon_that_dies_in_the_middle_is_an_error(warehouse):
    process = export(warehouse, "--format", "csv", stdout=subprocess.PIPE)
    process.stdout.read(1_000)
    # Nothing is read here meanwhile, so most of the answer has not left the daemon yet.
    warehouse.daemon.kill()
    text = process.stdout.read()
    process.stdout.close()
    code, said = ended(process)
    warehouse.daemon.start()
    assert text.count(b"\n") < ROWS
    assert code == 3 and "not whole" in said and "connection" in said, said
