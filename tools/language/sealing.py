"""Which fields of an event say something about a person, or may: those that a record keeps sealed.

Written for Schema/Codecs/SealedTexts.swift, which takes them out of an event and puts them back.
"""

import pathlib

import descriptors as d
import language as l
from swift import NOTE


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
    lines += ["    default: nil", "    }", "  }", "}", "", "extension Event {",
              "  /// Whether a read model shows a text of it that is kept sealed.",
              "  package var hasShownTexts: Bool {", "    switch self {",
              f"    case {', '.join(folded)}: true", "    default: false", "    }", "  }", "}"]
    return "\n".join(lines)


def write(language: l.Language, folder: pathlib.Path) -> None:
    (folder / "SealedFieldsTable.swift").write_text(
        NOTE.format("*.proto") + "\nimport Opportunities\n\n" + swift(language) + "\n")
