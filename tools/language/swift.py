#!/usr/bin/env python3
"""Writes the Swift of the sales language: its values, and how they stand on the wire.

    swift.py --schemas schemas --domain DIR --codecs DIR --samples DIR

One file in each directory for each schema file. The domain's file holds a struct for each message
and an enum for each list of words, with the comments of the schema; the codecs' file reads and
writes them by `WireReader` and `WireWriter`. `tools/generate.sh` runs this, formats the result and
compares it with what is committed.
"""

import argparse
import pathlib
import re
import shutil
import sys
import tempfile

import descriptors as d
import language as l

NOTE = "// Written by tools/generate.sh from schemas/opportunity/v1/{}; edit that, not this.\n"


# How the schema says that a value is not there.
NOTHING = re.compile(r"(?:(?<=\s)|^)(?:0|Empty|Absent|[A-Z]+(?:_[A-Z]+)*_UNSPECIFIED): ", re.MULTILINE)


def doc(text: str, indent: str) -> list[str]:
    return [f"{indent}/// {line}".rstrip() for line in text.splitlines()]


def struct(kind: l.Kind) -> str:
    if not kind.doc and not kind.zh:
        raise l.Fault(f"{kind.name} has neither a comment nor a name")
    lines = doc(kind.doc or f"{kind.zh}: {kind.en}.", "")
    lines.append(f"package struct {kind.name}: Hashable, Sendable {{")
    for field in kind.fields:
        lines += doc(NOTHING.sub("nil: ", field.doc) if field.is_optional else field.doc, "  ")
        lines.append(f"  package var {quoted(field.swift_property)}: {field.swift_type}")
    lines.append("")
    # What an event leaves out would be lost unseen, so only commands may leave something out.
    lines.append("  package init(" + ", ".join(
        f"{quoted(field.swift_property)}: {field.swift_type}"
        + (default(field) if kind.role == "command" else "") for field in kind.fields) + ") {")
    lines += [f"    self.{field.swift_property} = {quoted(field.swift_property)}" for field in kind.fields]
    return "\n".join(lines + ["  }", "}"])


def default(field: l.Field) -> str:
    return "" if field.required else f" = {empty(field)}"


def enum(catalogue: l.Catalogue) -> str:
    lines = doc(catalogue.doc, "")
    lines.append(f"package enum {catalogue.name}: UInt8, Hashable, Sendable, CaseIterable {{")
    for word in catalogue.words:
        lines += doc(word.doc, "  ")
        lines.append(f"  case {quoted(word.case(catalogue.name))} = {word.number}")
    # Refusals name words; Swift's own names of the cases would change with the code.
    lines += ["}", "", f"extension {catalogue.name}: CustomStringConvertible {{",
              "  /// As programs read it, in answers, policies and refusals.",
              "  package var description: String {", "    switch self {"]
    lines += [f'    case .{word.case(catalogue.name)}: "{word.code(catalogue.name)}"'
              for word in catalogue.words]
    return "\n".join(lines + ["    }", "  }", "}"])


RESERVED = {"default", "import", "in", "is", "case", "switch", "where", "for", "internal", "self"}


def quoted(name: str) -> str:
    return f"`{name}`" if name in RESERVED else name


def empty(field: l.Field) -> str:
    """The value that says nothing, with which reading begins."""
    if field.repeated:
        return "[]"
    if field.is_optional or field.must_be_there:
        return "nil"
    if field.names:
        return f"{field.element}(.empty)"
    if field.is_moment:
        return "Instant(milliseconds: 0)"
    if field.is_day:
        return "Day(number: 0)"
    if field.is_share:
        return "PartsPerMillion(0)"
    return {d.TYPE_STRING: '""', d.TYPE_BYTES: "[]", d.TYPE_BOOL: "false"}.get(field.type, "0")


def local(field: l.Field) -> str:
    kind = field.element + "?" if field.must_be_there else field.swift_type
    if kind.endswith("?"):
        return f"    var {quoted(field.swift_property)}: {kind}"
    return f"    var {quoted(field.swift_property)}: {kind} = {empty(field)}"


