"""A history in static files: written beside the daemon, continued, checked by a reader of our own,
refused when it is cut off or changed, and made a ledger again."""

import dataclasses
import hashlib
import json
import os
import random
import shutil
import struct
import subprocess
import threading
import time

import pytest
import zstandard

import archivefile
import make
import oracle
import verify_proof
from conftest import Homes, Office
from oppdaemon import Daemon, StartRefused, binary, run
from oppschema import record as schema
from oppschema import values
from test_erasure import erase, subject
from test_evidence import checkpoint, fill, kept_sizes, prove, rewritten, signing, verifier_keys
from workload import work_of

SEED = int(os.environ.get("OPP_SEED", "20261122"))
FLIPS = int(os.environ.get("OPP_FLIPS", "40"))
SEGMENT = 100  # records


@pytest.fixture(autouse=True)
def in_one_process(monkeypatch):
    """An archive is not mapped into memory, so nothing in it can end the process that reads it."""
    monkeypatch.setenv("OPPREPLAY_CHILD", "1")


def business(office: Office, daemon: Daemon, rounds: int):
    """Some records of every sort, with texts in them."""
    work = work_of(office, SEED, make.fresh_id("a"))
    with daemon.client() as client:
        for _ in range(rounds):
            client.accept_all([work.next() for _ in range(30)])


@pytest.fixture(scope="module")
def source():
    """A ledger with notes, sealed texts and a kept tree, stopped; tests work on copies."""
    homes = Homes()
    try:
        daemon = homes.daemon()
        signing(daemon)
        daemon.start()
        office = Office(daemon)
        business(office, daemon, 12)
        daemon.notes = [checkpoint(daemon)]
        fill(daemon, 250)
        daemon.notes.append(checkpoint(daemon))
        assert daemon.stop() == 0
        daemon.ledger = oracle.read_ledger(daemon.data)
        assert oracle.stored_entries(daemon.data)[2]
        daemon.archive = homes.folder() / "archive"
        archive(daemon.data, daemon.archive)
        yield daemon
    finally:
        homes.end()


@pytest.fixture
def archived(source, folder):
    """A copy of its archive."""
    shutil.copytree(source.archive, folder / "archived")
    return folder / "archived"


def archive(data, target, *, check=0, segment=SEGMENT) -> str:
    done = run("oppreplay", "archive", data, target, "--segment-records", segment, check=check)
    return (done.stdout + done.stderr).decode()


def files(folder) -> dict[str, tuple[bytes, int]]:
    return {p.name: (p.read_bytes(), p.stat().st_ino) for p in folder.iterdir()}


def segments(folder):
    return sorted(folder.glob("*.segment"))


def refused(folder, *words, commands=("verify", "events", "state", "restore", "compare")):
    """Every command that reads an archive says no, by name and place, and dies of nothing."""
    for command in commands:
        target = folder.parent / "never"
        more = {"restore": [target], "compare": [folder]}.get(command, [])
        done = run("oppreplay", command, folder, *more)
        text = (done.stdout + done.stderr).decode(errors="replace")
        assert done.returncode == 1, f"{command}: {done.returncode}: {text}"
        assert all(word in text for word in words), f"{command}: none of {words}: {text}"
        assert "signal" not in text and "Fatal" not in text, text
        assert not (target / "FORMAT").exists()
        shutil.rmtree(target, ignore_errors=True)


# what it is


