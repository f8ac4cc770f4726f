"""A stored model that is not what the records add up to is found, and the record from which on."""

import json
import shutil
import struct

import pytest

import make
import oracle
from conftest import Homes, Office
from oppdaemon import run
from oppschema import values
from test_checkpoint import FILE, restart, wait_for

OPPORTUNITIES = 7  # the part of a checkpoint that has the write model's opportunities
FACTS = 13


class Stored:
    """A checkpoint's bytes, and its frames, which may be changed with every checksum made right."""

    def __init__(self, path):
        self.path = path
        self.data = bytearray(path.read_bytes())
        self.position = struct.unpack_from("<Q", self.data, 24)[0]
        self.sizes_at = 40 + 32 * bin(self.position).count("1")

    def frames(self):
        """Part, offset of the rows, how many bytes they have."""
        offset = 4_096
        while offset < len(self.data):
            part, _, _, size, _ = struct.unpack_from("<5I", self.data, offset)
            yield part, offset + 20, size
            offset += 20 + size

    def frame(self, part):
        return next((start, size) for found, start, size in self.frames() if found == part)

    def row(self, part, key: str):
        """From the row about that id to the end of its frame: for the last row, the row itself."""
        start, size = self.frame(part)
        mark = bytes([len(key)]) + key.encode()
        place = self.data.index(mark, start, start + size)
        return place, bytes(self.data[place:start + size])

    def replace_last_row(self, part, key: str, row: bytes):
        """In the place of the last row of a frame, of whatever length."""
        place, old = self.row(part, key)
        start, size = self.frame(part)
        section = sum(1 for found, at, _ in self.frames() if found == 0 and at < start)
        self.data[place:start + size] = row
        struct.pack_into("<I", self.data, start - 8, size - len(old) + len(row))
        at = self.sizes_at + 8 * section
        total = struct.unpack_from("<Q", self.data, at)[0] - len(old) + len(row)
        struct.pack_into("<Q", self.data, at, total)

    def write(self, path=None):
        for _, start, size in list(self.frames()):
            body = bytes(self.data[start - 20:start - 4]) + bytes(self.data[start:start + size])
            struct.pack_into("<I", self.data, start - 4, oracle.crc32c(body))
        struct.pack_into("<I", self.data, 4_092, oracle.crc32c(bytes(self.data[:4_092])))
        path = path or self.path
        path.write_bytes(self.data)
        return path


class Kept:
    """A stopped ledger with the checkpoints of two moments, between which one opportunity moved."""

    def __init__(self, homes):
        self.daemon = homes.daemon().start()
        office = Office(self.daemon)
        restart(self.daemon, every=5)
        with self.daemon.client() as client:
            self.deals = [office.opportunity(client, id=f"o-{n}") for n in range(3)]
            self.early = self.keep(client, "early")
            self.moved = client.accept(make.move(
                "o-2", values.STAGE_CONTACT, values.STAGE_NEEDS)).first_position
            client.accept(make.grade("o-0", "B"))
            self.late = self.keep(client, "late")
        assert self.daemon.stop() == 0
        self.data = self.daemon.data

    def keep(self, client, name):
        """Has the daemon write a checkpoint of now, and keeps a copy."""
        path = self.daemon.data / FILE
        head = client.status().head_position
        client.accept_all([make.team(make.fresh_id("t")) for _ in range(12)])
        for _ in range(600):
            if path.exists() and Stored(path).position > head:
                break
            client.accept(make.team(make.fresh_id("t")))
        wait_for(self.daemon, "checkpoint written")
        copy = self.daemon.home / name
        shutil.copy(path, copy)
        assert Stored(copy).position > head
        return copy


@pytest.fixture(scope="module")
def kept():
    homes = Homes()
    try:
        yield Kept(homes)
    finally:
        homes.end()


@pytest.fixture
def copy(kept, folder):
    made = folder / "copy"
    shutil.copytree(kept.data, made)
    shutil.copy(kept.late, made / FILE)
    return made


def bisect(directory, *options, check):
    done = run("oppreplay", "bisect", directory, "--format", "json", *options, check=check)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return rows[0], rows[1:]


def verified(directory, check):
    done = run("oppreplay", "verify", directory, "--format", "json", check=check)
    return json.loads(done.stdout)


def test_what_a_daemon_stored_is_what_its_records_add_up_to(kept, copy):
    summary, rows = bisect(copy, check=0)
    position = Stored(kept.late).position
    assert summary["verdict"] == "equal" and summary["checkpoint_position"] == position
    assert rows == [] and summary["differing_rows"] == 0
    told = verified(copy, check=0)
    assert (told["checkpoint"], told["checkpoint_position"]) == ("equal", position)
    line = run("oppreplay", "verify", copy, check=0).stdout.decode()
    assert f"the checkpoint at {position} agrees" in line


