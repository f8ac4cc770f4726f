"""The language as data for programs that show or ask for any kind: one text that Lexicon.swift reads.

A line for each kind, its explanation, its fields and theirs, and each word:

    kind ROLE NUMBER NAME MESSAGE ZH|EN      ROLE is command, event or value
    doc TEXT                                 of what stands above
    field NUMBER NAME FORM OF PRESENCE       OF is the message or list of words, or -
    words NAME
    word NUMBER CODE SCHEMA_NAME ZH|EN
"""

import pathlib

import descriptors as d
import language as l
from swift import NOTE, NOTHING


def form(field: l.Field) -> str:
    if field.names:
        return "identifier"
    if field.is_moment:
        return "moment"
    if field.is_day:
        return "day"
    if field.is_share:
        return "share"
    return {
        d.TYPE_STRING: "text", d.TYPE_BYTES: "digest", d.TYPE_BOOL: "flag", d.TYPE_INT64: "signed",
        d.TYPE_UINT64: "unsigned", d.TYPE_UINT32: "unsigned", d.TYPE_SINT32: "zigzag",
        d.TYPE_ENUM: "word", d.TYPE_MESSAGE: "message"}[field.type]


def text(language: l.Language) -> str:
    lines = []
    order = {"command": 0, "event": 1, "value": 2}
    for kind in sorted(language.kinds, key=lambda k: (order[k.role], k.number, k.name)):
        lines.append(f"kind {kind.role} {kind.number} {l._snake(kind.case or kind.name)} "
                     f"{kind.name} {kind.zh}|{kind.en}")
        lines += [f"doc {line}" for line in kind.doc.splitlines() if line]
        for field in kind.fields:
            of = field.names or (
                field.type_name if field.type in (d.TYPE_ENUM, d.TYPE_MESSAGE) else "-")
            presence = "repeated" if field.repeated else "required" if field.required else "optional"
            lines.append(f"field {field.number} {field.name} {form(field)} {of} {presence}")
            explained = NOTHING.sub("Left out: ", field.doc)
            lines += [f"doc {line}" for line in explained.splitlines() if line]
    for catalogue in sorted(language.catalogues, key=lambda c: c.name):
        lines.append(f"words {catalogue.name}")
        lines += [f"word {word.number} {word.code(catalogue.name)} {word.name} {word.zh}|{word.en}"
                  for word in catalogue.words]
    return "\n".join(lines)


def write(language: l.Language, folder: pathlib.Path) -> None:
    body = text(language)
    if '"""' in body or "\\" in body:
        raise l.Fault("a comment holds a backslash or three quotation marks")
    (folder / "LexiconText.swift").write_text(
        NOTE.format("*.proto") + "\nextension Lexicon {\n"
        "  static let source = \"\"\"\n" + "\n".join("    " + line for line in body.splitlines())
        + "\n    \"\"\"\n}\n")
