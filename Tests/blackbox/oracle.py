"""The independent reader: what a data directory holds, said without a line of the daemon's code.

Written from schemas/RECORD.md with py-lmdb, zstandard, a CRC32C and an RFC 6962 tree of its own.
It believes nothing: every checksum, position, version and root is recomputed. `python oracle.py DIR`
prints one JSON verdict, for use on files so damaged that reading them may kill the process.
"""

import dataclasses
import hashlib
import json
import pathlib
import struct
import sys

import lmdb
import zstandard

from oppschema import record as schema
from oppschema import values

FORMATS = {1: b"opportunity-ledger log 1\n", 2: b"opportunity-ledger log 2\n",
           3: b"opportunity-ledger log 3\n"}
BLOCK = struct.Struct(">4sBBHQIII")  # without the checksum
RAW, ZSTD, COLUMNS = 0, 1, 2
BLOCK_RECORDS_MAXIMUM, BLOCK_BYTES_MAXIMUM = 4096, 8 << 20
MAP_BYTES = 64 << 30


# Events that begin their stream and stand nowhere else; and those that begin or continue one.
BEGINNINGS = {
    "team_registered", "user_registered", "customer_registered", "opportunity_created",
    "lead_captured", "approval_requested", "task_opened", "review_sample_drawn", "award_granted",
    "import_batch_opened"}
EITHER = {
    "policy_published", "target_set", "forecast_call_submitted", "outbound_advanced",
    "forecast_snapshot_taken", "forecast_calibrated"}


class Broken(Exception):
    """The directory is not a whole ledger; the text says where and why."""


# CRC32C (Castagnoli), reflected polynomial 0x82F63B78


def _crc_table():
    table = []
    for index in range(256):
        value = index
        for _ in range(8):
            value = value >> 1 ^ (0x82F63B78 if value & 1 else 0)
        table.append(value)
    return table


_CRC = _crc_table()
# Two bytes at a step: pure Python is slow enough without a step for each.
_CRC2 = [_CRC[(low := _CRC[i & 0xFF] ^ i >> 8) & 0xFF] ^ low >> 8 for i in range(65536)]