def test_a_changed_row_with_right_checksums_is_found_with_the_record_that_made_it(kept, copy):
    stored = Stored(copy / FILE)
    place, row = stored.row(OPPORTUNITIES, "o-1")
    stage = place + 1 + len("o-1") + 1
    assert stored.data[stage] == values.STAGE_CONTACT
    stored.data[stage] = values.STAGE_CLOSING
    stored.write()
    told = verified(copy, check=1)
    assert (told["verdict"], told["code"]) == ("BROKEN", "CHECKPOINT_DIFFERS")
    assert told["checkpoint"] == "differs" and told["checkpoint_what"] == "the write model"
    summary, rows = bisect(copy, check=1)
    made = next(r.position for r in oracle.read_ledger(kept.data).parsed() if r.stream_id == "o-1")
    assert summary["verdict"] == "differs" and summary["differing_rows"] == len(rows) == 1
    found = rows[0]
    assert (found["model"], found["table"], found["key"]) == ("write", "opportunities", "o-1")
    assert found["table_row"] == 1
    assert found["from_position"] == made and found["right_until"] is None
    assert found["kind"] == "ROW_CHANGED" and "never so by any record" in found["what"]
    old, new = bytes.fromhex(found["rebuilt"]), bytes.fromhex(found["stored"])
    assert [i for i in range(len(old)) if old[i] != new[i]] == [stage - place]


def test_a_row_that_missed_records_is_told_with_the_first_of_them(kept, copy):
    stored = Stored(copy / FILE)
    _, before = Stored(kept.early).row(OPPORTUNITIES, "o-2")
    _, after = stored.row(OPPORTUNITIES, "o-2")
    assert before != after
    stored.replace_last_row(OPPORTUNITIES, "o-2", before)
    stored.write()
    summary, rows = bisect(copy, check=1)
    assert [(row["key"], row["kind"]) for row in rows] == [("o-2", "ROW_STALE")]
    assert rows[0]["right_until"] == kept.moved - 1 and rows[0]["from_position"] == kept.moved
    assert summary["first_position"] == kept.moved
    assert f"record {kept.moved} is not in it" in rows[0]["what"]


def test_the_read_model_is_compared_too(kept, copy):
    stored = Stored(copy / FILE)
    title = b"Opportunity o-2"
    start, size = stored.frame(FACTS)
    place = stored.data.index(title, start, start + size)
    stored.data[place:place + len(title)] = b"Opportunism o-2"
    stored.write()
    assert verified(copy, check=1)["checkpoint_what"] == "the read model"
    summary, rows = bisect(copy, check=1)
    assert [(r["model"], r["table"], r["key"]) for r in rows] == [("read", "facts", "o-2")]


def test_several_checkpoints_narrow_it(kept, copy, folder):
    stored = Stored(kept.late)
    place, _ = stored.row(OPPORTUNITIES, "o-1")
    stored.data[place + 1 + len("o-1") + 1] = values.STAGE_QUOTED
    wrong = stored.write(folder / "wrong")
    # In whatever order they are given.
    summary, _ = bisect(copy, "--checkpoint-file", wrong, "--checkpoint-file", kept.early, check=1)
    assert summary["right_at"] == Stored(kept.early).position
    assert summary["checkpoint_position"] == stored.position
    summary, _ = bisect(copy, "--checkpoint-file", kept.early, check=0)
    assert summary["checkpoint_position"] == Stored(kept.early).position


def test_without_a_checkpoint_it_says_so(kept, copy, folder):
    (copy / FILE).unlink()
    done = run("oppreplay", "bisect", copy, check=1)
    assert b"NOT_FOUND" in done.stderr
    done = run("oppreplay", "bisect", copy, "--checkpoint-file", folder / "none", check=1)
    assert b"NOT_FOUND" in done.stderr
    assert verified(copy, check=0)["checkpoint"] == "none"


def test_one_that_cannot_be_compared_is_refused_by_code(kept, copy, folder):
    for name, content in (("rubbish", b"rubbish"), ("cut", kept.late.read_bytes()[:-5])):
        (copy / FILE).write_bytes(content)
        done = run("oppreplay", "bisect", copy, check=1)
        assert b"CHECKPOINT_UNUSABLE" in done.stderr, name
        # A start would not use it either, so the ledger is sound.
        assert verified(copy, check=0)["checkpoint"] == "unusable"
    shutil.copy(kept.late, copy / FILE)
    (copy / "text.keys").unlink()
    done = run("oppreplay", "bisect", copy, check=1)
    assert b"CHECKPOINT_UNUSABLE" in done.stderr and b"no keys of texts here" in done.stderr
    told = verified(copy, check=0)
    assert told["checkpoint"] == "unusable" and "no keys of texts here" in told["checkpoint_what"]


def test_a_checkpoint_of_another_ledger_is_no_witness(kept, homes):
    other = Kept(homes)
    done = run("oppreplay", "bisect", other.data, "--checkpoint-file", kept.early, check=1)
    assert b"CHECKPOINT_UNUSABLE" in done.stderr


def test_tables_speak_both_languages(kept, copy):
    for language, word in (("zh", "一致"), ("en", "equal")):
        done = run("oppreplay", "bisect", copy, "--format", "table", "--lang", language, check=0)
        assert word in done.stdout.decode()