def reading(field: l.Field) -> str:
    """The statement that reads one occurrence of the field."""
    name, label = quoted(field.swift_property), f'"{field.name}"'
    is_text = field.type in (d.TYPE_STRING, d.TYPE_BYTES) and not field.names
    if field.repeated:
        if is_text and not field.folded or field.shown_only:
            return f"try reader.appendDetail(to: &{name}, {label})"
        return f"try reader.append(to: &{name}, {label})"
    if field.names:
        return f"{name} = try reader.{'optionalIdentifier' if field.is_optional else 'identifier'}({label})"
    if field.is_moment:
        if field.is_optional:
            return f"{name} = try reader.instant({label})"
        return f"{name}.milliseconds = try reader.int64({label})"
    if field.is_day:
        return f"{name} = Day(number: try reader.sint32({label}))"
    if field.is_share:
        return f"{name} = PartsPerMillion(try reader.uint32({label}))"
    if is_text:
        verb = {
            (d.TYPE_STRING, True): "string", (d.TYPE_STRING, False): "detail",
            (d.TYPE_BYTES, True): "byteArray", (d.TYPE_BYTES, False): "detailBytes",
        }[field.type, field.folded]
        return f"{name} = try reader.{verb}({label})"
    verb = {
        d.TYPE_MESSAGE: "message", d.TYPE_ENUM: "enumeration", d.TYPE_BOOL: "bool",
        d.TYPE_INT64: "int64", d.TYPE_UINT64: "uint64", d.TYPE_UINT32: "uint32",
        d.TYPE_SINT32: "sint32"}[field.type]
    return f"{name} = try reader.{verb}({label})"


def writing(field: l.Field) -> str:
    name, number = quoted(field.swift_property), field.number
    if field.repeated:
        verb = {d.TYPE_MESSAGE: "messages", d.TYPE_ENUM: "enumerations"}.get(field.type, "strings")
        return f"writer.{'identifiers' if field.names else verb}({number}, {name})"
    if field.names:
        return f"writer.identifier({number}, {name})"
    if field.is_moment:
        return f"writer.instant({number}, {name})"
    if field.is_day:
        if field.is_optional:
            return f"writer.optionalSInt32({number}, {name}?.number)"
        return f"writer.sint32({number}, {name}.number)"
    if field.is_share:
        return f"writer.uint32({number}, {name}.count)"
    verb = {
        d.TYPE_STRING: "string", d.TYPE_BYTES: "byteArray", d.TYPE_MESSAGE: "message",
        d.TYPE_ENUM: "enumeration", d.TYPE_BOOL: "bool", d.TYPE_INT64: "int64",
        d.TYPE_UINT64: "uint64", d.TYPE_UINT32: "uint32", d.TYPE_SINT32: "sint32"}[field.type]
    if field.is_optional and field.type == d.TYPE_UINT32:
        verb = "optionalUInt32"
    return f"writer.{verb}({number}, {name})"


def codec(kind: l.Kind) -> str:
    is_command = kind.role == "command"
    lines = [f"extension {kind.name}: {'WireReadable' if is_command else 'WireMessage'} {{",
             "  package init(reading reader: inout WireReader) throws(WireError) {"]
    lines += [local(field) for field in kind.fields]
    lines += ["    while let field = try reader.nextField() {", "      switch field {"]
    lines += [f"      case {field.number}: {reading(field)}" for field in kind.fields]
    lines += ["      default: try reader.skip()", "      }", "    }"]
    lines.append("    self.init(" + ", ".join(
        f"{quoted(f.swift_property)}: " + (
            f'try reader.required({quoted(f.swift_property)}, "{f.name}")' if f.must_be_there
            else quoted(f.swift_property)) for f in kind.fields) + ")")
    lines.append("  }")
    if not is_command:
        lines += ["", "  package func write(to writer: inout WireWriter) {"]
        lines += ["    " + writing(field) for field in sorted(kind.fields, key=lambda f: f.number)]
        lines.append("  }")
    return "\n".join(lines + ["}"])


def width(field: l.Field) -> int:
    """About how many bytes the field takes in its struct."""
    if field.repeated:
        return 8
    if field.names:
        return 72
    if field.type == d.TYPE_MESSAGE:
        return 16 if field.type_name in ("Money", "GradeBasis") else 200
    return {d.TYPE_STRING: 16, d.TYPE_BOOL: 1, d.TYPE_ENUM: 1, d.TYPE_UINT32: 4,
            d.TYPE_SINT32: 4}.get(field.type, 8)


