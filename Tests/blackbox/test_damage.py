"""Directories that are not ours, newer, truncated, or wrong by a byte: named, refused, never served.

For single flipped bytes the judgement is: every program refuses with a name, or the byte was one that
nothing depends on, and then every record is still what it was. A wrong answer is never acceptable;
neither is a crash.
"""

import json
import os
import pathlib
import random
import shutil
import subprocess
import sys

import pytest

import make
import oracle
from conftest import Office
from oppdaemon import Daemon, StartRefused, run
from test_evidence import checkpoint, fill, signing, verifier_keys
from workload import work_of

FLIPS = int(os.environ.get("OPP_FLIPS", "40"))


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """A whole ledger of some hundred records, stopped; tests work on copies."""
    from conftest import Homes
    homes = Homes()
    try:
        daemon = homes.daemon().start()
        office = Office(daemon)
        work = work_of(office, 3, "d")
        with daemon.client() as client:
            for _ in range(10):
                client.accept_all([work.next() for _ in range(40)])
            # As it is told, with texts in their places; in the file they are sealed.
            daemon.told = client.tail_records(client.open_tail(1, 65_536), client.status().head_position)
        assert daemon.stop() == 0
        daemon.ledger = oracle.read_ledger(daemon.data)
        assert len(daemon.told) == daemon.ledger.head
        yield daemon
    finally:
        homes.end()


@pytest.fixture
def copy(good, homes):
    """A copy of the good ledger, in a daemon not started."""
    daemon = homes.daemon()
    shutil.copytree(good.data, daemon.data)
    return daemon


def refused_start(daemon, *codes):
    """The daemon must end by itself, with one of the names, saying where and what to do."""
    before = snapshot(daemon.data)
    with pytest.raises(StartRefused) as refused:
        daemon.start()
    output = refused.value.output
    assert refused.value.returncode > 0, f"died of a signal: {refused.value}"
    assert any(code in output for code in codes), f"none of {codes} in: {output}"
    assert str(daemon.data) in output or "block" in output or "record" in output, (
        f"does not say where: {output}")
    assert "Fatal error" not in output and "Traceback" not in output, output
    assert snapshot(daemon.data) == before, "the refused directory was changed"
    return output


def refused_verify(data, *codes):
    done = run("oppreplay", "verify", data)
    output = (done.stdout + done.stderr).decode(errors="replace")
    assert done.returncode == 1, f"exit {done.returncode}: {output}"
    assert any(code in output for code in codes), f"none of {codes} in: {output}"
    assert "Fatal error" not in output
    return output


def snapshot(folder):
    folder = pathlib.Path(folder)
    if not folder.is_dir():
        return None
    return {path.name: path.read_bytes() for path in folder.iterdir()
            if path.is_file() and path.name not in ("lock.mdb", "writer.lock")}


def oracle_verdict(data) -> dict:
    """In a child: reading a damaged file may be the death of the reader."""
    done = subprocess.run(
        [sys.executable, oracle.__file__, str(data)], capture_output=True, timeout=120)
    if done.returncode < 0 or not done.stdout:
        return {"whole": False, "why": f"reader died: {done.returncode}"}
    return json.loads(done.stdout)


# Not ours, newer, unreadable


def test_a_folder_of_something_else_is_not_touched(homes):
    daemon = homes.daemon()
    daemon.data.mkdir()
    (daemon.data / "holiday.txt").write_text("not a ledger")
    refused_start(daemon, "NOT_A_LEDGER", "ALREADY_EXISTS")
    refused_verify(daemon.data, "NOT_A_LEDGER")
    assert [path.name for path in daemon.data.iterdir()] == ["holiday.txt"]


def test_an_lmdb_file_of_something_else_is_not_touched(homes):
    import lmdb
    daemon = homes.daemon()
    daemon.data.mkdir()
    environment = lmdb.open(str(daemon.data), subdir=True)
    with environment.begin(write=True) as transaction:
        transaction.put(b"somebody", b"else's")
    environment.close()
    refused_start(daemon, "NOT_A_LEDGER", "ALREADY_EXISTS")
    refused_verify(daemon.data, "NOT_A_LEDGER")


