#!/usr/bin/env python3
"""The fuzzer's corpora as text: one input a line, in hexadecimal digits, in Tests/corpus/TARGET.hex.

    corpus.py unpack TARGET DIRECTORY   makes a file of each line, and of the tests' golden bytes
    corpus.py pack TARGET DIRECTORY     writes the files back as lines, so many as are worth it
    corpus.py line FILE                 prints the line of one input

A dash stands for the empty input. A line that begins with # is a remark: from the first one on stand
findings, which `pack` leaves alone; it replaces everything before.
"""

import hashlib
import pathlib
import re
import struct
import sys

TESTS = pathlib.Path(__file__).resolve().parents[2] / "Tests"
# A corpus that people can read through and tests replay in a moment.
INPUTS_MAXIMUM = 300
INPUT_BYTES_MAXIMUM = 1024


def corpus_file(target: str) -> pathlib.Path:
    return TESTS / "corpus" / f"{target}.hex"


def line(data: bytes) -> str:
    return data.hex() or "-"


def lines(target: str) -> list[str]:
    file = corpus_file(target)
    return file.read_text().splitlines() if file.exists() else []


# --- seeds -------------------------------------------------------------------------------------

def varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def field(number: int, value) -> bytes:
    """A varint for a number, else a length-delimited field."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else bytes(value)
    return varint(number << 3 | 2) + varint(len(data)) + data


def fields(data: bytes):
    """The length-delimited fields of a message, by number."""
    offset = 0

    def read() -> int:
        nonlocal offset
        value = shift = 0
        while True:
            byte = data[offset]
            offset += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while offset < len(data):
        tag = read()
        if tag & 7 == 0:
            read()
        elif tag & 7 == 1:
            offset += 8
        elif tag & 7 == 2:
            length = read()
            yield tag >> 3, data[offset:offset + length]
            offset += length
        else:
            return


def golden_records() -> list[bytes]:
    text = (TESTS / "SchemaTests" / "GoldenBytes.swift").read_text()
    found = re.findall(r'"""\n([0-9a-f\s]+?)"""', text)
    if not found:
        sys.exit("corpus: no golden bytes in Tests/SchemaTests/GoldenBytes.swift")
    return [bytes.fromhex("".join(digits.split())) for digits in found]


def golden_blocks() -> list[bytes]:
    text = (TESTS / "EventLogTests" / "BlockTests.swift").read_text()
    blocks = []
    for name in ("goldenRaw", "goldenZstd"):
        source = re.search(rf"static let {name} =\n((?:    .*\n)+)", text)
        if source is None:
            sys.exit(f"corpus: no {name} in Tests/EventLogTests/BlockTests.swift")
        # Texts that are joined, some of them repeated: String(repeating: "64", count: 130)
        pieces = re.findall(r'"([0-9a-f]+)"(?:, count: (\d+))?', source.group(1))
        blocks.append(bytes.fromhex("".join(digits * int(count or 1) for digits, count in pieces)))
    return blocks


def golden_archive(name: str) -> list[bytes]:
    text = (TESTS / "EventLogTests" / "GoldenArchive.swift").read_text()
    found = re.search(rf'static let {name} = bytes\(\s+hex: """\n([0-9a-f\s]+?)"""', text)
    if found is None:
        sys.exit(f"corpus: no {name} in Tests/EventLogTests/GoldenArchive.swift")
    return [bytes.fromhex("".join(found.group(1).split()))]


def commands() -> list[bytes]:
    head = field(1, bytes(range(16))) + field(2, field(1, 1) + field(2, "wang"))
    money = field(1, 8_800_000) + field(2, "CNY")
    bodies = [
        field(30, field(1, "sales") + field(2, "华东")),
        field(32, field(1, "wang") + field(2, "王芳") + field(3, b"\x01") + field(4, "sales")),
        field(40, field(1, "C-1") + field(2, 1) + field(3, "华东医院") + field(5, "health")),
        field(50, field(1, "O-1") + field(2, "C-1") + field(3, "报表系统") + field(4, money)
              + field(5, "wang") + field(6, "缩短交付周期") + field(7, 40_000) + field(9, 1)),
        field(51, field(1, "O-1") + field(2, 1) + field(3, field(1, 1) + field(3, 21))),
        field(52, field(1, "O-1") + field(2, 1) + field(3, "price-too-high") + field(5, "觉得报价高")),
        field(53, field(1, "O-1") + field(2, 1) + field(3, 2) + field(4, "已确认")),
        field(55, field(1, "O-1") + field(2, money) + field(3, "九五折")),
        field(57, field(1, "O-1") + field(3, "HT-1")),
        *(field(number, field(1, "O-1") + field(2, "x")) for number in (31, 33, 34, 41, 42, 54, 56, 58, 59, 60, 61)),
    ]
    return [head + field(3, 1_700_000_000_000) + body for body in bodies] + [head + body for body in bodies]


def frames() -> list[bytes]:
    some = commands()[:6]
    batch = b"".join(field(1, command) for command in some)
    bodies = [
        field(2, field(1, 1) + field(2, 1) + field(3, "fuzz")), field(3, some[3]), field(4, batch),
        field(4, batch + field(2, 1)), field(5, field(12, field(2, 1))), field(6, b""),
        field(7, field(1, 1) + field(2, 64)), field(8, field(1, 64)), field(9, b"")]
    return [field(1, number + 1) + body for number, body in enumerate(bodies)]


def crc32c(data: bytes) -> int:
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def head_records() -> list[bytes]:
    """Of logs of no, one and two records; the roots are those of RFC 6962."""
    leaf = hashlib.sha256(b"\0a").digest()
    node = hashlib.sha256(b"\1" + leaf + leaf).digest()
    found = []
    for position, root, subtrees in (
            (0, hashlib.sha256(b"").digest(), []), (1, leaf, [leaf]), (2, node, [node]),
            (3, hashlib.sha256(b"\1" + node + leaf).digest(), [node, leaf])):
        data = struct.pack(">IBBHQ", 0x4F504831, 1, len(subtrees), 0, position) + root + b"".join(subtrees)
        found.append(data + struct.pack(">I", crc32c(data)))
    return found


def seeds(target: str) -> list[bytes]:
    if target == "record":
        return golden_records()
    if target == "policy":
        # The second field of the body of the golden publication, whose number in a record is 20.
        published = dict(fields(golden_records()[0]))[20]
        return [dict(fields(published))[2], b""]
    if target == "command":
        return commands()
    if target == "frame":
        return frames()
    if target == "block":
        return golden_blocks()
    if target == "head":
        return head_records()
    if target == "zstd":
        packed = golden_blocks()[1]
        return [packed[21:24] + packed[32:], b"\0\0\0" + packed[32:]]
    if target in ("segment", "index"):
        return golden_archive(target)
    sys.exit(f"corpus: no target {target}")


# --- commands of this script -------------------------------------------------------------------

def unpack(target: str, directory: pathlib.Path) -> None:
    inputs = [bytes.fromhex("" if text == "-" else text)
              for text in lines(target) if text and not text.startswith("#")]
    for data in inputs + seeds(target):
        (directory / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def pack(target: str, directory: pathlib.Path) -> None:
    # From the first remark on stand findings, written by people; the fuzzer does not touch them.
    known = lines(target)
    first = next((index for index, text in enumerate(known) if text.startswith("#")), len(known))
    findings = known[first:]
    inputs = sorted((file.read_bytes() for file in directory.iterdir()), key=lambda data: (len(data), data))
    small = [data for data in inputs if len(data) <= INPUT_BYTES_MAXIMUM]
    # Of too many, some of every length.
    small = small[::max(1, -(-len(small) // INPUTS_MAXIMUM))]
    corpus_file(target).write_text("".join(f"{text}\n" for text in [*map(line, small), *findings]))
    print(f"{target}: {len(small)} of {len(inputs)} inputs kept")


def main() -> None:
    if len(sys.argv) == 4 and sys.argv[1] in ("unpack", "pack"):
        {"unpack": unpack, "pack": pack}[sys.argv[1]](sys.argv[2], pathlib.Path(sys.argv[3]))
    elif len(sys.argv) == 3 and sys.argv[1] == "line":
        print(line(pathlib.Path(sys.argv[2]).read_bytes()))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
