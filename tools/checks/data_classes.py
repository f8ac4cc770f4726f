#!/usr/bin/env python3
"""Refuses a string or bytes field of schemas/ whose data_class option is missing or UNSPECIFIED.

protoc turns the schemas into a descriptor set, which is read here with nothing but its wire format
(protobuf.dev/programming-guides/encoding), so that the check needs no package. A map counts as
text when its key or value is; so do the wrapper messages of protobuf that carry text.
"""

import argparse
import collections
import pathlib
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]

# Field numbers of google/protobuf/descriptor.proto.
FILE_IN_SET, FILE_NAME, FILE_PACKAGE, FILE_MESSAGE, FILE_ENUM, FILE_EXTENSION = 1, 1, 2, 4, 5, 7
MESSAGE_NAME, MESSAGE_FIELD, MESSAGE_NESTED, MESSAGE_EXTENSION, MESSAGE_OPTIONS = 1, 2, 3, 6, 7
MAP_ENTRY = 7  # in MessageOptions
FIELD_NAME, FIELD_NUMBER, FIELD_TYPE, FIELD_TYPE_NAME, FIELD_OPTIONS = 1, 3, 5, 6, 8
ENUM_NAME, ENUM_VALUE, VALUE_NAME, VALUE_NUMBER = 1, 2, 1, 2
TYPE_STRING, TYPE_BYTES = 9, 12
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

    def text(self, number: int) -> str:
        return self.fields[number][-1].decode() if self.fields[number] else ""

    def number(self, number: int) -> int:
        return self.fields[number][-1] if self.fields[number] else 0

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


def descriptor_files(schemas: pathlib.Path) -> list[Message]:
    protoc = shutil.which("protoc")
    if protoc is None:
        sys.exit("data classes: protoc is not installed (PATH has no 'protoc'): tools/setup.sh")
    sources = sorted(str(file.relative_to(schemas)) for file in schemas.rglob("*.proto"))
    if not sources:
        sys.exit(f"data classes: no .proto file under {schemas}")
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "set"
        done = subprocess.run(
            [protoc, "-I.", f"--descriptor_set_out={out}", *sources], cwd=schemas,
            capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"data classes: protoc refuses {schemas}:\n{done.stderr}")
        return Message(out.read_bytes()).messages(FILE_IN_SET)


def option_and_classes(files: list[Message]) -> tuple[int, dict[int, str]]:
    """The field number of the data_class option, and the names of its values."""
    option, classes = None, {}
    for file in files:
        for extension in file.messages(FILE_EXTENSION):
            if extension.text(FIELD_NAME) == "data_class":
                option = extension.number(FIELD_NUMBER)
        for enum in file.messages(FILE_ENUM):
            if enum.text(ENUM_NAME) == "DataClass":
                classes = {
                    value.number(VALUE_NUMBER): value.text(VALUE_NAME)
                    for value in enum.messages(ENUM_VALUE)}
    if option is None or not classes:
        sys.exit("data classes: the schemas define no data_class option with its enum DataClass")
    return option, classes


def check(schemas: pathlib.Path) -> tuple[list[str], collections.Counter]:
    """The faults, and how many text fields each class has."""
    files = descriptor_files(schemas)
    option, classes = option_and_classes(files)
    faults, counts = [], collections.Counter()

    def is_text(field: Message, entries: dict[str, Message]) -> bool:
        if field.number(FIELD_TYPE) in (TYPE_STRING, TYPE_BYTES):
            return True
        name = field.text(FIELD_TYPE_NAME)
        if name in entries:
            return any(is_text(part, entries) for part in entries[name].messages(MESSAGE_FIELD))
        return name in TEXT_MESSAGES

    def judge(file: Message, path: str, field: Message, entries: dict[str, Message]):
        if not is_text(field, entries):
            return
        value = field.merged(FIELD_OPTIONS).number(option)
        if value == 0 or value not in classes:
            faults.append(
                f"{file.text(FILE_NAME)}: {path}.{field.text(FIELD_NAME)} carries text without a "
                "data class: say [(data_class) = DATA_CLASS_…], see opportunity/v1/options.proto")
        else:
            counts[classes[value]] += 1

    def visit(file: Message, message: Message, outer: str):
        path = f"{outer}.{message.text(MESSAGE_NAME)}"
        nested = message.messages(MESSAGE_NESTED)
        entries = {
            f"{path}.{entry.text(MESSAGE_NAME)}": entry
            for entry in nested if entry.merged(MESSAGE_OPTIONS).number(MAP_ENTRY)}
        for field in message.messages(MESSAGE_FIELD):
            judge(file, path[1:], field, entries)
        for field in message.messages(MESSAGE_EXTENSION):
            judge(file, path[1:], field, {})
        for inner in nested:
            # The synthetic entry of a map can carry no option; the map's own field does.
            if f"{path}.{inner.text(MESSAGE_NAME)}" not in entries:
                visit(file, inner, path)

    for file in files:
        package = "." + file.text(FILE_PACKAGE)
        for message in file.messages(FILE_MESSAGE):
            visit(file, message, package)
        for extension in file.messages(FILE_EXTENSION):
            judge(file, package[1:], extension, {})
    return faults, counts