def crc32c(data: bytes) -> int:
    crc = 0xFFFFFFFF
    even = len(data) & ~1
    table = _CRC2
    for (pair,) in struct.iter_unpack("<H", data[:even]):
        crc = table[(crc ^ pair) & 0xFFFF] ^ crc >> 16
    if len(data) & 1:
        crc = _CRC[(crc ^ data[-1]) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


# RFC 6962


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def tree_root(leaves: list[bytes]) -> bytes:
    """MTH of section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(tree_root(leaves[:split]), tree_root(leaves[split:]))


class Frontier:
    """The same tree grown leaf by leaf: for the roots of many prefixes."""

    def __init__(self):
        self.count = 0
        self.subtrees: list[tuple[int, bytes]] = []

    def append(self, leaf: bytes):
        size, digest = 1, leaf
        while self.subtrees and self.subtrees[-1][0] == size:
            digest = node_hash(self.subtrees.pop()[1], digest)
            size *= 2
        self.subtrees.append((size, digest))
        self.count += 1

    def root(self) -> bytes:
        if not self.subtrees:
            return tree_root([])
        digest = self.subtrees[-1][1]
        for _, left in reversed(self.subtrees[:-1]):
            digest = node_hash(left, digest)
        return digest


def kept_tree(leaves: list[bytes]) -> dict[bytes, bytes]:
    """The table `tree` as the leaves make it: complete subtrees of 256, 256², … leaves by their ends."""
    nodes, below, level = {}, leaves, 0
    while len(below) >= 256:
        level += 1
        below = [tree_root(below[start:start + 256]) for start in range(0, len(below) // 256 * 256, 256)]
        for index, digest in enumerate(below):
            nodes[((index + 1) * 256 ** level).to_bytes(8, "big") + bytes([level])] = digest
    return nodes


# Varints and blocks


def read_varint(data: bytes, offset: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if offset >= len(data) or shift > 63:
            raise Broken("a record length is cut off")
        byte = data[offset]
        offset += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            if byte == 0 and shift:
                raise Broken("a record length in more bytes than it needs")
            return value, offset
        shift += 7


def split_records(raw: bytes) -> list[bytes]:
    records, offset = [], 0
    while offset < len(raw):
        length, offset = read_varint(raw, offset)
        if offset + length > len(raw):
            raise Broken("a record reaches past its block")
        records.append(raw[offset:offset + length])
        offset += length
    return records


def varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


class Column:
    """One column of a merged block: what is left of its numbers and of its strings."""

    def __init__(self, tag: int, numbers: int, contents: int):
        if tag & 7 not in (0, 2) or tag >> 3 == 0 and tag != 0 or tag & 7 == 0 and contents and tag:
            raise Broken(f"a column of tag {tag}")
        self.tag, self.sizes, self.value = tag, (numbers, contents), 0

    def place(self, form: bytes, offset: int) -> int:
        middle = offset + self.sizes[0]
        end = middle + self.sizes[1]
        if end > len(form):
            raise Broken("a column reaches past the block")
        self.numbers, self.contents, self.at = form[offset:middle], form[middle:end], [0, 0]
        return end

    def next(self) -> bytes:
        """The next field of this column with its tag, or the next whole record."""
        number, self.at[0] = read_varint(self.numbers, self.at[0])
        if self.tag & 7 == 0 and self.tag:
            difference = number >> 1 ^ -(number & 1)
            self.value = self.value + difference & (1 << 64) - 1
            return varint(self.tag) + varint(self.value)
        start, self.at[1] = self.at[1], self.at[1] + number
        if self.at[1] > len(self.contents):
            raise Broken("a string reaches past its column")
        content = self.contents[start:self.at[1]]
        return varint(self.tag) + varint(number) + content if self.tag else content

    def is_done(self) -> bool:
        return self.at == list(self.sizes)


def records_of_columns(form: bytes, count: int) -> list[bytes]:
    """The records of a merged block, put together from its columns."""
    column_count, offset = read_varint(form, 0)
    columns = []
    for _ in range(column_count):
        tag, offset = read_varint(form, offset)
        numbers, offset = read_varint(form, offset)
        contents, offset = read_varint(form, offset)
        columns.append(Column(tag, numbers, contents))
    shape_count, offset = read_varint(form, offset)
    shapes = []
    for _ in range(shape_count):
        fields, offset = read_varint(form, offset)
        shapes.append([columns[index] for index in form[offset:offset + fields]])
        offset += fields
    chosen = form[offset:offset + count]
    offset += count
    for column in columns:
        offset = column.place(form, offset)
    if offset != len(form) or len(chosen) != count:
        raise Broken("bytes are left over or missing")
    records = [b"".join(column.next() for column in shapes[shape]) for shape in chosen]
    if not all(column.is_done() for column in columns) or not all(records):
        raise Broken("values are left over or missing")
    return records


def decode_block(key: int, data: bytes) -> list[bytes]:
    """The records of one stored block, every field of its header checked."""
    where = f"block {key}"
    if len(data) < BLOCK.size + 4:
        raise Broken(f"{where}: only {len(data)} bytes")
    magic, version, codec, reserved, first, count, raw_size, stored_size = BLOCK.unpack_from(data)
    (checksum,) = struct.unpack_from(">I", data, BLOCK.size)
    payload = data[BLOCK.size + 4:]
    if magic != b"OPB1":
        raise Broken(f"{where}: magic {magic!r}")
    if version != 1 or reserved != 0 or codec not in (RAW, ZSTD, COLUMNS):
        raise Broken(f"{where}: version {version}, codec {codec}, reserved {reserved}")
    if first != key:
        raise Broken(f"{where}: header says it begins at {first}")
    if not 1 <= count <= BLOCK_RECORDS_MAXIMUM or raw_size > BLOCK_BYTES_MAXIMUM:
        raise Broken(f"{where}: {count} records in {raw_size} bytes")
    if stored_size != len(payload):
        raise Broken(f"{where}: {len(payload)} payload bytes, header says {stored_size}")
    if crc32c(data[:BLOCK.size] + payload) != checksum:
        raise Broken(f"{where}: checksum")
    if codec == COLUMNS:
        try:
            if zstandard.frame_content_size(payload) > BLOCK_BYTES_MAXIMUM:
                raise Broken(f"{where}: its columns are too large")
            form = zstandard.ZstdDecompressor().decompress(payload, allow_extra_data=False)
        except zstandard.ZstdError as error:
            raise Broken(f"{where}: {error}") from error
        try:
            records = records_of_columns(form, count)
        except (Broken, IndexError) as error:
            raise Broken(f"{where}: its columns: {error}") from error
        if sum(len(r) + len(varint(len(r))) for r in records) != raw_size:
            raise Broken(f"{where}: its columns do not make {raw_size} raw bytes")
        return records
    if codec == ZSTD:
        try:
            if zstandard.frame_content_size(payload) != raw_size:
                raise Broken(f"{where}: the zstd frame does not state {raw_size} bytes")
            raw = zstandard.ZstdDecompressor().decompress(payload, allow_extra_data=False)
        except zstandard.ZstdError as error:
            raise Broken(f"{where}: {error}") from error
    else:
        if raw_size != stored_size:
            raise Broken(f"{where}: raw, and yet of two sizes")
        raw = payload
    if len(raw) != raw_size:
        raise Broken(f"{where}: {len(raw)} raw bytes, header says {raw_size}")
    records = split_records(raw)
    if len(records) != count:
        raise Broken(f"{where}: {len(records)} records, header says {count}")
    return records


def encode_block(first: int, records: list[bytes], codec: int = RAW) -> bytes:
    """A block as RECORD.md describes it: so that a test can write a ledger by hand."""
    raw = bytearray()
    for stored in records:
        length = len(stored)
        while length > 0x7F:
            raw.append(length & 0x7F | 0x80)
            length >>= 7
        raw.append(length)
        raw += stored
    payload = zstandard.ZstdCompressor().compress(bytes(raw)) if codec == ZSTD else bytes(raw)
    header = BLOCK.pack(b"OPB1", 1, codec, 0, first, len(records), len(raw), len(payload))
    return header + struct.pack(">I", crc32c(header + payload)) + payload


# The head record: "OPH1", version, number of subtrees, u16 0, u64 position, root, subtrees, CRC32C

HEAD = struct.Struct(">4sBBHQ32s")


def decode_head(data: bytes) -> tuple[int, bytes, list[bytes]]:
    """The position, the root and the frontier."""
    if len(data) < HEAD.size + 4:
        raise Broken(f"head record: only {len(data)} bytes")
    magic, version, subtree_count, reserved, position, root = HEAD.unpack_from(data)
    if magic != b"OPH1" or version != 1 or reserved != 0:
        raise Broken(f"head record: {magic!r} version {version}")
    if len(data) != HEAD.size + 32 * subtree_count + 4:
        raise Broken(f"head record: {len(data)} bytes for {subtree_count} subtrees")
    if crc32c(data[:-4]) != struct.unpack(">I", data[-4:])[0]:
        raise Broken("head record: checksum")
    if subtree_count != position.bit_count():
        raise Broken(f"head record: {subtree_count} subtrees for position {position}")
    subtrees = [data[start:start + 32] for start in range(HEAD.size, len(data) - 4, 32)]
    return position, root, subtrees


def encode_head(position: int, root: bytes, subtrees: list[bytes]) -> bytes:
    body = HEAD.pack(b"OPH1", 1, len(subtrees), 0, position, root) + b"".join(subtrees)
    return body + struct.pack(">I", crc32c(body))


# The format record: "OPF1", u32 number of the format, CRC32C

def format_record(number: int) -> bytes:
    body = struct.pack(">4sI", b"OPF1", number)
    return body + struct.pack(">I", crc32c(body))


# Whole directories


@dataclasses.dataclass
class Ledger:
    records: list[bytes]
    leaves: list[bytes]
    root: bytes
    blocks: list[tuple[int, int, int]]  # key, records, codec

    @property
    def head(self) -> int:
        return len(self.records)

    def parsed(self):
        return [schema.Record.FromString(stored) for stored in self.records]

    def roots_at(self, positions) -> dict[int, bytes]:
        wanted, found, frontier = set(positions), {}, Frontier()
        if 0 in wanted:
            found[0] = frontier.root()
        for leaf in self.leaves:
            frontier.append(leaf)
            if frontier.count in wanted:
                found[frontier.count] = frontier.root()
        return found


def open_environment(path, readonly: bool = True):
    return lmdb.open(
        str(path), subdir=True, readonly=readonly, lock=False, create=not readonly,
        max_dbs=8, map_size=MAP_BYTES, readahead=False)


def stored_entries(path) -> tuple[dict[int, bytes], dict[bytes, bytes], dict[bytes, bytes] | None]:
    """The sub-databases as they are: blocks by first position, meta, and the tree if there is one."""
    environment = open_environment(path)
    try:
        blocks_db = environment.open_db(b"blocks", create=False)
        meta_db = environment.open_db(b"meta", create=False)
        try:
            tree_db = environment.open_db(b"tree", create=False)
        except lmdb.NotFoundError:
            tree_db = None
        with environment.begin() as transaction:
            blocks = {}
            for key, value in transaction.cursor(db=blocks_db):
                if len(key) != 8:
                    raise Broken(f"a block key of {len(key)} bytes")
                blocks[int.from_bytes(key, "big")] = bytes(value)
            meta = {bytes(k): bytes(v) for k, v in transaction.cursor(db=meta_db)}
            tree = tree_db and {bytes(k): bytes(v) for k, v in transaction.cursor(db=tree_db)}
        return blocks, meta, tree
    except lmdb.Error as error:
        raise Broken(f"LMDB: {error}") from error
    finally:
        environment.close()


def read_ledger(path, verified_blocks: dict | None = None) -> Ledger:
    """Reads and verifies everything, or raises `Broken`.

    `verified_blocks` remembers, between calls on the same growing directory, blocks whose bytes were
    verified before; a block that changed by a byte is verified again.
    """
    path = pathlib.Path(path)
    try:
        format_bytes = (path / "FORMAT").read_bytes()
    except OSError as error:
        raise Broken(f"FORMAT: {error}") from error
    number = next((n for n, text in FORMATS.items() if text == format_bytes), 0)
    if number == 0:
        raise Broken(f"FORMAT says {format_bytes[:60]!r}")
    try:
        blocks, meta, tree = stored_entries(path)
    except lmdb.Error as error:
        raise Broken(f"LMDB: {error}") from error
    if b"head" not in meta or b"format" not in meta:
        raise Broken(f"meta holds only {sorted(meta)}")
    if meta[b"format"] not in map(format_record, range(1, number + 1)):
        raise Broken(f"format record: {meta[b'format'][:20].hex()}")
    position, root, subtrees = decode_head(meta[b"head"])

    records, summary = [], []
    for key in sorted(blocks):
        if key != len(records) + 1:
            raise Broken(f"block {key} where position {len(records) + 1} is due")
        data = blocks[key]
        decoded = None if verified_blocks is None else verified_blocks.get(data)
        if decoded is None:
            decoded = decode_block(key, data)
            if verified_blocks is not None:
                verified_blocks[data] = decoded
        records += decoded
        if data[5] == COLUMNS and meta[b"format"] == format_record(1):
            raise Broken(f"block {key} is merged, and the format record does not allow it")
        summary.append((key, len(decoded), data[5]))
    if len(records) != position:
        raise Broken(f"{len(records)} records, the head says {position}")
    leaves = [leaf_hash(stored) for stored in records]
    if tree_root(leaves) != root:
        raise Broken("the recomputed root is not the stored root")
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    if [digest for _, digest in frontier.subtrees] != subtrees or frontier.root() != root:
        raise Broken("the recomputed frontier is not the stored one")
    if tree is not None and meta[b"format"] != format_record(3):
        raise Broken("a tree is kept, and the format record does not allow it")
    if len(records) >= 256 and number == 3 and tree != kept_tree(leaves):
        raise Broken("the kept tree is not that of the records")
    ledger = Ledger(records, leaves, root, summary)
    check_records(ledger)
    return ledger


def check_records(ledger: Ledger):
    """What must hold between the records: positions, times, commands, streams, rules in force."""
    recorded_at, streams, command_ids = 0, {}, set()
    policies, current, left = 0, None, 0
    for position, stored in enumerate(ledger.records, start=1):
        try:
            record = schema.Record.FromString(stored)
        except Exception as error:
            raise Broken(f"record {position}: {error}") from error
        where = f"record {position}"
        if record.position != position:
            raise Broken(f"{where}: says it stands at {record.position}")
        if record.recorded_at_ms < recorded_at:
            raise Broken(f"{where}: recorded before the one before it")
        recorded_at = record.recorded_at_ms
        if record.WhichOneof("event") is None:
            raise Broken(f"{where}: no event that this schema knows")
        if record.schema_version != (2 if record.sealed else 1):
            raise Broken(f"{where}: a meaning of version {record.schema_version}")
        if len(record.command_id) != 16:
            raise Broken(f"{where}: a command id of {len(record.command_id)} bytes")
        if record.command_records:
            if left:
                raise Broken(f"{where}: a command begins inside another")
            if record.command_id in command_ids:
                raise Broken(f"{where}: command {record.command_id.hex()} stands here twice")
            by_itself = record.actor.kind == values.Actor.KIND_SYSTEM  # no command was received
            if len(record.command_digest) != 16 and not (by_itself and not record.command_digest):
                raise Broken(f"{where}: no digest of its command")
            command_ids.add(record.command_id)
            current, left = record.command_id, record.command_records
        elif record.command_id != current or not left:
            raise Broken(f"{where}: belongs to no command")
        left -= 1
        stream = (record.stream_kind, record.stream_id)
        due = streams.get(stream, 0) + 1
        if record.stream_version != due:
            raise Broken(f"{where}: version {record.stream_version} of {stream}, {due} is due")
        streams[stream] = due
        event = record.WhichOneof("event")
        if event not in EITHER and (event in BEGINNINGS) != (due == 1):
            raise Broken(f"{where}: {event} as number {due} of its stream")
        if record.HasField("policy_published"):
            policies += 1
            if record.policy_published.version != policies:
                raise Broken(f"{where}: policy {record.policy_published.version}")
        if not 1 <= record.policy_version <= policies:
            raise Broken(f"{where}: decided under policy {record.policy_version} of {policies}")
    if left:
        raise Broken("the last command is not whole")


def write_ledger(path, records: list[bytes], *, block_records: int = 100, codec: int = RAW,
                 leaves: list[bytes] | None = None, change=None, keeps_tree: bool = False):
    """Writes a data directory by hand.

    `leaves`: lie about the tree. `change(blocks, meta)`: the entries may be altered before writing.
    `keeps_tree`: of format 3, with the table of the tree's nodes.
    """
    path = pathlib.Path(path)
    path.mkdir(parents=True)
    number = 3 if keeps_tree else 1
    (path / "FORMAT").write_bytes(FORMATS[number])
    frontier = Frontier()
    leaves = leaves or [leaf_hash(stored) for stored in records]
    for leaf in leaves:
        frontier.append(leaf)
    blocks = {
        start + 1: encode_block(start + 1, records[start:start + block_records], codec)
        for start in range(0, len(records), block_records)}
    meta = {b"format": format_record(number), b"head": encode_head(
        frontier.count, frontier.root(), [digest for _, digest in frontier.subtrees])}
    if change is not None:
        change(blocks, meta)
    environment = open_environment(path, readonly=False)
    try:
        blocks_db = environment.open_db(b"blocks")
        meta_db = environment.open_db(b"meta")
        with environment.begin(write=True) as transaction:
            for key, block in sorted(blocks.items()):
                transaction.put(key.to_bytes(8, "big"), block, db=blocks_db)
            for key, value in meta.items():
                transaction.put(key, value, db=meta_db)
            if keeps_tree:
                tree_db = environment.open_db(b"tree", txn=transaction)
                for key, digest in sorted(kept_tree(leaves).items()):
                    transaction.put(key, digest, db=tree_db)
        environment.sync(True)
    finally:
        environment.close()


if __name__ == "__main__":
    try:
        verdict = read_ledger(sys.argv[1])
        print(json.dumps({"whole": True, "head": verdict.head, "root": verdict.root.hex()}))
    except Broken as broken:
        print(json.dumps({"whole": False, "why": str(broken)}))
        sys.exit(1)
