"""The benchmark keeps its promises: only durable peers, whole figures, nothing left behind."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import xml.etree.ElementTree

import pytest

from oppdaemon import PATIENCE, binary


@pytest.fixture
def disk():
    """A fresh directory beside the programs: a temporary one may lie in memory."""
    build = binary("oppbench").parent.parent
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-", dir=build))
    folder.chmod(0o755)  # PostgreSQL runs as another user when the tests run as root
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def arguments(disk, *more):
    return [str(binary("oppbench")), "--dir", str(disk), *map(str, more)]


def bench(disk, *more, status=0, environment=None):
    done = subprocess.run(
        arguments(disk, *more), capture_output=True, text=True, timeout=PATIENCE * 3, cwd=disk,
        env={**os.environ, **(environment or {})})
    for reason in ("lies in memory", "may not enter"):
        if reason in done.stderr:
            pytest.skip(f"BENCH NOT TESTED: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == status, f"status {done.returncode}: {done.stdout}\n{done.stderr}"
    assert list(disk.glob("oppbench-*")) == [], "a workspace is left over"
    return done


def need(peer):
    """Skips the test where a peer is not installed."""
    there = {
        "redis": lambda: shutil.which("redis-server"),
        "postgres": lambda: shutil.which("postgres")
        or list(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres")),
        "sqlite": lambda: list(pathlib.Path("/usr/lib").glob("*/libsqlite3.so.0")),
        "lmdb": lambda: True,
    }[peer]()
    if not there:
        pytest.skip(f"PEER NOT TESTED: {peer} is not installed (tools/bench/setup.sh)")


@pytest.mark.parametrize("setting", [
    "redis:appendfsync=everysec", "redis:appendonly=no", "redis:no-appendfsync-on-rewrite=yes",
    "postgres:synchronous_commit=off", "postgres:fsync=off", "sqlite:synchronous=NORMAL",
    "sqlite:journal_mode=MEMORY", "lmdb:nosync=on"])
def test_a_peer_that_does_not_sync_is_refused(disk, setting):
    peer, _, rest = setting.partition(":")
    need(peer)
    name = rest.partition("=")[0]
    done = bench(
        disk, "--against", peer, "--quick", "--rounds", 1, "--seconds", 0.1,
        "--peer-setting", setting, status=1)
    assert "nothing is measured" in done.stderr, done.stderr
    assert name in done.stderr.replace("MDB_NOSYNC", "nosync"), done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("wrong", [
    ["--against", "oracle"], ["--against", "redis", "--peer-setting", "redis-appendfsync"],
    ["--against", "eventsourcing", "--peer-setting", "eventsourcing:fsync=off"],
    ["--skip-missing"], ["--growth", "--memory"], ["--growth", "--sizes", "5,4"],
    ["--memory", "--opportunities", "10", "--events", "10"], ["--keep", "x"]])
def test_wrong_usage_is_said(disk, wrong):
    assert bench(disk, *wrong, status=2).stderr != ""


@pytest.mark.parametrize("peer", ["redis", "postgres", "sqlite", "lmdb"])
def test_rows_are_whole(disk, peer):
    need(peer)
    figures = disk / "ratios.json"
    done = bench(
        disk, "--against", peer, "--quick", "--rounds", 2, "--seconds", 0.1, "--json", figures)
    rows = json.loads(figures.read_text())
    assert rows and {row["peer"] for row in rows} == {peer}
    for row in rows:
        assert row["metric"] in done.stdout
        assert row["ours"] > 0 and row["peer_value"] > 0 and row["rounds"] == 2
        assert 0 < row["ratio_min"] <= row["ratio_median"] <= row["ratio_max"]
        assert row["connections"] >= 1 and row["commands_per_frame"] >= 1
        assert row["in_flight_per_connection"] >= row["commands_per_frame"]
        assert row["unit"] == "commands/s" and row["settings"]["durability"]
        assert row["peer_settings"], "the settings were not read back"


def test_a_missing_peer_is_an_error_unless_it_may_be_skipped(disk):
    nowhere = {"PATH": str(disk)}
    quick = ["--quick", "--rounds", 1, "--seconds", 0.1]
    done = bench(disk, "--against", "redis,lmdb", *quick, status=1, environment=nowhere)
    assert "redis-server is not in the PATH" in done.stderr and "--skip-missing" in done.stderr
    figures = disk / "ratios.json"
    done = bench(
        disk, "--against", "redis,lmdb", "--skip-missing", *quick, "--json", figures,
        environment=nowhere)
    assert "redis is left out" in done.stderr
    assert {row["peer"] for row in json.loads(figures.read_text())} == {"lmdb"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_leaves_nothing_behind(disk, number):
    need("redis")
    process = subprocess.Popen(
        arguments(disk, "--against", "redis", "--seconds", 5), stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if "lies in memory" in line:
            pytest.skip(f"BENCH NOT TESTED: {line}")
        if "durable-1 against redis" in line:
            break
    workspaces = list(disk.glob("oppbench-*"))
    assert len(workspaces) == 1
    assert processes_with(workspaces[0].name), "the test does not see the processes it looks for"
    process.send_signal(number)
    process.stderr.close()
    assert process.wait(PATIENCE) == 128 + number
    assert list(disk.glob("oppbench-*")) == []
    end = time.monotonic() + 5
    while processes_with(workspaces[0].name) and time.monotonic() < end:
        time.sleep(0.05)
    assert processes_with(workspaces[0].name) == []


def processes_with(text):
    """Command lines of living processes that speak of `text`."""
    found = []
    for directory in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            line = (directory / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if text in line:
                found.append(line)
    return found


def test_half_load_is_offered_at_half_the_rate(disk):
    figures = disk / "figures.json"
    done = bench(
        disk, "--quick", "--seconds", 0.5, "--rows", "fdatasync-4k,durable-64,half-load",
        "--json", figures)
    rows = {row["metric"]: row for row in json.loads(figures.read_text())}
    offered = rows["half-load-64"]["offered_per_second"]
    assert offered == pytest.approx(rows["durable-64"]["commands_per_second"] / 2, rel=0.01)
    assert rows["half-load-64"]["p99_us"] >= rows["half-load-64"]["p50_us"] > 0
    assert 0 <= rows["half-load-64"]["sent_late_p99_us"] <= rows["half-load-64"]["p99_us"] * 1.1
    assert "times the median fdatasync" in done.stdout


def test_growth_is_measured_drawn_and_resumed(disk):
    kept, figures, chart = disk / "kept", disk / "growth.json", disk / "growth.svg"
    growth = ["--growth", "--sizes", "10000,15000", "--open", 100, "--seconds", 0.2, "--keep", kept]
    done = bench(disk, *growth, "--json", figures, "--svg", chart)
    sizes = json.loads(figures.read_text())["sizes"]
    assert [size["events"] for size in sizes] == [10_000, 15_000]
    for size in sizes:
        # Besides the hundred, one may be in the middle of its life.
        assert size["open_opportunities"] in (100, 101)
        assert size["disk_bytes_per_event"] > 1 and size["start_to_first_status_s"] > 0
        assert size["pipelined_8x128_per_second"] > 0 and size["durable_64_per_second"] > 0
        assert size["memory"]["rss_bytes"] >= size["memory"]["private_dirty_bytes"] > 0
        for question in ("point_query", "pipeline_by_owner", "due_list"):
            assert 0 < size[question]["p50_us"] <= size[question]["p99_us"]
            assert size[question]["answer_bytes"] > 20
    assert done.stderr.count("filling a ledger") == 2
    drawing = xml.etree.ElementTree.parse(chart).getroot()
    texts = [element.text for element in drawing.iter() if element.tag.endswith("}text")]
    assert "10 k" in texts and "15 k" in texts and "Disk, bytes an event" in texts

    # What is there is used; what was interrupted goes on from its head.
    (kept / "growth-100-15000").rename(kept / "growth-100-20000.filling")
    again = bench(disk, *[*growth[:2], "10000,20000", *growth[3:]])
    assert "filling a ledger of 10000" not in again.stderr
    assert "filling a ledger of 20000" in again.stderr
    assert "filled 20,000 of 20,000" in again.stderr
    assert again.stderr.count("filled ") == 1, "5,000 records are one part"
    # A ledger of another length under this name is not measured.
    shutil.rmtree(kept / "growth-100-10000")
    (kept / "growth-100-20000").rename(kept / "growth-100-10000")
    wrong = bench(disk, *[*growth[:2], "10000", *growth[3:]], status=1)
    assert "has 20000 records, not 10000" in wrong.stderr


def test_memory_and_reads_over_open_opportunities(disk):
    kept, figures = disk / "kept", disk / "memory.json"
    size = ["--opportunities", 2_000, "--events", 12_000, "--keep", kept, "--json", figures]
    bench(disk, "--memory", *size)
    memory = json.loads(figures.read_text())["memory"]
    assert (memory["open_opportunities"], memory["events"]) == (2_000, 12_000)
    assert memory["whole"]["private_dirty_bytes"] > memory["empty"]["private_dirty_bytes"] > 0
    done = bench(disk, "--reads", "--seconds", 0.2, *size)
    assert "filled" not in done.stderr, "the ledger of --memory was there"
    reads = json.loads(figures.read_text())["reads"]
    assert reads["csv_export_bytes"] > 2_000 * 20 and reads["csv_export_s"] > 0
    assert reads["due_list"]["answer_bytes"] > 100
    assert "oppctl opportunities --format csv" in done.stdout
