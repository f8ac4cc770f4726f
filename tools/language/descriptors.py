"""The schemas as protoc describes them, read with nothing but their wire format.

protoc turns schemas/ into a descriptor set (google/protobuf/descriptor.proto), which is read here
by field numbers (protobuf.dev/programming-guides/encoding), so that no check and no generator
needs a package.
"""

import collections
import pathlib
import shutil
import subprocess
import sys
import tempfile

# Field numbers of google/protobuf/descriptor.proto.
FILE_IN_SET, FILE_NAME, FILE_PACKAGE, FILE_MESSAGE, FILE_ENUM, FILE_EXTENSION = 1, 1, 2, 4, 5, 7
FILE_SOURCE_INFO, LOCATION, LOCATION_PATH, LEADING_COMMENT, TRAILING_COMMENT = 9, 1, 1, 3, 4
MESSAGE_NAME, MESSAGE_FIELD, MESSAGE_NESTED, MESSAGE_EXTENSION, MESSAGE_OPTIONS = 1, 2, 3, 6, 7
MESSAGE_ENUM, MESSAGE_ONEOF = 4, 8
MAP_ENTRY = 7  # in MessageOptions
FIELD_NAME, FIELD_NUMBER, FIELD_LABEL, FIELD_TYPE, FIELD_TYPE_NAME, FIELD_OPTIONS = 1, 3, 4, 5, 6, 8
FIELD_ONEOF, FIELD_OPTIONAL = 9, 17
ENUM_NAME, ENUM_VALUE, VALUE_NAME, VALUE_NUMBER, VALUE_OPTIONS = 1, 2, 1, 2, 3
LABEL_REPEATED = 3
TYPE_INT64, TYPE_UINT64, TYPE_BOOL, TYPE_STRING, TYPE_MESSAGE = 3, 4, 8, 9, 11
TYPE_BYTES, TYPE_UINT32, TYPE_ENUM, TYPE_SINT32 = 12, 13, 14, 17
TEXT_MESSAGES = {
    f".google.protobuf.{name}"
    for name in ("StringValue", "BytesValue", "Any", "Struct", "Value", "ListValue")}


class Message:
    """The fields of one encoded message, by number."""

    def __init__(self, data: bytes):
        self.fields = collections.defaultdict(list)
        at = 0
        while at < len(data):
            key, at = _varint(data, at)
            number, wire_type = key >> 3, key & 7
            if wire_type == 0:
                value, at = _varint(data, at)
            elif wire_type == 2:
                length, at = _varint(data, at)
                value, at = data[at:at + length], at + length
            elif wire_type in (1, 5):
                length = 8 if wire_type == 1 else 4
                value, at = data[at:at + length], at + length
            else:
                raise ValueError(f"wire type {wire_type} in a descriptor set")
            if at > len(data):
                raise ValueError("a descriptor set that ends inside a field")
            self.fields[number].append(value)

    def has(self, number: int) -> bool:
        return bool(self.fields[number])

    def text(self, number: int) -> str:
        return self.fields[number][-1].decode() if self.fields[number] else ""

    def number(self, number: int) -> int:
        return self.fields[number][-1] if self.fields[number] else 0

    def numbers(self, number: int) -> list[int]:
        """A repeated number, packed or not."""
        found = []
        for value in self.fields[number]:
            if isinstance(value, int):
                found.append(value)
                continue
            at = 0
            while at < len(value):
                item, at = _varint(value, at)
                found.append(item)
        return found

    def messages(self, number: int) -> list["Message"]:
        return [Message(value) for value in self.fields[number]]

    def merged(self, number: int) -> "Message":
        """A singular message; an encoder may have split it."""
        return Message(b"".join(self.fields[number]))


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def descriptor_files(schemas: pathlib.Path, who: str) -> list[Message]:
    """Every file under `schemas`, with its comments; ends the program, as `who`, if protoc cannot."""
    protoc = shutil.which("protoc")
    if protoc is None:
        sys.exit(f"{who}: protoc is not installed (PATH has no 'protoc'): tools/setup.sh")
    sources = sorted(str(file.relative_to(schemas)) for file in schemas.rglob("*.proto"))
    if not sources:
        sys.exit(f"{who}: no .proto file under {schemas}")
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "set"
        done = subprocess.run(
            [protoc, "-I.", "--include_source_info", f"--descriptor_set_out={out}", *sources],
            cwd=schemas, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{who}: protoc refuses {schemas}:\n{done.stderr}")
        return Message(out.read_bytes()).messages(FILE_IN_SET)


def comments_of(file: Message) -> dict[tuple[int, ...], str]:
    """What stands above or behind each element, by its path in the descriptor."""
    comments = {}
    for location in file.merged(FILE_SOURCE_INFO).messages(LOCATION):
        text = location.text(LEADING_COMMENT) or location.text(TRAILING_COMMENT)
        if text.strip():
            comments[tuple(location.numbers(LOCATION_PATH))] = "\n".join(
                line.strip() for line in text.strip().splitlines())
    return comments
