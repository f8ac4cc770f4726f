"""Importing tables: every row accounted for, a second run adds nothing, bad files are named.

The real data is no part of the repository; what needs it says so when it is skipped.
"""

import collections
import gzip
import json
import pathlib
import subprocess

import pytest

import check_bpi2012
import check_maven
from conftest import Homes, judged
from oppdaemon import binary, run
from oppschema import TOP, values
from oppschema import record as record_schema

Record = record_schema.Record
MAPPINGS = TOP / "tools/mappings"
HEADER = ("ts,opp_id,event,actor,owner,stage_from,stage_to,amount,account,product,reason,src")


def import_file(daemon, mapping, path, *options):
    return run("oppctl", "import", "--socket", daemon.socket, "--format", "json", *options,
               "--mapping", MAPPINGS / mapping, path)


def words(done) -> str:
    return (done.stdout + done.stderr).decode(errors="replace")


def summary(done) -> dict:
    """The account that an import gives of its rows, as JSON on its last line."""
    return json.loads(done.stdout.decode().splitlines()[-1])


def fates(account: dict) -> dict:
    return {name: account[f"rows_{name}"]
            for name in ("read", "accepted", "duplicate", "refused", "skipped")}


def pipeline_of(client):
    """(stage or status) → [count, sum], by the words of the check."""
    rows = collections.defaultdict(lambda: [0, 0])
    for row in client.ask("pipeline").pipeline:
        name = (values.Stage.Name(row.stage)[len("STAGE_"):] if row.status == values.STATUS_OPEN
                else values.Status.Name(row.status)[len("STATUS_"):])
        if row.count:
            rows[name][0] += row.count
            rows[name][1] += row.amount_minor
    return dict(rows)


@pytest.fixture
def office_of_import(homes):
    return homes.daemon().start()


# The real files


@pytest.fixture(scope="module")
def bpi2012(shared_data):
    """The daemon after the import of the whole file, what the import said, and what is expected."""
    path = shared_data / "bpi2012/replay.csv.gz"
    if not path.is_file():
        pytest.skip(f"REAL DATA NOT TESTED: {path} is absent")
    homes = Homes()
    try:
        daemon = homes.daemon().start()
        done = import_file(daemon, "bpi2012.json", path)
        assert done.returncode in (0, 1), words(done)
        yield daemon, done, check_bpi2012.outcome(path), path
        if daemon.running:
            judged(daemon)
    finally:
        homes.end()


def test_bpi2012_counts_reconcile_to_the_row(bpi2012):
    daemon, done, expected, _ = bpi2012
    refused = sum(expected["refused"].values())
    assert expected["rows"] == expected["accepted"] + expected["skipped"] + refused
    account = summary(done)
    assert fates(account) == {
        "read": expected["rows"], "accepted": expected["accepted"], "duplicate": 0,
        "refused": refused, "skipped": expected["skipped"]}
    assert account["refusals"] == expected["refused"]
    with daemon.client() as client:
        status = client.status()
        assert status.opportunities == expected["opportunities"]
        refusals = {row.code: row.count for row in status.rejections}
        assert {code: refusals.get(code) for code in expected["refused"]} == expected["refused"]


def test_bpi2012_pipeline_equals_the_count_from_the_file(bpi2012):
    daemon, _, expected, _ = bpi2012
    with daemon.client() as client:
        assert pipeline_of(client) == expected["pipeline"]


def test_bpi2012_keeps_the_dates_of_its_history(bpi2012):
    daemon, _, expected, _ = bpi2012
    with daemon.client() as client:
        rows = client.ask("opportunities").opportunities
        assert len(rows) == expected["opportunities"]
        first = min(row.created_at_ms for row in rows)
        assert first == 1317422324546  # 2011-09-30T22:38:44.546Z, the first row
        # As the ledger would have stood at the end of 2011: imported history counts as it occurred.
        at = 1325376000000
        then = client.ask("opportunities", basis={"at_ms": at}).opportunities
        assert len(then) == sum(row.created_at_ms <= at for row in rows)
        assert 0 < len(then) < len(rows)


def test_bpi2012_imported_again_adds_nothing(bpi2012):
    daemon, _, expected, path = bpi2012
    with daemon.client() as client:
        before = client.status()
        done = import_file(daemon, "bpi2012.json", path)
        assert done.returncode in (0, 1), words(done)
        after = client.status()
        assert (after.head_position, after.root) == (before.head_position, before.root)
    account = fates(summary(done))
    assert (account["read"], account["accepted"], account["duplicate"], account["skipped"]) == (
        expected["rows"], 0, expected["accepted"], expected["skipped"])