def test_no_folder_at_all_cannot_be_verified(folder):
    refused_verify(folder / "nowhere", "NOT_A_LEDGER", "IO")
    assert not (folder / "nowhere").exists()


def test_an_empty_folder_becomes_a_ledger(homes):
    daemon = homes.daemon()
    daemon.data.mkdir()
    daemon.start()
    assert daemon.stop() == 0
    assert oracle.read_ledger(daemon.data).head == 1


def test_a_newer_format_is_refused_by_name(copy):
    (copy.data / "FORMAT").write_bytes(b"opportunity-ledger log 4\n")
    output = refused_start(copy, "NEWER_FORMAT")
    assert "4" in output and "newer" in output
    refused_verify(copy.data, "NEWER_FORMAT")


@pytest.mark.parametrize("content", [b"", b"opportunity-ledger log\n", b"\xff" * 30,
                                     b"opportunity-ledger log 0\n", b"x" * 100_000])
def test_a_format_file_of_nonsense_is_refused(copy, content):
    (copy.data / "FORMAT").write_bytes(content)
    refused_start(copy, "NOT_A_LEDGER", "DAMAGED", "NEWER_FORMAT")
    refused_verify(copy.data, "NOT_A_LEDGER", "DAMAGED", "NEWER_FORMAT")


def test_a_ledger_without_its_format_file_is_not_made_anew(copy):
    (copy.data / "FORMAT").unlink()
    refused_start(copy, "NOT_A_LEDGER", "DAMAGED", "ALREADY_EXISTS")
    refused_verify(copy.data, "NOT_A_LEDGER", "DAMAGED")


def test_a_ledger_without_its_data_file_is_not_made_anew(copy):
    (copy.data / "data.mdb").unlink()
    refused_start(copy, "DAMAGED", "TRUNCATED", "NOT_A_LEDGER", "IO")
    refused_verify(copy.data, "DAMAGED", "TRUNCATED", "NOT_A_LEDGER", "IO")


# Truncated


def bytes_needed(data_file: bytes) -> int:
    """The length that the newer of LMDB's two meta pages (number of last page, transaction) needs."""
    import struct
    metas = [struct.unpack_from("=QQ", data_file, page + 136) for page in (0, 4096)]
    last_page, _ = max(metas, key=lambda meta: meta[1])
    return (last_page + 1) * 4096