def indirect(kind: l.Kind, limit: int) -> str:
    return "indirect " if sum(map(width, kind.fields)) > limit else ""


def dispatch(language: l.Language) -> dict[str, str]:
    """The closed lists of commands and events, and where each stands."""
    commands, events = language.of_role("command"), language.of_role("event")
    lines = ["/// Every command, each handled by the file of its capability.", "///",
             "/// Large ones, which are rare, stand behind a reference, so that the many small ones are",
             "/// no larger than they must be: they are copied often.",
             "package enum Command: Sendable {"]
    lines += [f"  {indirect(kind, 140)}case {kind.case}({kind.name})" for kind in commands]
    lines += ["", "  /// Whether it begins a stream or continues one that always exists.",
              "  var isBeginning: Bool {", "    switch self {",
              "    case " + ", ".join(f".{k.case}" for k in commands if k.begins) + ": true",
              "    default: false", "    }", "  }", "",
              "  /// The stream whose version the command may expect.",
              "  package var stream: Stream {", "    switch self {"]
    for kind in commands:
        if kind.subject is None:
            lines.append(f"    case .{kind.case}: .{l.camel(l._snake(kind.stream))}")
        else:
            lines.append(
                f"    case .{kind.case}(let command): Stream(kind: .{l.camel(l._snake(kind.stream))}, "
                f"id: command.{kind.subject.swift_property}.bytes)")
    lines += ["    }", "  }", "}", "", "extension LedgerState {",
              "  /// Each rule stands in the file of its capability.",
              "  func decide(_ command: Command, in context: CommandContext) throws(Rejection) -> "
              "Facts {", "    switch command {"]
    lines += [f"    case .{kind.case}(let command): Facts(try decide(command, in: context))"
              for kind in commands]
    lines += ["    }", "  }", "}", "",
              "/// Every fact the ledger can hold, each with its meaning in the schema.",
              "package enum Event: Hashable, Sendable {"]
    lines += [f"  {indirect(kind, 72)}case {kind.case}({kind.name})" for kind in events]
    lines += ["", "  /// The kind of the stream it belongs to.",
              "  package var streamKind: Stream.Kind {", "    switch self {"]
    streams: dict[str, list[l.Kind]] = {}
    for kind in events:
        streams.setdefault(kind.stream, []).append(kind)
    lines += ["    case " + ", ".join(f".{k.case}" for k in kinds) + f": .{l.camel(l._snake(stream))}"
              for stream, kinds in streams.items()]
    lines += ["    }", "  }", "}"]
    domain = "\n".join(lines)
    lines = ["// Which field of a command or a record holds which kind. A number is never used again.",
             "", "extension Command {",
             "  /// Reads the body in the current field of a command; nil, passing over it, when it "
             "is none.", "  ///",
             "  /// Paths in errors begin inside the body, as those of the domain do.",
             "  @inline(__always)",
             "  init?(_ field: UInt32, reading reader: inout WireReader) throws(WireError) {",
             "    switch field {"]
    lines += [f'    case {k.number}: self = .{k.case}(try reader.message(""))' for k in commands]
    skip = ["    default:", "      try reader.skip()", "      return nil", "    }", "  }"]
    lines += skip + ["}", "", "extension Event {",
                     "  /// Reads the event in the current field of a record in the place of this one; "
                     "false, passing over", "  /// it, when it is none.",
                     "  mutating func read(",
                     "    _ field: UInt32, from reader: inout WireReader", "  ) throws(WireError) -> Bool {",
                     "    switch field {"]
    lines += [f'    case {k.number}: self = .{k.case}(try reader.message("{l._snake(k.case)}"))'
              for k in events]
    lines += ["    default:", "      try reader.skip()", "      return false", "    }",
              "    return true", "  }"]
    lines += ["", "  func write(to writer: inout WireWriter) {", "    switch self {"]
    lines += [f"    case .{k.case}(let event): writer.message({k.number}, event)" for k in events]
    lines += ["    }", "  }", "}"]
    return {"domain": domain, "codecs": "\n".join(lines)}


