"""Swift for tests: random values of every kind, and each as a message of swift-protobuf.

The second form is filled field by field without our wire code, so that it can judge it.
"""

import pathlib

import descriptors as d
import language as l
from swift import NOTE, quoted


def made(field: l.Field) -> str:
    """An expression that makes a random value of the field."""
    if field.repeated:
        return f"list {{ {element(field, '$0.')} }}"
    if field.is_optional:
        # The wire cannot tell 1970 from no moment at all.
        inner = "$0.laterInstant()" if field.is_moment else element(field, "$0.")
        return f"maybe {{ {inner} }}"
    return element(field, "")


def element(field: l.Field, on: str) -> str:
    if field.names:
        return f"{on}id()"
    if field.is_moment:
        return f"{on}instant()"
    if field.is_day:
        return f"{on}day()"
    if field.is_share:
        return f"PartsPerMillion({on}uint32())"
    if field.type == d.TYPE_MESSAGE:
        return f"{on}{l.camel(l._snake(field.type_name))}()"
    return on + {
        d.TYPE_STRING: "text()", d.TYPE_BYTES: "digest()", d.TYPE_BOOL: "bool()",
        d.TYPE_INT64: "int64()", d.TYPE_UINT64: "uint64()", d.TYPE_UINT32: "uint32()",
        d.TYPE_SINT32: "int32()", d.TYPE_ENUM: "one()"}[field.type]


def plain(field: l.Field, value: str) -> str:
    """The value as swift-protobuf holds it."""
    if field.names:
        return f"{value}.text"
    if field.is_moment:
        return f"{value}.milliseconds"
    if field.is_day:
        return f"{value}.number"
    if field.is_share:
        return f"{value}.count"
    if field.type == d.TYPE_BYTES:
        return f"Data({value})"
    if field.type == d.TYPE_MESSAGE:
        return f"PB{field.type_name}({value})"
    if field.type == d.TYPE_ENUM:
        return f"word({value})"
    return value


def filled(field: l.Field) -> str:
    target, value = quoted(l.camel(field.name)), f"value.{field.swift_property}"
    if target == "value":
        target = "self.value"  # value is what it is filled from
    if field.repeated:
        return f"{target} = {value}.map {{ {plain(field, '$0')} }}"
    if not field.is_optional:
        return f"{target} = {plain(field, value)}"
    return f"if let {quoted(field.swift_property)} = {value} {{ self.{l.camel(field.name)} = " \
        f"{plain(field, quoted(field.swift_property))} }}"


def samples(kind: l.Kind) -> str:
    arguments = ", ".join(f"{quoted(f.swift_property)}: {made(f)}" for f in kind.fields)
    lines = ["extension Random {",
             f"  mutating func {l.camel(l._snake(kind.name))}() -> {kind.name} {{",
             f"    {kind.name}({arguments})", "  }", "}", "",
             f"extension PB{kind.name} {{", f"  init(_ value: {kind.name}) {{", "    self.init()"]
    lines += [f"    {filled(field)}" for field in kind.fields]
    return "\n".join(lines + ["  }", "}"])


def lists(language: l.Language) -> str:
    parts = []
    for role, envelope, oneof in (("command", "PBCommand", "OneOf_Body"),
                                  ("event", "PBRecord", "OneOf_Event")):
        kinds, title = language.of_role(role), role.capitalize()
        lines = [f"/// Every kind of {role}.", f"enum {title}Kind: Int, CaseIterable {{"]
        lines += [f"  case {kind.case}" for kind in kinds] + ["}", "", "extension Random {",
                  f"  mutating func {role}(of kind: {title}Kind) -> {title} {{", "    switch kind {"]
        lines += [f"    case .{k.case}: .{k.case}({l.camel(l._snake(k.name))}())" for k in kinds]
        lines += ["    }", "  }", "}", "", f"extension {envelope}.{oneof} {{",
                  f"  init(_ {role}: {title}) {{", f"    switch {role} {{"]
        lines += [f"    case .{k.case}(let value): self = .{k.case}(.init(value))" for k in kinds]
        parts.append("\n".join(lines + ["    }", "  }", "}"]))
    return "\n\n".join(parts)


def write(language: l.Language, folder: pathlib.Path) -> None:
    head = "\nimport FoundationEssentials\nimport Opportunities\nimport Schema\n\n"
    for file in sorted({kind.file for kind in language.kinds}):
        kinds = [samples(kind) for kind in language.kinds if kind.file == file]
        name = l.pascal(file.removesuffix(".proto"))
        (folder / f"{name}Samples.swift").write_text(
            NOTE.format(file) + head + "\n\n".join(kinds) + "\n")
    (folder / "KindSamples.swift").write_text(
        NOTE.format("commands.proto and record.proto") + "\nimport Opportunities\nimport Schema\n\n"
        + lists(language) + "\n")