def test_every_truncation_is_named(good, copy):
    whole = (good.data / "data.mdb").read_bytes()
    whole = whole[:bytes_needed(whole)]
    pages = len(whole) // 4096
    lengths = {0, 1, 100, 4095, 4096, 4097, 8191, 8192, 8193, 12288, len(whole) // 2,
               len(whole) - 4096, len(whole) - 4097, len(whole) - 1}
    lengths |= {4096 * page for page in random.Random(1).sample(range(pages), min(8, pages))}
    for length in sorted(lengths):
        (copy.data / "data.mdb").write_bytes(whole[:length])
        output = run("oppreplay", "verify", copy.data)
        text = (output.stdout + output.stderr).decode(errors="replace")
        assert output.returncode == 1, f"cut at {length} of {len(whole)}: {text}"
        assert any(c in text for c in ("TRUNCATED", "DAMAGED", "NOT_A_LEDGER")), text
    for length in (0, 100, 8192, len(whole) // 2, len(whole) - 1):
        (copy.data / "data.mdb").write_bytes(whole[:length])
        refused_start(copy, "TRUNCATED", "DAMAGED", "NOT_A_LEDGER")


# One flipped byte


def flip(data, offset, bit=None):
    with open(data / "data.mdb", "r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ (0xFF if bit is None else 1 << bit)]))


def block_places(good):
    """File offset, length and key of every block in force, found by its bytes."""
    whole = (good.data / "data.mdb").read_bytes()
    blocks, *_ = oracle.stored_entries(good.data)
    places = []
    for key, block in blocks.items():
        offset = whole.find(block)
        assert offset >= 0, f"block {key} is not in one piece"
        if whole.find(block, offset + 1) < 0:
            places.append((offset, len(block), key))
    assert places
    return places


def test_a_flipped_byte_in_any_block_is_found_by_both_programs(good, copy):
    dice = random.Random(7)
    places = sorted(block_places(good))
    # The last one is read when the ledger is opened already, and is refused there.
    last = max(places, key=lambda place: place[2])
    for offset, length, key in [last, *dice.sample(places, min(6, len(places)))]:
        place = offset + dice.randrange(length)
        flip(copy.data, place)
        output = refused_verify(copy.data, "DAMAGED")
        assert str(key) in output, f"which block is not said: {output}"
        where = f"bytes {offset} to {offset + length - 1} of its data.mdb"
        assert where in output, f"where it lies is not said: {output}"
        refused_start(copy, "DAMAGED")
        flip(copy.data, place)
    run("oppreplay", "verify", copy.data, check=0)


def test_a_flipped_byte_anywhere_is_found_or_harmless(good, copy):
    """Never a wrong answer, never a death by signal."""
    dice = random.Random(11)
    size = (good.data / "data.mdb").stat().st_size
    harmless = []
    for _ in range(FLIPS):
        offset, bit = dice.randrange(size), dice.randrange(8)
        flip(copy.data, offset, bit)
        done = run("oppreplay", "verify", copy.data)
        text = (done.stdout + done.stderr).decode(errors="replace")
        where = f"bit {bit} of byte {offset}: exit {done.returncode}: {text}"
        assert done.returncode in (0, 1), where
        if done.returncode == 0:
            verdict = oracle_verdict(copy.data)
            assert verdict.get("root") == good.ledger.root.hex(), f"unnoticed: {where} {verdict}"
            harmless.append((offset, bit))
        flip(copy.data, offset, bit)
    for offset, bit in harmless[:4]:
        flip(copy.data, offset, bit)
        try:
            copy.start()
        except StartRefused as refused:
            # A bit of the note that says which file of keys is the ledger's: no record is touched.
            assert "TEXT_KEYS_FOREIGN" in refused.output
            flip(copy.data, offset, bit)
            continue
        with copy.client() as client:
            assert client.status().root == good.ledger.root
            stored = client.tail_records(client.open_tail(1, 65_536), good.ledger.head)
            assert stored == good.told
        copy.kill()
        shutil.rmtree(copy.data)
        shutil.copytree(good.data, copy.data)


def test_a_flipped_byte_that_verify_finds_is_never_served(good, copy):
    """Where the auditor says broken, the daemon refuses or every byte it serves is the original."""
    dice = random.Random(13)
    size = (good.data / "data.mdb").stat().st_size
    for _ in range(FLIPS // 2):
        shutil.rmtree(copy.data)
        shutil.copytree(good.data, copy.data)
        offset, bit = dice.randrange(size), dice.randrange(8)
        flip(copy.data, offset, bit)
        try:
            copy.start()
        except StartRefused as refused:
            assert refused.returncode > 0, f"bit {bit} of byte {offset}: {refused}"
            continue
        with copy.client() as client:
            stored = client.tail_records(client.open_tail(1, 65_536), good.ledger.head)
        copy.kill()
        assert stored == good.told, (offset, bit)


# With a kept tree, and with notes at hand


@pytest.fixture(scope="module")
def signed():
    """A small ledger that keeps its tree, with what was signed of it kept outside; stopped."""
    from conftest import Homes
    homes = Homes()
    try:
        daemon = homes.daemon()
        signing(daemon)
        daemon.start()
        notes = []
        for count in (99, 300, 211):
            fill(daemon, count)
            notes.append(checkpoint(daemon))
        assert daemon.stop() == 0
        daemon.notes = daemon.home / "kept-notes"
        daemon.notes.write_text("\n".join(notes))
        daemon.ledger = oracle.read_ledger(daemon.data)
        assert len(oracle.stored_entries(daemon.data)[2]) == 2
        daemon.archive = daemon.home / "archive"
        run("oppreplay", "archive", daemon.data, daemon.archive, check=0)
        yield daemon
    finally:
        homes.end()


def places_of_the_tree(data_file: bytes, tree: dict) -> list[int]:
    """Where its keys and hashes lie in the file, also in pages that are not in force any more."""
    places = []
    for key, digest in tree.items():
        at = data_file.find(key + digest)
        while at >= 0:
            places += range(at, at + len(key) + len(digest))
            at = data_file.find(key + digest, at + 1)
    assert places
    return places


def test_a_flipped_byte_with_notes_at_hand_is_found_or_harmless(signed, folder):
    """A third of them in meta pages and the kept tree, where much is not in force any more, a third in
    blocks in force, where each is found. What verify passes is the ledger, to the root."""
    shutil.copytree(signed.data, data := folder / "data")
    whole = (data / "data.mdb").read_bytes()
    *_, tree = oracle.stored_entries(signed.data)
    special = [*range(200), *range(4_096, 4_296), *places_of_the_tree(whole, tree)]
    dice = random.Random(17)
    arguments = ["--checkpoint", signed.notes, "--key", verifier_keys(signed)[0]]
    blocks = block_places(signed)
    for turn in range(FLIPS):
        if in_force := turn % 3 == 0:
            start, length, _ = dice.choice(blocks)
            offset = start + dice.randrange(length)
        else:
            offset = dice.choice(special) if turn % 3 == 1 else dice.randrange(len(whole))
        bit = dice.randrange(8)
        flip(data, offset, bit)
        done = run("oppreplay", "verify", data, *arguments)
        text = (done.stdout + done.stderr).decode(errors="replace")
        where = f"bit {bit} of byte {offset}: exit {done.returncode}: {text}"
        assert done.returncode in (0, 1) and "signal" not in text and "Fatal" not in text, where
        if done.returncode == 0:
            assert not in_force, f"unnoticed: {where}"
            assert f"root {signed.ledger.root.hex()} at position {signed.ledger.head};" in text, where
        # Beside its archive it is the same, or is said to be broken: never another answer.
        done = run("oppreplay", "compare", data, signed.archive, "--format", "json")
        text = (done.stdout + done.stderr).decode(errors="replace")
        assert "signal" not in text and "Fatal" not in text, f"{where} {text}"
        if done.returncode == 0:
            assert json.loads(done.stdout)["result"] == "equal"
        elif done.stdout.startswith(b"{"):
            # A meta page can take the file back by a commit, whole.
            assert json.loads(done.stdout)["result"] == "first_is_prefix", f"{where} {text}"
        flip(data, offset, bit)
    run("oppreplay", "verify", data, *arguments, check=0)


def test_a_ledger_cut_at_every_page_is_refused(signed, folder, monkeypatch):
    # Before anything is mapped: so not even the child process is needed.
    monkeypatch.setenv("OPPREPLAY_CHILD", "1")
    shutil.copytree(signed.data, data := folder / "data")
    whole = (data / "data.mdb").read_bytes()
    # From the longest on, so that the file need not be put back each time.
    for length in reversed(range(0, bytes_needed(whole), 4_096)):
        os.truncate(data / "data.mdb", length)
        refused_verify(data, "TRUNCATED")
        for command, *more in (["events"], ["compare", signed.archive],
                               ["archive", folder / "archive"]) if length % 20_480 == 0 else ():
            done = run("oppreplay", command, data, *more, check=1)
            assert b"TRUNCATED" in done.stderr, f"{command} at {length}: {done.stderr}"
    (data / "data.mdb").write_bytes(whole)
    run("oppreplay", "verify", data, check=0)


# Ledgers written by hand from RECORD.md


def by_hand(good, homes, change=None, *, change_entries=None, **more) -> Daemon:
    daemon = homes.daemon()
    records = list(good.ledger.records)
    if change is not None:
        change(records)
    oracle.write_ledger(daemon.data, records, change=change_entries, **more)
    return daemon


@pytest.mark.parametrize("codec", [oracle.RAW, oracle.ZSTD])
@pytest.mark.parametrize("block_records", [1, 7, 1000])
def test_a_ledger_written_by_hand_is_a_ledger(good, homes, codec, block_records):
    """The format document is enough to write one: the daemon serves it and goes on from it."""
    daemon = by_hand(good, homes, codec=codec, block_records=block_records)
    assert oracle.read_ledger(daemon.data).root == good.ledger.root
    run("oppreplay", "verify", daemon.data, check=0)
    daemon.start()
    with daemon.client() as client:
        assert client.status().root == good.ledger.root
        client.accept(make.team("t-new"))
    assert daemon.stop() == 0
    assert oracle.read_ledger(daemon.data).records[:-1] == good.ledger.records


def test_a_rewritten_record_with_a_good_checksum_is_caught_by_the_root(good, homes):
    """Somebody changed a title and mended the checksums, but could not mend the tree's root."""
    def change(records):
        index = next(i for i, r in enumerate(records) if b"Opportunity " in r)
        records[index] = records[index].replace(b"Opportunity ", b"Opportunism ")

    daemon = by_hand(good, homes, change, leaves=good.ledger.leaves)
    with pytest.raises(oracle.Broken):
        oracle.read_ledger(daemon.data)
    refused_verify(daemon.data, "DAMAGED", "WRONG_ROOT")
    refused_start(daemon, "DAMAGED", "WRONG_ROOT")


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_missing_record_is_caught(good, homes, place):
    def change(records):
        records.pop({"first": 0, "middle": len(records) // 2, "last": len(records) - 1}[place])

    leaves = good.ledger.leaves
    daemon = by_hand(good, homes, change, leaves=leaves)
    refused_verify(daemon.data, "DAMAGED", "WRONG_ROOT")
    refused_start(daemon, "DAMAGED", "WRONG_ROOT")


# What RECORD.md forbids, each with good checksums


def _moved_block(blocks, meta):
    key = sorted(blocks)[1]
    blocks[key + 1] = blocks.pop(key)


def _missing_block(blocks, meta):
    del blocks[sorted(blocks)[1]]


def _missing_last_block(blocks, meta):
    del blocks[max(blocks)]


def _extra_block(blocks, meta):
    key = max(blocks)
    first = key + len(oracle.decode_block(key, blocks[key]))
    blocks[first] = oracle.encode_block(first, [b"\x08\x01"])


def _wrong_frontier(blocks, meta):
    position, root, subtrees = oracle.decode_head(meta[b"head"])
    meta[b"head"] = oracle.encode_head(position, root, [bytes(32)] * len(subtrees))


def _wrong_root(blocks, meta):
    position, _, subtrees = oracle.decode_head(meta[b"head"])
    meta[b"head"] = oracle.encode_head(position, bytes(32), subtrees)


def _no_head(blocks, meta):
    del meta[b"head"]


def _no_format(blocks, meta):
    del meta[b"format"]


def _newer_block(blocks, meta):
    _rewrite(blocks, version=2)


def _unknown_codec(blocks, meta):
    _rewrite(blocks, codec=9)


def _too_large_a_claim(blocks, meta):
    _rewrite(blocks, raw_size=0xFFFF_FFFF)


def _too_many_records(blocks, meta):
    _rewrite(blocks, count=0xFFFF_FFFF)


def _no_records(blocks, meta):
    _rewrite(blocks, count=0)


def _bomb(blocks, meta):
    """A zstd frame of 64 MiB of zeros that claims to be small."""
    import zstandard
    packed = zstandard.ZstdCompressor(write_content_size=False).compress(bytes(64 << 20))
    _rewrite(blocks, codec=1, payload=packed)


def _two_frames(blocks, meta):
    import zstandard
    key = max(blocks)
    raw = blocks[key][32:]
    packed = b"".join(zstandard.ZstdCompressor().compress(part) for part in (raw[:50], raw[50:]))
    _rewrite(blocks, codec=1, payload=packed, raw_size=len(raw))


def _rewrite(blocks, *, version=None, codec=None, count=None, raw_size=None, payload=None):
    """The last block with other header fields and a checksum that fits them."""
    import struct
    key = max(blocks)
    old = oracle.BLOCK.unpack_from(blocks[key])
    payload = blocks[key][32:] if payload is None else payload
    header = oracle.BLOCK.pack(
        old[0], old[1] if version is None else version, old[2] if codec is None else codec, 0,
        old[4], old[5] if count is None else count, old[6] if raw_size is None else raw_size,
        len(payload))
    blocks[key] = header + struct.pack(">I", oracle.crc32c(header + payload)) + payload


@pytest.mark.parametrize("change", [
    _moved_block, _missing_block, _missing_last_block, _extra_block, _wrong_frontier, _wrong_root,
    _no_head, _no_format, _newer_block, _unknown_codec, _too_large_a_claim, _too_many_records,
    _no_records, _bomb, _two_frames], ids=lambda change: change.__name__.strip("_"))
def test_what_the_format_forbids_is_refused_by_name(good, homes, change):
    daemon = by_hand(good, homes, change_entries=change)
    assert not oracle_verdict(daemon.data)["whole"]
    refused_verify(daemon.data, "DAMAGED", "NEWER_FORMAT", "NOT_A_LEDGER", "WRONG_ROOT")
    refused_start(daemon, "DAMAGED", "NEWER_FORMAT", "NOT_A_LEDGER", "WRONG_ROOT")


def refuses_history(daemon):
    """Checksums and root are right, the history is not: both programs must say so by name."""
    assert not oracle_verdict(daemon.data)["whole"]
    with pytest.raises(StartRefused) as refused:
        daemon.start()
    assert refused.value.returncode > 0, f"died of a signal: {refused.value}"
    assert "Fatal error" not in refused.value.output
    assert "record" in refused.value.output or "position" in refused.value.output
    done = run("oppreplay", "verify", daemon.data)
    text = (done.stdout + done.stderr).decode(errors="replace")
    assert done.returncode == 1, text
    assert "Fatal error" not in text and text.strip(), text


def test_records_that_do_not_stand_where_they_say_are_refused(good, homes):
    """Two records of a tree built over their wrong order: root right, positions wrong."""
    def change(records):
        records[20], records[21] = records[21], records[20]

    refuses_history(by_hand(good, homes, change))


def test_an_event_of_a_newer_program_is_refused_loudly(good, homes):
    """A kind of event that this program does not know is never skipped."""
    from oppclient import field
    from oppschema import record as schema

    def change(records):
        record = schema.Record.FromString(records[-1])
        record.ClearField(record.WhichOneof("event"))
        records[-1] = record.SerializeToString() + field(99, b"")

    refuses_history(by_hand(good, homes, change))


def test_a_meaning_of_a_newer_program_is_refused_loudly(good, homes):
    from oppschema import record as schema

    def change(records):
        record = schema.Record.FromString(records[-1])
        record.schema_version = 77
        records[-1] = record.SerializeToString()

    refuses_history(by_hand(good, homes, change))


def test_records_that_are_no_messages_are_refused(good, homes):
    def change(records):
        records[-1] = b"\xff" * 40

    refuses_history(by_hand(good, homes, change))


def test_a_history_that_cannot_have_happened_is_refused(good, homes):
    """A follow-up of an opportunity that never was: replay must not trap on it."""
    from oppschema import record as schema

    def change(records):
        index = next(i for i in reversed(range(len(records)))
                     if schema.Record.FromString(records[i]).HasField("follow_up_logged"))
        record = schema.Record.FromString(records[index])
        record.stream_id = "o-never-created"
        record.stream_version = 1
        records[index] = record.SerializeToString()

    refuses_history(by_hand(good, homes, change))


def test_a_stage_move_from_where_it_never_was_is_refused(good, homes):
    from oppschema import record as schema

    def change(records):
        index = next(i for i in reversed(range(len(records)))
                     if schema.Record.FromString(records[i]).HasField("stage_moved"))
        record = schema.Record.FromString(records[index])
        setattr(record.stage_moved, "from", record.stage_moved.to)
        records[index] = record.SerializeToString()

    daemon = by_hand(good, homes, change)
    with pytest.raises(StartRefused) as refused:
        daemon.start()
    assert refused.value.returncode > 0, f"died of a signal: {refused.value}"
    assert "Fatal error" not in refused.value.output


@pytest.mark.parametrize("seed", range(6))
def test_random_damage_inside_good_checksums_never_kills_a_program(good, homes, seed):
    """Whoever can mend checksums and roots still cannot make a program trap, hang, or die."""
    def change(records):
        dice = random.Random(seed)
        for index in dice.sample(range(1, len(records)), 3):
            stored = bytearray(records[index])
            stored[dice.randrange(len(stored))] ^= 1 << dice.randrange(8)
            records[index] = bytes(stored)

    daemon = by_hand(good, homes, change)
    try:
        daemon.start()
        with daemon.client() as client:
            client.ask("opportunities")
        assert daemon.stop() == 0
    except StartRefused as refused:
        assert refused.returncode > 0, f"died of a signal: {refused}"
        assert "Fatal error" not in refused.output
    assert run("oppreplay", "verify", daemon.data).returncode in (0, 1)