def test_bpi2012_is_verified_and_replayed(bpi2012):
    daemon, _, expected, _ = bpi2012
    with daemon.client() as client:
        before = pipeline_of(client)
    ledger = judged(daemon)
    created = sum(record.HasField("opportunity_created") for record in ledger.parsed())
    assert created == expected["opportunities"]
    daemon.start()
    with daemon.client() as client:
        assert pipeline_of(client) == before


def test_maven_crm_is_imported_whole_and_once(shared_data, office_of_import):
    path = shared_data / "maven-crm/sales_pipeline.csv"
    if not path.is_file():
        pytest.skip(f"REAL DATA NOT TESTED: {path} is absent")
    daemon, expected = office_of_import, check_maven.outcome(path)
    done = import_file(daemon, "maven.json", path)
    assert done.returncode in (0, 1), words(done)
    account = summary(done)
    assert fates(account) == {"read": expected["rows"], "accepted": expected["rows"],
                              "duplicate": 0, "refused": 0, "skipped": 0}, account
    with daemon.client() as client:
        pipeline = pipeline_of(client)
        assert {name: count for name, (count, _) in pipeline.items()} == expected["pipeline"]
        assert pipeline["WON"][1] == expected["won_minor"]
        before = client.status()
        import_file(daemon, "maven.json", path)
        assert client.status().root == before.root
    judged(daemon)


# Small files made here, in the shape of bpi2012

GOOD_ROWS = [
    "2011-10-01T08:00:00.000000+00:00,1,created,112,112,,submitted,20000,,,,A_SOURCE",
    "2011-10-01T08:01:00.000000+00:00,1,stage_moved,112,112,submitted,partly_submitted,,,,,A_SOURCE",
    "2011-10-01T08:02:00.000000+00:00,1,stage_moved,112,112,partly_submitted,preaccepted,,,,,A_SOURCE",
    "2011-10-01T08:03:00.000000+00:00,1,reassigned,113,112,preaccepted,,,,,112->113,A_SOURCE",
    "2011-10-01T08:04:00.000000+00:00,1,followed_up,113,113,preaccepted,,,,,,A_SOURCE",
    "2011-10-01T08:05:00.000000+00:00,2,created,112,112,,submitted,500.50,,,,A_SOURCE",
    "2011-10-01T08:06:00.000000+00:00,1,lost,113,113,preaccepted,,,,,declined,A_SOURCE",
    "2011-10-01T08:07:00.000000+00:00,1,followed_up,113,113,preaccepted,,,,,,A_SOURCE",
]


def write(folder, rows, name="rows.csv", header=HEADER, encoding="utf-8", end="\n"):
    path = folder / name
    data = end.join([header, *rows, ""]).encode(encoding)
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


@pytest.mark.parametrize("shape", [
    {}, {"name": "rows.csv.gz"}, {"end": "\r\n"}, {"encoding": "utf-8-sig"}])
def test_a_small_file_in_every_usual_shape(office_of_import, folder, shape):
    path = write(folder, GOOD_ROWS, **shape)
    done = import_file(office_of_import, "bpi2012.json", path)
    assert done.returncode in (0, 1), words(done)
    plain = write(folder, GOOD_ROWS, name="plain.csv")
    expected = check_bpi2012.outcome(plain)
    assert expected["refused"] == {"OPPORTUNITY_CLOSED": 1} and expected["skipped"] == 1
    assert "OPPORTUNITY_CLOSED" in words(done)
    with office_of_import.client() as client:
        assert pipeline_of(client) == expected["pipeline"]


def record_count(client, event: str) -> int:
    head = client.status().head_position
    records = client.tail_records(client.open_tail(1, 65_536), head)
    return sum(Record.FromString(stored).HasField(event) for _, stored in records)


def test_a_file_that_has_grown_adds_its_new_rows_only(office_of_import, folder):
    import_file(office_of_import, "bpi2012.json", write(folder, GOOD_ROWS[:5]), "--batch-id", "b-1")
    whole = write(folder, GOOD_ROWS)
    done = import_file(office_of_import, "bpi2012.json", whole, "--batch-id", "b-1")
    assert fates(summary(done)) == {
        "read": 8, "accepted": 2, "duplicate": 4, "refused": 1, "skipped": 1}
    with office_of_import.client() as client:
        assert pipeline_of(client) == check_bpi2012.outcome(whole)["pipeline"]
        assert record_count(client, "follow_up_logged") == 1