def test_an_archive_is_the_history_by_a_reader_that_shares_no_code(source):
    read = archivefile.read_archive(source.archive)
    assert read.records == source.ledger.records
    assert read.root == source.ledger.root
    assert len(read.index.entries) == -(-source.ledger.head // SEGMENT) > 5
    assert read.notes == (source.data / "signed-heads").read_bytes()
    assert {p.name for p in source.archive.iterdir()} == {
        "ARCHIVE", "index", "signed-heads", *(p.name for p in segments(source.archive))}
    for path in source.archive.iterdir():
        assert path.stat().st_mode & 0o077 == 0, f"{path} is for others too"


def test_an_archive_has_no_key_and_no_text(source):
    keys = (source.data / "text.keys").read_bytes()
    held = b"".join(archivefile.read_archive(source.archive).records)
    held += b"".join(p.read_bytes() for p in source.archive.iterdir())
    # Behind the first 16 bytes: the salt, the derived key, and the nodes of the tree.
    for at in range(16, len(keys) - 32, 8):
        assert keys[at:at + 32] not in held
    assert "talked about the quote".encode() not in held
    shown = run("oppreplay", "events", source.archive, check=0).stdout
    assert b"talked about the quote" not in shown and b"unreadable" in shown
    with_keys = run("oppreplay", "events", source.data, check=0).stdout
    assert b"talked about the quote" in with_keys


def test_verify_events_and_state_read_an_archive_as_they_read_the_ledger(source, folder):
    bare = folder / "bare"
    shutil.copytree(source.data, bare)
    (bare / "text.keys").unlink()
    ledger = run("oppreplay", "verify", bare, check=0).stdout.decode()
    line = run("oppreplay", "verify", source.archive, check=0).stdout.decode()
    assert line.startswith(f"OK: {source.ledger.head} records in ") and " segments, " in line
    assert line[line.index("commands"):] == ledger[ledger.index("commands"):]
    notes = folder / "notes"
    notes.write_text("\n".join(source.notes))
    done = run("oppreplay", "verify", source.archive, "--checkpoint", notes, "--key",
               verifier_keys(source)[0], check=0)
    assert b"2 signed heads" in done.stdout and b"agree" in done.stdout
    for arguments in (["events"], ["events", "--from", 95, "--to", 305],
                      ["state", "--as-of", "#350"], ["state", "--as-of", "#201", "--view", "pipeline"]):
        command, *options = arguments
        answers = [run("oppreplay", command, where, *options, "--format", "json", check=0).stdout
                   for where in (bare, source.archive)]
        assert answers[0] == answers[1] and answers[0]
    run("oppreplay", "events", source.archive, "--from", source.ledger.head + 1, check=1)


# growing


def test_every_question_is_answered_from_an_archive_as_from_a_copy_without_keys(source, homes, folder):
    copy = folder / "copy"
    shutil.copytree(source.data, copy)
    (copy / "text.keys").unlink()
    rows = run("oppreplay", "state", copy, "--view", "opportunities", "--format", "json", check=0).stdout
    deal, head = json.loads(rows.splitlines()[0])["opportunity_id"], source.ledger.head
    rules = folder / "rules.json"
    daemon = homes.daemon()
    daemon.start()
    rules.write_bytes(run("oppctl", "policy", "show", socket=daemon.socket, check=0).stdout)
    day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3_600))  # the ledger's
    for command in (
            ["timeline", "--opportunity", deal, "--as-of", f"#{head}"], ["why", deal, f"#{head}"],
            ["diff", f"#{head // 2}", f"#{head}"], ["alerts", "--on", day], ["conform"],
            ["what-if", "--policy", rules],
            ["events", "--as-of", f"#{head // 2}"], ["state", "--as-of", f"#{head // 2}"]):
        word, *rest = command
        answers = [
            run("oppreplay", word, place, *rest, "--format", "json", check=0).stdout
            for place in (copy, source.archive)]
        # Only when it was asked differs, where a question is about now.
        answers = [[{k: v for k, v in json.loads(line).items() if k not in ("as_of", "as_of_ms")}
                    for line in answer.splitlines()] for answer in answers]
        assert answers[0] == answers[1] and answers[0], f"{command}: {answers}"


def test_an_archive_grows_behind_what_it_has_and_changes_nothing_of_it(source, homes, folder):
    daemon = homes.daemon()
    shutil.copytree(source.data, daemon.data)
    daemon.options = source.options
    target = folder / "grown"
    archive(daemon.data, target)
    before = files(target)
    assert "0 records in 0 segments are new" in archive(daemon.data, target)
    assert files(target) == before, "a run without news changes no file"
    daemon.start()
    for turn in range(3):
        fill(daemon, 130)
        line = archive(daemon.data, target)  # beside the running daemon
        assert "130 records in 2 segments are new" in line
        now = files(target)
        assert {name: now[name] for name in before if name.endswith(".segment")} == {
            name: held for name, held in before.items() if name.endswith(".segment")}
        before = now
    note = checkpoint(daemon)
    archive(daemon.data, target)
    assert daemon.stop() == 0
    read = archivefile.read_archive(target)
    assert read.records == oracle.read_ledger(daemon.data).records
    assert note.encode() in read.notes


