"""Which fields of an event say something about a person, or may: those that a record keeps sealed.

Events are written in two: what everybody may know, and these texts (Schema/Codecs/RecordEncoder.swift).
Schema/Codecs/SealedTexts.swift puts them together again by the table of numbers.
"""

import pathlib

import descriptors as d
import language as l
from swift import NOTE, quoted, writing


def bits(kind: l.Kind) -> int:
    return sum(1 << field.number for field in kind.fields if field.is_sealed)


def parts(kind: l.Kind, kinds: dict[str, l.Kind]) -> list[tuple[int, int]]:
    """Fields that are messages with such texts, and the texts of those."""
    found = []
    for field in kind.fields:
        inner = kinds.get(field.type_name) if field.type == d.TYPE_MESSAGE else None
        if not inner:
            continue
        if parts(inner, kinds):
            raise l.Fault(f"{kind.file}: {kind.name}.{field.name}: texts of people stand at most one "
                          "message deep in an event, or nothing could seal them")
        if bits(inner):
            found.append((field.number, bits(inner)))
    return found


def apart(kind: l.Kind, kinds: dict[str, l.Kind]) -> str:
    """How a message is written with its texts apart; the same fields as in its one `write(to:)`."""
    nested = {number for number, _ in parts(kind, kinds)}
    has, lines = [], []
    for field in sorted(kind.fields, key=lambda field: field.number):
        name = quoted(field.swift_property)
        if field.is_sealed:
            if field.type not in (d.TYPE_STRING, d.TYPE_BYTES) or field.names:
                raise l.Fault(f"{kind.file}: {kind.name}.{field.name} is no text, so nothing can seal it")
            has.append(f"!{name}.isEmpty")
            lines.append("    " + writing(field).replace("writer.", "texts.", 1))
        elif field.number in nested:
            verb = "messages" if field.repeated else "message"
            has.append(f"{name}.contains(where: \\.hasTexts)" if field.repeated
                       else f"{name}?.hasTexts == true" if field.swift_type.endswith("?")
                       else f"{name}.hasTexts")
            lines.append(f"    writer.{verb}({field.number}, {name}, texts: &texts)")
        else:
            lines.append("    " + writing(field))
    return "\n".join([
        f"extension {kind.name}: TextWritable {{",
        "  package var hasTexts: Bool { " + " || ".join(has) + " }", "",
        "  package func write(to writer: inout WireWriter, texts: inout WireWriter) {", *lines,
        "  }", "}", ""])


def swift(language: l.Language) -> str:
    kinds = {kind.name: kind for kind in language.kinds if kind.role not in ("command", "event")}
    lines = ["extension SealedFields {",
             "  /// Of the event in field `number` of a record; nil: it has none.",
             "  static func of(event number: UInt32) -> SealedFields? {", "    switch number {"]
    folded = []
    for kind in language.of_role("event"):
        own, inner = bits(kind), parts(kind, kinds)
        if any(field.is_sealed and field.folded for field in kind.fields):
            folded.append(f".{kind.case}")
        if own or inner:
            nested = ", ".join(f"({number}, {mask:#b})" for number, mask in inner)
            lines.append(f"    case {kind.number}: SealedFields(texts: {own:#b}, nested: [{nested}])")
    written, cases = [], []
    for kind in language.kinds:
        if kind.role == "command" or not (bits(kind) or parts(kind, kinds)):
            continue
        written.append(apart(kind, kinds))
        if kind.role == "event":
            cases.append(kind)
    lines += ["    default: nil", "    }", "  }", "}", "", "extension Event {",
              "  /// Whether something in it says something about a person, or may.",
              "  var hasTexts: Bool {", "    switch self {"]
    lines += [f"    case .{kind.case}(let event): event.hasTexts" for kind in cases]
    lines += ["    default: false", "    }", "  }", "",
              "  /// Writes it with its texts apart, each part as a message in its field of a record.",
              "  func write(to writer: inout WireWriter, texts: inout WireWriter) {", "    switch self {"]
    lines += [f"    case .{kind.case}(let event): writer.message({kind.number}, event, texts: &texts)"
              for kind in cases]
    lines += ["    default: write(to: &writer)", "    }", "  }", "}", "", *written, "extension Event {",
              "  /// Whether a read model shows a text of it that is kept sealed.",
              "  package var hasShownTexts: Bool {", "    switch self {",
              f"    case {', '.join(folded)}: true", "    default: false", "    }", "  }", "}"]
    return "\n".join(lines)


def write(language: l.Language, folder: pathlib.Path) -> None:
    (folder / "TextsApart.swift").write_text(
        NOTE.format("*.proto") + "\nimport Opportunities\n\n" + swift(language) + "\n")
