"""The independent reader of archives, written from ARCHIVE.md without a line of the tool's code.

It believes nothing: every digest, checksum, proof and root is recomputed.
"""

import dataclasses
import hashlib
import pathlib
import struct
import sys

import zstandard

import oracle
from oppschema import TOP
from oracle import Broken

sys.path.insert(0, str(TOP / "tools"))
import verify_proof  # noqa: E402  the path comes first

MARKER = b"opportunity-ledger archive 1\n"
RAW_BYTES_MAXIMUM = 8 << 20


@dataclasses.dataclass
class Entry:
    first: int
    count: int
    raw_bytes: int
    file_bytes: int
    digest: bytes
    root: bytes
    proof: list[bytes]


@dataclasses.dataclass
class Index:
    finished: bool
    entries: list[Entry]
    head: bytes  # a head record
    notes_bytes: int = 0
    notes_digest: bytes = bytes(32)
    text_keys: bytes | None = None

    def encode(self) -> bytes:
        data = b"OPX1" + bytes([1, self.finished, self.text_keys is not None, 0])
        data += struct.pack(">II", len(self.entries), self.notes_bytes) + self.notes_digest
        data += self.text_keys or bytes(16)
        for entry in self.entries:
            data += struct.pack(">QIIIB3x", entry.first, entry.count, entry.raw_bytes,
                                entry.file_bytes, len(entry.proof))
            data += entry.digest + entry.root + b"".join(entry.proof)
        data += self.head
        return data + hashlib.sha256(data).digest()


@dataclasses.dataclass
class Archive:
    index: Index
    records: list[bytes]
    root: bytes
    notes: bytes


def check(condition, what):
    if not condition:
        raise Broken(what)


def segment_name(first: int) -> str:
    return f"{first:020d}.segment"


def decode_index(data: bytes) -> Index:
    check(hashlib.sha256(data[:-32]).digest() == data[-32:], "index: checksum")
    data = data[:-32]
    check(data[:5] == b"OPX1\1" and data[7] == 0, "index: header")
    count, notes_bytes = struct.unpack_from(">II", data, 8)
    index = Index(data[5] == 1, [], b"", notes_bytes, data[16:48], data[48:64] if data[6] else None)
    offset = 64
    for _ in range(count):
        first, records, raw, file, steps = struct.unpack_from(">QIIIB", data, offset)
        hashes = [data[at:at + 32] for at in range(offset + 24, offset + 88 + 32 * steps, 32)]
        index.entries.append(Entry(first, records, raw, file, hashes[0], hashes[1], hashes[2:]))
        offset += 88 + 32 * steps
    index.head = data[offset:]
    return index


def decode_segment(data: bytes) -> tuple[int, list[bytes], bytes, list[bytes]]:
    """First position, records, root after them, and the subtrees before them."""
    check(data[:5] == b"OPS1\1" and data[6:8] == b"\0\0", "segment: header")
    first, count, raw_bytes, stored = struct.unpack_from(">QIII", data, 8)
    root, subtrees = data[28:60], [data[60 + 32 * i:92 + 32 * i] for i in range(data[5])]
    end = 60 + 32 * data[5]
    packed = data[end + 4:]
    check(struct.unpack_from(">I", data, end)[0] == oracle.crc32c(data[:end] + packed),
          "segment: checksum")
    check(len(packed) == stored and raw_bytes <= RAW_BYTES_MAXIMUM, "segment: sizes")
    raw = zstandard.ZstdDecompressor().decompress(packed, max_output_size=raw_bytes)
    check(len(raw) == raw_bytes, "segment: raw size")
    records = oracle.split_records(raw)
    check(len(records) == count, "segment: records")
    return first, records, root, subtrees


def grown(older: int, older_root: bytes, newer: int, newer_root: bytes, path: list[bytes]) -> bool:
    """RFC 9162, 2.1.4.2, by the verifier that outsiders have."""
    return verify_proof.grown(older_root, older, newer, path) == (older_root, newer_root)


def read_archive(path) -> Archive:
    path = pathlib.Path(path)
    check((path / "ARCHIVE").read_bytes() == MARKER, "ARCHIVE")
    index = decode_index((path / "index").read_bytes())
    check(index.finished, "unfinished")
    frontier, records = oracle.Frontier(), []
    for number, entry in enumerate(index.entries):
        data = (path / segment_name(entry.first)).read_bytes()
        check(len(data) == entry.file_bytes, f"segment {entry.first}: length")
        check(hashlib.sha256(data).digest() == entry.digest, f"segment {entry.first}: digest")
        first, found, root, subtrees = decode_segment(data)
        check(first == entry.first == len(records) + 1, f"segment {entry.first}: position")
        check(subtrees == [digest for _, digest in frontier.subtrees], f"segment {first}: subtrees")
        for record in found:
            frontier.append(oracle.leaf_hash(record))
        records += found
        check(root == entry.root == frontier.root(), f"segment {first}: root")
        check(entry.count == len(found), f"segment {first}: count")
        if number == 0:
            check(not entry.proof, "the first segment has grown from nothing")
        else:
            before = index.entries[number - 1]
            check(grown(first - 1, before.root, len(records), root, entry.proof),
                  f"segment {first}: proof")
    position, root, subtrees = oracle.decode_head(index.head)
    check(position == len(records) and root == frontier.root(), "index: head")
    notes = b""
    if index.notes_bytes:
        notes = (path / "signed-heads").read_bytes()
        check(len(notes) == index.notes_bytes, "signed-heads: length")
        check(hashlib.sha256(notes).digest() == index.notes_digest, "signed-heads: digest")
    return Archive(index, records, root, notes)