def test_an_import_whose_daemon_was_killed_is_simply_run_again(office_of_import, folder):
    """kill -9 in the middle of the file: after the second run every row is there exactly once."""
    rows, opportunities = [], 3000
    for number in range(opportunities):
        minute = f"2011-10-{1 + number // 1440:02}T{number // 60 % 24:02}:{number % 60:02}"
        rows += [f"{minute}:00+00:00,{number},created,112,112,,submitted,{number},,,,s",
                 f"{minute}:01+00:00,{number},followed_up,112,112,submitted,,,,,,s"]
    path, daemon = write(folder, rows), office_of_import
    importing = subprocess.Popen(
        [str(binary("oppctl")), "import", "--socket", str(daemon.socket), "--format", "json",
         "--mapping", str(MAPPINGS / "bpi2012.json"), str(path)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with daemon.client() as client:
            while client.status().head_position < 500 and importing.poll() is None:
                pass
        assert importing.poll() is None, "the file was too short to be interrupted"
        daemon.kill()
        assert importing.wait(600) == 3
    finally:
        importing.kill()
        importing.wait()
    daemon.start()
    account = fates(summary(import_file(daemon, "bpi2012.json", path)))
    assert account["duplicate"] > 0 and account["refused"] == 0, account
    assert account["accepted"] + account["duplicate"] == account["read"] == 2 * opportunities
    with daemon.client() as client:
        assert client.status().opportunities == opportunities
        assert record_count(client, "follow_up_logged") == opportunities
        assert pipeline_of(client) == check_bpi2012.outcome(path)["pipeline"]
    judged(daemon)


BAD_FILES = {
    "a quote that never ends": (
        GOOD_ROWS[:2] + ['2011-10-01T08:02:00+00:00,1,followed_up,112,112,,,,,,"broken,'], ["4"]),
    "text after a closing quote": (
        GOOD_ROWS[:1] + ['2011-10-01T08:02:00+00:00,1,followed_up,112,112,,,,,,"a"b,'], ["3"]),
    "a row too short": (GOOD_ROWS[:1] + ["2011-10-01T08:02:00+00:00,1,followed_up"], ["3"]),
    "a row too long": (GOOD_ROWS[:1] + [GOOD_ROWS[1] + ",,,,,extra"], ["3"]),
    "a time that is none": (GOOD_ROWS[:1] + ["yesterday,1,followed_up,112,112,,,,,,,"], ["3"]),
    "an amount that is none": (["2011-10-01T08:00:00+00:00,1,created,112,112,,submitted,much,,,,"],
                               ["2", "much"]),
    "an amount beyond Int64": (
        ["2011-10-01T08:00:00+00:00,1,created,112,112,,submitted,99999999999999999999,,,,"], ["2"]),
    "a stage unheard of": (
        ["2011-10-01T08:00:00+00:00,1,created,112,112,,dreaming,5,,,,"], ["2", "dreaming"]),
    "an event unheard of": (
        GOOD_ROWS[:1] + ["2011-10-01T08:02:00+00:00,1,danced,112,112,,,,,,,"], ["3", "danced"]),
}


@pytest.mark.parametrize("rows, told", BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_row_is_named_with_its_line(office_of_import, folder, rows, told):
    """Counted as refused, and named in the report; or the end of the import, named on stderr."""
    path, report = write(folder, rows), folder / "refused.csv"
    done = import_file(office_of_import, "bpi2012.json", path, "--report", report)
    said = words(done)
    if done.returncode == 0 or "not one row" in said:
        account = json.loads(done.stdout)
        assert account["rows_refused"] == 1 == sum(account["refusals"].values()), account
        said = report.read_text()
    else:
        assert done.returncode == 1, f"exit {done.returncode}: {said}"
    for word in told:
        assert word in said, f"{word!r} is not in: {said}"
    assert "Fatal error" not in words(done)
    judged(office_of_import)


def test_a_report_replaces_nothing_but_a_report(office_of_import, folder):
    path, report = folder / "rows.csv", folder / "refused.csv"
    path.write_text("\n".join([HEADER, GOOD_ROWS[0], "one,two", ""]))
    before = path.read_bytes()
    for target in (path, TOP / "README.md"):
        there = target.read_bytes()
        done = import_file(office_of_import, "bpi2012.json", path, "--report", target)
        assert done.returncode == 2 and "left as it is" in words(done)
        assert target.read_bytes() == there
    assert path.read_bytes() == before
    for _ in range(2):
        done = import_file(office_of_import, "bpi2012.json", path, "--report", report)
        assert done.returncode == 0 and len(report.read_text().splitlines()) == 2, words(done)
    done = import_file(office_of_import, "bpi2012.json", path, "--report", "/dev/full")
    assert done.returncode == 1 and "the report is not whole" in words(done)
    assert pathlib.Path("/dev/full").is_char_device(), "a device is written to, not replaced"


def test_a_deal_that_is_closed_before_it_began_is_refused(office_of_import, folder):
    heading = ("opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value")
    path = folder / "deals.csv"
    path.write_text("\n".join([
        heading, "GOOD1,Moses Frase,GTX Basic,Codehow,Won,2016-10-25,2017-01-01,55",
        "BAD1,Moses Frase,GTX Basic,Codehow,Won,2017-10-25,2017-01-01,55", ""]))
    done = import_file(office_of_import, "maven.json", path)
    assert fates(summary(done)) == {
        "read": 2, "accepted": 1, "duplicate": 0, "refused": 1, "skipped": 0}, words(done)
    assert "times run backwards" in done.stderr.decode() and "(line 3)" in done.stderr.decode()
    judged(office_of_import)


def test_without_a_report_the_first_refused_rows_are_shown(office_of_import, folder):
    path = folder / "rows.csv"
    path.write_text("\n".join([HEADER, *["one,two"] * 9, ""]))
    done = import_file(office_of_import, "bpi2012.json", path)
    said = done.stderr.decode()
    assert done.returncode == 1 and "not one row" in said
    assert said.count("row ") >= 5 and "(line 6)" in said and "(line 7)" not in said
    assert "--report" in said


def test_a_row_that_is_not_utf8_is_refused_and_the_others_are_taken(office_of_import, folder):
    path, report = folder / "rows.csv", folder / "refused.csv"
    bad = GOOD_ROWS[4].replace("A_SOURCE", "caf\xe9").encode("latin-1")
    path.write_bytes("\n".join([HEADER, *GOOD_ROWS[:4], ""]).encode() + bad + b"\n")
    done = import_file(office_of_import, "bpi2012.json", path, "--report", report)
    assert (done.returncode, summary(done)["rows_refused"]) == (0, 1), words(done)
    assert "UTF" in report.read_text() and "6" in report.read_text()


@pytest.mark.parametrize("make_file", [
    lambda f: f / "nowhere.csv",
    lambda f: write(f, [], header=""),
    lambda f: write(f, GOOD_ROWS, header=HEADER.replace("opp_id", "id")),
    lambda f: write(f, [row + ",9" for row in GOOD_ROWS], header=HEADER + ",opp_id"),
    lambda f: _cut_gzip(f),
    lambda f: _not_gzip(f),
], ids=["absent", "empty", "a column missing", "a column twice", "a cut .gz", "a .gz that is none"])
def test_a_file_that_is_no_table_is_refused_by_name(office_of_import, folder, make_file):
    path = make_file(folder)
    with office_of_import.client() as client:
        head = client.status().head_position
        done = import_file(office_of_import, "bpi2012.json", path)
        assert done.returncode in (1, 2), f"exit {done.returncode}: {words(done)}"
        assert path.name in words(done), f"does not say in which file: {words(done)}"
        assert "Fatal error" not in words(done)
        # A cut file may have given its good rows first.
        assert client.status().head_position == head or "gz" in path.name


def _cut_gzip(folder):
    path = write(folder, GOOD_ROWS, name="cut.csv.gz")
    path.write_bytes(path.read_bytes()[:-20])
    return path


def _not_gzip(folder):
    path = folder / "none.csv.gz"
    path.write_bytes(b"this is not gzip at all")
    return path


@pytest.mark.parametrize("mapping", [b"", b"{", b"[]", b"{}", b'{"unheard-of": 1}', b"\xff\xfe"])
def test_a_mapping_that_is_none_is_a_usage_error(office_of_import, folder, mapping):
    (folder / "map.json").write_bytes(mapping)
    path = write(folder, GOOD_ROWS)
    done = run("oppctl", "import", "--socket", office_of_import.socket,
               "--mapping", folder / "map.json", path)
    assert done.returncode == 2, f"exit {done.returncode}: {words(done)}"
    assert "map.json" in words(done), words(done)


def test_every_mapping_of_the_repository_is_json_with_comments():
    mappings = sorted(MAPPINGS.glob("*.json"))
    assert {"bpi2012.json", "maven.json"} <= {path.name for path in mappings}
    for path in mappings:
        lines = path.read_text(encoding="utf-8").splitlines()
        json.loads("\n".join(line for line in lines if not line.lstrip().startswith("//")))