def write(language: l.Language, domain: pathlib.Path, codecs: pathlib.Path) -> None:
    files = sorted({k.file for k in language.kinds} | {c.file for c in language.catalogues})
    for file in files:
        kinds = [kind for kind in language.kinds if kind.file == file]
        catalogues = [catalogue for catalogue in language.catalogues if catalogue.file == file]
        if not kinds and not catalogues:
            continue
        name, note = l.pascal(file.removesuffix(".proto")), NOTE.format(file)
        parts = [enum(catalogue) for catalogue in catalogues] + [struct(kind) for kind in kinds]
        (domain / f"{name}Language.swift").write_text(note + "\n" + "\n\n".join(parts) + "\n")
        parts = [f"extension {c.name}: WireEnum {{}}" for c in catalogues] + [
            codec(kind) for kind in kinds]
        (codecs / f"{name}Codecs.swift").write_text(
            note + "\npackage import Opportunities\n\n" + "\n\n".join(parts) + "\n")
    lists = dispatch(language)
    note = NOTE.format("commands.proto and record.proto")
    (domain / "Kinds.swift").write_text(f"{note}\n{lists['domain']}\n")
    (codecs / "Kinds.swift").write_text(f"{note}\nimport Opportunities\n\n{lists['codecs']}\n")


PROBE = """
syntax = "proto3";
package opportunity.v1;
import "opportunity/v1/options.proto";
message Command {{ oneof body {{ Probe probe = 20; }} }}
message Probe {{
  {options}
  string probe_id = 1 [(data_class) = DATA_CLASS_IDENTIFIER];
  {field}
}}
enum Word {{ WORD_UNSPECIFIED = 0; WORD_ONE = 1 {word}; }}
"""
GOOD = {
    "options": 'option (stream) = "Probe"; option (zh) = "试"; option (en) = "Probe";',
    "field": "optional uint32 days = 2;", "word": '[(word_zh) = "一", (word_en) = "One"]'}
# One thing wrong each, and what is said of it.
FAULTS = [
    ({"options": 'option (zh) = "试"; option (en) = "Probe";'}, "names no stream"),
    ({"options": 'option (stream) = "Probe"; option (zh) = "试";'}, "no name in both languages"),
    ({"options": 'option (stream) = "Other"; option (zh) = "试"; option (en) = "P";'},
     "no field that names its Other"),
    ({"field": "double rate = 2;"}, "is not used in this language"),
    ({"field": "uint32 far = 64;"}, "fields up to 63"),
    ({"word": ""}, "no word in both languages")]


def self_test() -> None:
    """Small schemas with one fault each: each must be named; and one without, to become code."""
    options = pathlib.Path(__file__).resolve().parents[2] / "schemas/opportunity/v1/options.proto"

    def outcome(parts: dict[str, str]) -> str:
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder) / "opportunity/v1"
            place.mkdir(parents=True)
            shutil.copy(options, place / "options.proto")
            (place / "probe.proto").write_text(PROBE.format(**{**GOOD, **parts}))
            try:
                kinds = l.read(pathlib.Path(folder)).kinds
                return "\n".join(struct(kind) + codec(kind) for kind in kinds)
            except l.Fault as fault:
                return f"fault: {fault}"

    code = outcome({})
    if "package var days: UInt32?" not in code or 'probeID = try reader.identifier("probe_id")' not in code:
        sys.exit(f"language self-test: a good schema gives\n{code}")
    for parts, wanted in FAULTS:
        said = outcome(parts)
        if not said.startswith("fault: ") or wanted not in said:
            sys.exit(f"language self-test: {parts} should be refused with '{wanted}', but: {said}")
    print(f"language self-test: {len(FAULTS)} planted faults named")


def main() -> None:
    import lexicon  # both use what stands above
    import samples
    import sealing
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--self-test", action="store_true", help="can it find faults?")
    for name in ("schemas", "domain", "codecs", "samples"):
        parser.add_argument(f"--{name}", type=pathlib.Path)
    said = parser.parse_args()
    if said.self_test:
        return self_test()
    if None in (said.schemas, said.domain, said.codecs, said.samples):
        parser.error("name all four directories")
    language = l.read_or_exit(said.schemas)
    write(language, said.domain, said.codecs)
    samples.write(language, said.samples)
    lexicon.write(language, said.codecs)
    sealing.write(language, said.codecs)


if __name__ == "__main__":
    main()