PROBE = """
syntax = "proto3";
package probe.v1;
import "opportunity/v1/options.proto";
import "google/protobuf/wrappers.proto";
import "google/protobuf/descriptor.proto";
message Good {
  string name = 1 [(opportunity.v1.data_class) = DATA_CLASS_PERSONAL];
  uint64 count = 2;
  map<string, uint32> by_code = 3 [(opportunity.v1.data_class) = DATA_CLASS_IDENTIFIER];
  map<uint32, uint32> by_year = 4;
  Good inner = 5;
}
message Bad {
  string plain = 1;
  bytes raw = 2 [deprecated = true];
  repeated string list = 3;
  string said_nothing = 4 [(opportunity.v1.data_class) = DATA_CLASS_UNSPECIFIED];
  oneof choice { string chosen = 5; bool other = 6; }
  map<string, uint32> keyed = 7;
  map<uint32, bytes> valued = 8;
  google.protobuf.StringValue wrapped = 9;
  optional string maybe = 10;
  message Deep { message Deeper { bytes hidden = 1; } }
}
extend google.protobuf.MessageOptions { string remark = 50999; }
"""
PROBE_FAULTS = {
    "probe.v1.Bad.plain", "probe.v1.Bad.raw", "probe.v1.Bad.list", "probe.v1.Bad.said_nothing",
    "probe.v1.Bad.chosen", "probe.v1.Bad.keyed", "probe.v1.Bad.valued", "probe.v1.Bad.wrapped",
    "probe.v1.Bad.maybe", "probe.v1.Bad.Deep.Deeper.hidden", "probe.v1.remark"}


def self_test() -> None:
    """A schema with every way to forget the option: each must be found, and nothing else."""
    options = "opportunity/v1/options.proto"
    with tempfile.TemporaryDirectory() as folder:
        schemas = pathlib.Path(folder)
        (schemas / options).parent.mkdir(parents=True)
        shutil.copy(TOP / "schemas" / options, schemas / options)
        (schemas / "probe.proto").write_text(PROBE)
        faults, counts = check(schemas)
        found = {fault.split()[1] for fault in faults}
        assert found == PROBE_FAULTS, (found ^ PROBE_FAULTS, faults)
        assert counts == {"DATA_CLASS_PERSONAL": 1, "DATA_CLASS_IDENTIFIER": 1}, counts
    # And in the real schemas: without its option, any one field must be found.
    with tempfile.TemporaryDirectory() as folder:
        schemas = pathlib.Path(folder) / "schemas"
        shutil.copytree(TOP / "schemas", schemas)
        victim = next(
            file for file in sorted(schemas.rglob("*.proto"))
            if " [(data_class) = DATA_CLASS_IDENTIFIER]" in file.read_text())
        before = len(check(schemas)[0])
        victim.write_text(
            victim.read_text().replace(" [(data_class) = DATA_CLASS_IDENTIFIER]", "", 1))
        assert len(check(schemas)[0]) == before + 1, victim
    print(f"data classes self-test: {len(PROBE_FAULTS) + 1} planted faults found, no other")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--self-test", action="store_true", help="prove that faults are found")
    if parser.parse_args().self_test:
        self_test()
        return
    faults, counts = check(TOP / "schemas")
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        sys.exit(f"data classes: {len(faults)} untagged fields")
    shares = ", ".join(
        f"{count} {name.removeprefix('DATA_CLASS_').lower()}" for name, count in counts.items())
    print(f"data classes: {sum(counts.values())} text fields, all tagged ({shares})")


if __name__ == "__main__":
    main()
