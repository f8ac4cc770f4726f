#!/usr/bin/env python3
"""Refuses a string or bytes field of schemas/ whose data_class option is missing or UNSPECIFIED.

A map counts as text when its key or value is; so do the wrapper messages of protobuf that carry
text.
"""

import argparse
import collections
import pathlib
import shutil
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tools/language"))

from descriptors import (  # noqa: E402: the path comes first
    ENUM_NAME, ENUM_VALUE, FIELD_NAME, FIELD_NUMBER, FIELD_OPTIONS, FIELD_TYPE, FIELD_TYPE_NAME,
    FILE_ENUM, FILE_EXTENSION, FILE_MESSAGE, FILE_NAME, FILE_PACKAGE, MAP_ENTRY, MESSAGE_EXTENSION,
    MESSAGE_FIELD, MESSAGE_NAME, MESSAGE_NESTED, MESSAGE_OPTIONS, TEXT_MESSAGES, TYPE_BYTES,
    TYPE_STRING, VALUE_NAME, VALUE_NUMBER, Message, descriptor_files)


OPTIONS = "opportunity/v1/options.proto"


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
    files = descriptor_files(schemas, "data classes")
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
            # Options of our own describe the schemas; they carry nothing of anybody.
            if file.text(FILE_NAME) != OPTIONS:
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
    with tempfile.TemporaryDirectory() as folder:
        schemas = pathlib.Path(folder)
        (schemas / OPTIONS).parent.mkdir(parents=True)
        shutil.copy(TOP / "schemas" / OPTIONS, schemas / OPTIONS)
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
