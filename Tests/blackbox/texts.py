"""Opens sealed texts with the keys beside the ledger: an independent reading of RECORD.md, "Sealed texts"."""

import hashlib
import pathlib
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from oppschema import record

LEVELS = 15


class TextKeys:
    def __init__(self, data: pathlib.Path):
        raw = (data / "text.keys").read_bytes()
        assert raw[:8] == b"OPPKEYS\n" and hashlib.sha256(raw[:-32]).digest() == raw[-32:]
        version, count = struct.unpack_from(">II", raw, 8)
        assert version == 1 and len(raw) == 80 + 41 * count + 32
        self.salt, self.nodes = raw[16:48], {}
        for place in range(80, 80 + 41 * count, 41):
            level, prefix = struct.unpack_from(">BQ", raw, place)
            self.nodes[level, prefix] = raw[place + 9:place + 41]

    def key(self, kind: int, stream: str, contact: str, generation: int):
        """None: it was destroyed."""
        path = hashlib.sha256(self.salt + bytes([kind]))
        for text in (stream.encode(), contact.encode()):
            path.update(struct.pack(">Q", len(text)) + text)
        path.update(struct.pack(">Q", generation))
        path = int.from_bytes(path.digest()[:8], "big") >> 4
        for level in range(LEVELS + 1):
            node = self.nodes.get((level, path >> 4 * (LEVELS - level)))
            if node is not None:
                for step in range(level, LEVELS):
                    node = hashlib.sha256(node + bytes([path >> 4 * (LEVELS - 1 - step) & 15])).digest()
                return node
        return None

    def texts(self, stored: bytes):
        """The texts of a record, as a `Record` that has nothing else; None: nobody can read them."""
        found = record.Record.FromString(stored)
        contact = ""
        if found.WhichOneof("event") in ("contact_added", "contact_updated"):
            contact = getattr(found, found.WhichOneof("event")).contact_id
        generation, rest = 0, found.sealed
        for shift in range(0, 35, 7):
            generation |= (rest[0] & 0x7F) << shift
            rest, last = rest[1:], rest[0] < 0x80
            if last:
                break
        key = self.key(found.stream_kind, found.stream_id, contact, generation)
        if key is None:
            return None
        try:
            bound = struct.pack(">Q", found.position)
            return record.Record.FromString(AESGCM(key).decrypt(rest[:12], rest[12:], bound))
        except InvalidTag:
            return None