def test_an_archive_is_made_beside_a_busy_daemon(homes, folder):
    daemon = homes.daemon()
    signing(daemon)
    daemon.start()
    fill(daemon, 400)
    ended = threading.Event()

    def load():
        with daemon.client() as client:
            while not ended.is_set():
                client.accept_all([make.team(make.fresh_id("t")) for _ in range(20)])

    writing = threading.Thread(target=load)
    writing.start()
    try:
        sizes = []
        for _ in range(4):
            archive(daemon.data, folder / "busy")
            sizes.append(len(archivefile.read_archive(folder / "busy").records))
    finally:
        ended.set()
        writing.join()
    assert sizes == sorted(set(sizes)), "it grew each time"
    read = archivefile.read_archive(folder / "busy")
    assert daemon.stop() == 0
    ledger = oracle.read_ledger(daemon.data)
    assert ledger.records[:len(read.records)] == read.records
    run("oppreplay", "verify", folder / "busy", check=0)
    # As far as the archive goes the two are one history.
    done = run("oppreplay", "compare", folder / "busy", daemon.data, "--format", "json", check=1)
    assert json.loads(done.stdout)["result"] == "first_is_prefix"


def test_an_archive_of_a_ledger_without_a_tree_is_the_same(source, folder):
    oracle.write_ledger(folder / "plain", source.ledger.records)
    archive(folder / "plain", folder / "made")
    for path in segments(source.archive):
        assert (folder / "made" / path.name).read_bytes() == path.read_bytes()
    archive(folder / "plain", folder / "made")


def test_a_ledger_that_was_rolled_back_or_rewritten_is_not_archived(source, archived, folder):
    records = source.ledger.records
    before = files(archived)
    for size in (SEGMENT, 333):
        oracle.write_ledger(folder / f"older{size}", records[:size], keeps_tree=True)
        line = archive(folder / f"older{size}", archived, check=1)
        assert "ROLLED_BACK" in line and f"from record {size + 1} on" in line
    for keeps_tree in (True, False):
        changed = folder / f"changed{keeps_tree}"
        position = source.ledger.head - 60  # a team that was registered
        other = rewritten(source.ledger, position)
        oracle.write_ledger(changed, other + [records[-1]], keeps_tree=keeps_tree)
        line = archive(changed, archived, check=1)
        assert "REWRITTEN" in line and f"record {position} of" in line
        assert oracle.leaf_hash(records[position - 1]).hex() in line
        assert oracle.leaf_hash(other[position - 1]).hex() in line
    # Both: shorter, and another one.
    oracle.write_ledger(folder / "both", other[:position + 3], keeps_tree=True)
    assert f"record {position} of" in archive(folder / "both", archived, check=1)
    assert files(archived) == before


def test_a_ledger_whose_records_are_not_under_its_root_is_not_archived(source, folder):
    """A forged record under mended checksums, and every node of the tree as it was."""
    records = list(source.ledger.records)
    position = source.ledger.head - 60
    oracle.write_ledger(
        folder / "forged", rewritten(source.ledger, position), leaves=source.ledger.leaves,
        keeps_tree=True)
    line = archive(folder / "forged", folder / "made", check=1)
    assert "DAMAGED" in line
    refused(folder / "made", "UNFINISHED", commands=["verify"])
    kept = archivefile.decode_index((folder / "made" / "index").read_bytes())
    assert all(entry.first + entry.count <= position for entry in kept.entries)
    # The true ledger goes on with it.
    archive(source.data, folder / "made")
    assert archivefile.read_archive(folder / "made").records == records


def test_notes_stay_when_the_copy_that_is_archived_has_none(source, archived, folder):
    oracle.write_ledger(folder / "bare", source.ledger.records, keeps_tree=True)
    notes = (source.data / "signed-heads").read_bytes()
    archive(folder / "bare", archived)
    assert archivefile.read_archive(archived).notes == notes
    index = archivefile.decode_index((archived / "index").read_bytes())
    (archived / "index").write_bytes(dataclasses.replace(index, finished=False).encode())
    assert "complete now" in archive(folder / "bare", archived)
    assert archivefile.read_archive(archived).notes == notes
    # Nor are they kept with a log that is not what they say.
    older = notes.replace(b"\n%d\n" % kept_sizes(source)[-1], b"\n%d\n" % (kept_sizes(source)[-1] - 1))
    shutil.copytree(source.data, folder / "lying")
    (folder / "lying" / "signed-heads").write_bytes(older)
    assert "signed" in archive(folder / "lying", folder / "new", check=1)
    refused(folder / "new", "UNFINISHED", commands=["verify"])


def test_what_is_no_archive_is_not_written_to(source, folder):
    (folder / "mine").mkdir()
    (folder / "mine" / "file").write_text("mine")
    assert "ALREADY_EXISTS" in archive(source.data, folder / "mine", check=1)
    assert "ALREADY_EXISTS" in archive(source.data, source.data, check=1)
    assert "IO" in archive(source.data, folder / "no/where", check=1)
    assert "NOT_A_LEDGER" in archive(folder / "mine", folder / "new", check=1)
    assert not (folder / "new").exists()
    assert [p.name for p in (folder / "mine").iterdir()] == ["file"]
    run("oppreplay", "archive", source.data, folder / "new", "--segment-records", 0, check=2)
    run("oppreplay", "archive", source.data, folder / "new", "--segment-bytes", 1 << 30, check=2)


# cut off


def killed(arguments, when) -> bool:
    """Starts the tool and kills it when `when` says so; whether it was still at work."""
    process = subprocess.Popen(
        [str(binary("oppreplay")), *map(str, arguments)], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    while process.poll() is None and not when():
        time.sleep(0.001)
    process.kill()
    return process.wait() != 0


def test_an_archive_that_was_cut_off_is_refused_and_gone_on_with(source, folder):
    """SIGKILL while it writes small segments, some further each time."""
    whole, cut = folder / "whole", folder / "cut"
    archive(source.data, whole, segment=3)
    total = len(segments(whole))
    dice, seen, turns = random.Random(SEED), set(), 0
    while len(seen) < 4:
        # An archive that was done before it was killed is begun anew: a slow machine must not end this.
        assert (turns := turns + 1) <= 100, f"hardly ever cut off in between: {seen}"
        done = len(segments(cut))
        wanted = dice.randrange(done, done + max(2, (total - done) // 4))
        at_work = killed(["archive", source.data, cut, "--segment-records", 3],
                         lambda: len(segments(cut)) >= wanted and (cut / "index").exists())
        if not (cut / "index").exists():
            continue
        index = archivefile.decode_index((cut / "index").read_bytes())
        assert at_work or index.finished
        if index.finished:
            shutil.rmtree(cut)
        else:
            seen.add(len(index.entries))
            refused(cut, "UNFINISHED", f"record {index.entries[-1].first + 2 if index.entries else 0} ",
                    commands=["verify", "restore"])
    archive(source.data, cut, segment=3)
    assert archivefile.read_archive(cut).root == source.ledger.root
    assert [p.read_bytes() for p in segments(cut)] == [p.read_bytes() for p in segments(whole)]
    assert (cut / "index").read_bytes() == (whole / "index").read_bytes()
    assert not list(cut.glob("*.writing"))


def test_a_ledger_that_does_not_fit_its_own_signed_heads_is_named(source, folder):
    """Nobody has to bring notes for that: the directory itself has newer ones than its log."""
    def ledger(name, records):
        oracle.write_ledger(folder / name, records)
        for side in ("signed-heads", "text.keys"):
            shutil.copy(source.data / side, folder / name / side)
        return folder / name

    records = source.ledger.records
    short = ledger("short", records[:-1])
    assert "ROLLED_BACK" in run("oppreplay", "verify", short, check=1).stdout.decode()
    assert "ROLLED_BACK" in archive(short, folder / "archived", check=1)
    assert not (folder / "archived").exists()
    whole = ledger("whole", records)
    run("oppreplay", "verify", whole, check=0)
    changed = [schema.Record.FromString(stored) for stored in records]
    changed[5].peer_uid += 1
    other = ledger("other", [record.SerializeToString(deterministic=True) for record in changed])
    assert "REWRITTEN" in run("oppreplay", "verify", other, check=1).stdout.decode()


def test_every_reader_refuses_an_unfinished_archive(archived):
    index = archivefile.decode_index((archived / "index").read_bytes())
    (archived / "index").write_bytes(dataclasses.replace(index, finished=False).encode())
    refused(archived, "UNFINISHED", str(archived))


def test_an_archive_cut_at_any_byte_is_refused(archived):
    dice = random.Random(SEED)
    for path in [archived / "ARCHIVE", archived / "index", archived / "signed-heads",
                 segments(archived)[0], segments(archived)[-1]]:
        data = path.read_bytes()
        for size in {0, 1, len(data) // 2, len(data) - 1, dice.randrange(len(data))}:
            path.write_bytes(data[:size])
            word = "ARCHIVE" if path.name == "ARCHIVE" else str(path)
            refused(archived, word, commands=["verify"])
            if path.name != "signed-heads":
                refused(archived, word, commands=["restore"])
        path.write_bytes(data)
    run("oppreplay", "verify", archived, check=0)


def test_a_half_restored_directory_is_refused_and_gone_on_with(source, homes, folder):
    many = folder / "many"
    archive(source.data, many, segment=2)
    run("oppreplay", "restore", many, folder / "whole", check=0)
    size = (folder / "whole" / "data.mdb").stat().st_size
    daemon = homes.daemon()
    refusals = 0
    for part in (0.0, 0.2, 0.4, 0.6, 0.8):
        if not killed(["restore", many, daemon.data], lambda: (
                daemon.data / "FORMAT.restoring").exists()
                and (daemon.data / "data.mdb").stat().st_size >= part * size):
            break
        if not (daemon.data / "FORMAT.restoring").exists():
            continue
        refusals += 1
        for command, *more in (["verify"], ["events"], ["state"], ["backup", folder / "b"],
                               ["archive", folder / "a"], ["compare", source.data]):
            done = run("oppreplay", command, daemon.data, *more, check=1)
            assert b"UNFINISHED" in done.stdout + done.stderr
            assert b"oppreplay restore" in done.stdout + done.stderr
        with pytest.raises(StartRefused) as refused_start:
            daemon.start()
        assert "UNFINISHED" in refused_start.value.output
        # Not with another archive.
        done = run("oppreplay", "restore", source.archive, daemon.data)
        if done.returncode == 0:
            assert oracle.read_ledger(daemon.data).root == source.ledger.root
            shutil.rmtree(daemon.data)
    assert refusals >= 2, "never cut off in between"
    if not (daemon.data / "FORMAT").exists():
        run("oppreplay", "restore", many, daemon.data, check=0)
    assert oracle.read_ledger(daemon.data).records == source.ledger.records
    done = run("oppreplay", "restore", many, daemon.data, check=1)
    assert b"ALREADY_EXISTS" in done.stderr


def test_half_a_restore_of_another_archive_is_not_gone_on_with(source, folder):
    other = rewritten(source.ledger, source.ledger.head - 5)
    oracle.write_ledger(folder / "other", other, keeps_tree=True)
    archive(folder / "other", folder / "others", segment=50)
    run("oppreplay", "restore", folder / "others", folder / "half", check=0)
    (folder / "half" / "FORMAT").rename(folder / "half" / "FORMAT.restoring")
    done = run("oppreplay", "restore", source.archive, folder / "half", check=1)
    assert b"UNFINISHED" in done.stderr and b"another archive" in done.stderr
    run("oppreplay", "restore", folder / "others", folder / "half", check=0)
    assert oracle.read_ledger(folder / "half").records == other


# changed


def test_a_flipped_bit_anywhere_is_found(source, archived):
    dice = random.Random(SEED)
    paths = sorted(archived.iterdir())
    for _ in range(FLIPS):
        path = dice.choice(paths)
        data = bytearray(path.read_bytes())
        place = dice.randrange(len(data))
        data[place] ^= 1 << dice.randrange(8)
        whole = path.read_bytes()
        path.write_bytes(data)
        refused(archived, archived.name, commands=["verify"])
        path.write_bytes(whole)
    run("oppreplay", "verify", archived, check=0)


def test_missing_swapped_and_surplus_segments_are_found(source, archived):
    first, second, *_, last = segments(archived)
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)
    refused(archived, "DAMAGED", first.name, commands=["verify", "restore"])
    first.write_bytes(one)
    second.write_bytes(two)
    kept = last.read_bytes()
    last.unlink()
    refused(archived, "DAMAGED", last.name, "missing")
    os.mkfifo(last)
    refused(archived, "DAMAGED", last.name, commands=["verify"])
    last.unlink()
    last.symlink_to(first)
    refused(archived, last.name, commands=["verify"])
    last.unlink()
    last.write_bytes(kept)
    # An older index, such as a backup has, with the segments of now.
    index = archivefile.decode_index((archived / "index").read_bytes())
    older = oracle.Frontier()
    for record in source.ledger.records[:SEGMENT]:
        older.append(oracle.leaf_hash(record))
    whole = (archived / "index").read_bytes()
    (archived / "index").write_bytes(dataclasses.replace(
        index, entries=index.entries[:1], head=oracle.encode_head(
            SEGMENT, older.root(), [digest for _, digest in older.subtrees])).encode())
    refused(archived, "DAMAGED", second.name)
    (archived / "index").unlink()
    refused(archived, "DAMAGED", "index", "missing")
    assert "index" in archive(source.data, archived, check=1)
    (archived / "index").write_bytes(whole)
    (archived / "ARCHIVE").write_bytes(b"opportunity-ledger archive 2\n")
    refused(archived, "NEWER_FORMAT")


def forged(archived, number, change):
    """Changes a segment or its entry, and mends every digest that says so."""
    path = archived / "index"
    index = archivefile.decode_index(path.read_bytes())
    entry = index.entries[number]
    file = archived / archivefile.segment_name(entry.first)
    data = change(entry, file.read_bytes())
    file.write_bytes(data)
    entry.file_bytes, entry.digest = len(data), hashlib.sha256(data).digest()
    path.write_bytes(index.encode())


def mended(data: bytes, packed: bytes | None = None, *, count=None, raw=None) -> bytes:
    """A segment with other parts and a checksum that fits them."""
    end = 60 + 32 * data[5]
    packed = data[end + 4:] if packed is None else packed
    first, old_count, old_raw, _ = struct.unpack_from(">QIII", data, 8)
    head = data[:8] + struct.pack(
        ">QIII", first, old_count if count is None else count, old_raw if raw is None else raw,
        len(packed)) + data[28:end]
    return head + struct.pack(">I", oracle.crc32c(head + packed)) + packed


@pytest.mark.parametrize("name", ["bomb", "two frames", "record", "count", "raw", "empty", "tree"])
def test_forged_segments_under_right_digests_are_refused(archived, name):
    def change(entry, data):
        end = 60 + 32 * data[5]
        raw = zstandard.ZstdDecompressor().decompress(data[end + 4:])
        pack = zstandard.ZstdCompressor().compress
        if name == "bomb":
            return mended(data, zstandard.ZstdCompressor(write_content_size=False).compress(
                bytes(64 << 20)))
        if name == "two frames":
            return mended(data, pack(raw[:50]) + pack(raw[50:]))
        if name == "record":
            return mended(data, pack(raw[:-1] + bytes([raw[-1] ^ 1])))
        if name == "count":
            entry.count = 0xFFFF_FFFF
            return mended(data, count=0xFFFF_FFFF)
        if name == "raw":
            entry.raw_bytes = 0xFFFF_FFFF
            return mended(data, raw=0xFFFF_FFFF)
        if name == "empty":
            return mended(data, b"")
        return mended(data[:60] + bytes(32) + data[92:])

    forged(archived, 1, change)
    refused(archived, "DAMAGED", commands=["verify", "restore"])


def test_an_index_that_claims_too_much_is_refused(archived):
    index = archivefile.decode_index((archived / "index").read_bytes())
    for change in ({"notes_bytes": 0xFFFF_FFFF}, {"head": b""}, {"entries": index.entries[1:]},
                   {"entries": index.entries[:-1]}, {"entries": index.entries[::-1]}):
        (archived / "index").write_bytes(dataclasses.replace(index, **change).encode())
        refused(archived, "DAMAGED", commands=["verify"])
    data = bytearray(index.encode()[:-32])
    data[8:12] = b"\xff\xff\xff\xff"
    (archived / "index").write_bytes(data + hashlib.sha256(data).digest())
    refused(archived, "DAMAGED", "index", commands=["verify"])
    entry = index.entries[2]
    entry.proof[0] = bytes(32)
    (archived / "index").write_bytes(index.encode())
    refused(archived, "DAMAGED", "segment 3", commands=["verify"])


# and back


def test_a_restored_ledger_goes_on_with_the_same_history(source, homes, folder):
    restored = homes.daemon()
    line = run("oppreplay", "restore", source.archive, restored.data, check=0).stdout.decode()
    assert source.ledger.root.hex() in line and "text.keys" in line
    ledger = oracle.read_ledger(restored.data)
    assert (ledger.records, ledger.root) == (source.ledger.records, source.ledger.root)
    assert (restored.data / "FORMAT").read_bytes() == oracle.FORMATS[3]
    for path in restored.data.iterdir():
        assert path.stat().st_mode & 0o077 == 0, f"{path} is for others too"
    run("oppreplay", "verify", restored.data, check=0)
    done = run("oppreplay", "compare", source.data, restored.data, check=0)
    assert json.loads(done.stdout)["result"] == "equal"
    assert kept_sizes(restored) == kept_sizes(source)
    # It knows whose texts it has, so a daemon does not go on without their keys by accident.
    restored.options = source.options
    with pytest.raises(StartRefused) as refused_start:
        restored.start()
    assert "TEXT_KEYS_MISSING" in refused_start.value.output
    shutil.copy2(source.data / "text.keys", restored.data / "text.keys")
    restored.start()
    fill(restored, 10)
    for note in source.notes:
        proof = prove(restored, "--from", note.split("\n")[1])
        assert verify_proof.check(proof, verifier_keys(source), note)
    assert restored.stop() == 0
    assert oracle.read_ledger(restored.data).records[:source.ledger.head] == source.ledger.records
    # And its archive goes on too.
    shutil.copytree(source.archive, folder / "onwards")
    assert "are new" in archive(restored.data, folder / "onwards")


def test_erased_texts_do_not_come_back_from_an_archive(homes, folder):
    daemon = homes.daemon().start()
    office = Office(daemon)
    with daemon.client() as client:
        person = make.fresh_id("p")
        client.accept(make.customer(person, name="", person_name="Zacharias Quince",
                                    kind=values.CUSTOMER_KIND_PERSON))
        archive(daemon.data, folder / "kept")
        client.accept(erase(subject("CUSTOMER"), person))
    archive(daemon.data, folder / "kept")
    keys = (daemon.data / "text.keys").read_bytes()
    assert daemon.stop() == 0
    restored = homes.daemon()
    run("oppreplay", "restore", folder / "kept", restored.data, check=0)
    (restored.data / "text.keys").write_bytes(keys)
    (restored.data / "text.keys").chmod(0o600)
    for where in (folder / "kept", restored.data):
        assert b"Zacharias" not in run("oppreplay", "events", where, check=0).stdout
    restored.start()
    assert restored.stop() == 0
    assert f"User {office.ann}".encode() in run(
        "oppreplay", "events", restored.data, check=0).stdout


def test_what_is_there_is_not_restored_over(source, archived, homes, folder):
    (folder / "full").mkdir()
    (folder / "full" / "file").write_text("mine")
    done = run("oppreplay", "restore", archived, folder / "full", check=1)
    assert b"ALREADY_EXISTS" in done.stderr
    assert [p.name for p in (folder / "full").iterdir()] == ["file"]
    assert b"ALREADY_EXISTS" in run("oppreplay", "restore", archived, source.data, check=1).stderr
    assert b"NOT_AN_ARCHIVE" in run("oppreplay", "restore", folder, folder / "new", check=1).stderr
    (folder / "empty").mkdir()
    run("oppreplay", "restore", archived, folder / "empty", check=0)
    # What was signed must be what is in it.
    index = archivefile.decode_index((archived / "index").read_bytes())
    size = kept_sizes(source)[-1]
    notes = (archived / "signed-heads").read_bytes().replace(
        b"\n%d\n" % size, b"\n%d\n" % (size - 1))
    (archived / "signed-heads").write_bytes(notes)
    index.notes_bytes, index.notes_digest = len(notes), hashlib.sha256(notes).digest()
    (archived / "index").write_bytes(index.encode())
    done = run("oppreplay", "restore", archived, folder / "wrong", check=1)
    assert b"signed" in done.stderr and not (folder / "wrong" / "FORMAT").exists()


def test_an_empty_ledger_has_an_archive(homes, folder):
    oracle.write_ledger(folder / "nothing", [])
    archive(folder / "nothing", folder / "kept")
    assert archivefile.read_archive(folder / "kept").records == []
    assert "OK: 0 records" in run("oppreplay", "verify", folder / "kept", check=0).stdout.decode()
    run("oppreplay", "restore", folder / "kept", folder / "again", check=0)
    assert oracle.read_ledger(folder / "again").head == 0
    run("oppreplay", "compare", folder / "kept", folder / "again", check=0)


# compared


def compared(first, second, *options, check) -> dict:
    done = run("oppreplay", "compare", first, second, *options, "--format", "json", check=check)
    return json.loads(done.stdout)


def test_the_first_difference_is_found_by_halving_and_by_reading(source, folder):
    records = source.ledger.records
    head = source.ledger.head
    for position in (head - 240, head - 128, head):
        other = rewritten(source.ledger, position)
        places = {
            "tree": folder / f"tree{position}", "plain": folder / f"plain{position}",
            "archive": folder / f"archive{position}"}
        oracle.write_ledger(places["tree"], other, keeps_tree=True)
        oracle.write_ledger(places["plain"], other)
        archive(places["plain"], places["archive"], segment=70)
        for ours in (source.data, source.archive):
            for kind, theirs in places.items():
                for options in ([], ["--all"]):
                    found = compared(ours, theirs, *options, check=1)
                    assert found["result"] == "different" and found["position"] == position
                    assert found["first"]["leaf_hash"] == oracle.leaf_hash(records[position - 1]).hex()
                    assert found["second"]["leaf_hash"] == oracle.leaf_hash(other[position - 1]).hex()
                    assert found["first"]["event"] == found["second"]["event"] == "team-registered"
                    where = "segment" if "archive" in (kind,) else "block"
                    assert where in found["second"]["stored_in"]
                    if options:
                        assert found["found_by"] == "every_record" and found["records_read"] == position
                    elif (ours, kind) == (source.data, "tree"):
                        assert found["found_by"] == "kept_trees"
                        assert found["roots_compared"] <= 3 and found["records_read"] <= 256
                    elif "plain" not in (kind,) and not (ours == source.archive and kind == "archive"):
                        assert found["found_by"] == "segment_roots"
                        assert found["records_read"] <= SEGMENT
        back = compared(places["archive"], source.data, check=1)
        assert back["position"] == position


def test_equal_and_longer_histories_are_told_apart(source, folder):
    records = source.ledger.records
    oracle.write_ledger(folder / "same", records)
    oracle.write_ledger(folder / "short", records[:333], keeps_tree=True)
    archive(folder / "short", folder / "shorter", segment=60)
    for ours in (source.data, source.archive):
        assert compared(ours, ours, check=0)["result"] == "equal"
        assert compared(ours, folder / "same", check=0)["result"] == "equal"
        assert compared(ours, folder / "same", "--all", check=0)["records_read"] == len(records)
        for short in ("short", "shorter"):
            found = compared(ours, folder / short, check=1)
            assert found["result"] == "second_is_prefix"
            assert (found["first"]["records"], found["second"]["records"]) == (len(records), 333)
            assert compared(folder / short, ours, check=1)["result"] == "first_is_prefix"
    table = run("oppreplay", "compare", source.data, folder / "short", "--format", "table", check=1)
    assert b"The first goes on from the second" in table.stdout
    table = run("oppreplay", "compare", source.data, source.archive, "--format", "table", "--lang",
                "zh", check=0)
    assert "相同".encode() in table.stdout


def test_a_comparison_with_something_broken_says_so(source, archived, folder):
    run("oppreplay", "compare", source.data, folder, check=1)
    path = segments(archived)[1]
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    done = run("oppreplay", "compare", source.data, archived, "--all", check=1)
    assert b"DAMAGED" in done.stderr and path.name.encode() in done.stderr
    # Records that are not those of the tree beside them.
    oracle.write_ledger(
        folder / "forged", rewritten(source.ledger, source.ledger.head - 40),
        leaves=source.ledger.leaves, keeps_tree=True)
    done = run("oppreplay", "compare", source.data, folder / "forged", "--all", check=1)
    assert json.loads(done.stdout)["position"] == source.ledger.head - 40
