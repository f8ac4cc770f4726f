"""The sales language as the schemas say it: messages, fields and words with their meaning.

A field's Swift name and type follow from its name, its type and its options
(schemas/opportunity/v1/options.proto); nothing is decided by hand for one kind of event.
"""

import dataclasses
import pathlib
import sys

import descriptors as d

# Extension numbers of options.proto.
OPTION_NAMES, OPTION_REQUIRED, OPTION_FOLDED, OPTION_SWIFT = 50002, 50003, 50004, 50005
OPTION_SHOWN_ONLY, OPTION_DATA_CLASS = 50006, 50001
DATA_CLASS_PERSONAL, DATA_CLASS_FREE_TEXT = 3, 4
OPTION_STREAM, OPTION_BEGINS, OPTION_ZH, OPTION_EN = 50010, 50011, 50012, 50013
OPTION_WORD_ZH, OPTION_WORD_EN = 50020, 50021

# Files that hold no part of the language: how it travels, not what it says.
NOT_LANGUAGE = {"options.proto", "protocol.proto", "queries.proto"}
# Written by hand: the envelope and the record around a fact, and the smallest values.
BY_HAND = {"Command", "Record", "Money", "Actor", "ImportRow", "StreamKind"}


class Fault(Exception):
    """What a schema says that cannot become code."""


def camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join("ID" if part == "id" else part.capitalize() for part in tail)


def pascal(name: str) -> str:
    return camel(name)[:1].upper() + camel(name)[1:]


@dataclasses.dataclass
class Field:
    name: str
    number: int
    type: int
    type_name: str
    repeated: bool
    has_presence: bool
    doc: str
    names: str
    required: bool
    folded: bool
    swift_name: str
    shown_only: bool = False
    data_class: int = 0
    is_subject: bool = False

    @property
    def is_sealed(self) -> bool:
        """Says something about a person, or may."""
        return self.data_class in (DATA_CLASS_PERSONAL, DATA_CLASS_FREE_TEXT)

    @property
    def is_moment(self) -> bool:
        return self.type == d.TYPE_INT64 and self.name.endswith("_ms")

    @property
    def is_day(self) -> bool:
        return self.type == d.TYPE_SINT32 and self.name.endswith("_day")

    @property
    def is_share(self) -> bool:
        return self.type == d.TYPE_UINT32 and self.name.endswith("_ppm")

    @property
    def swift_property(self) -> str:
        """Swift's name: without the unit that the type says, and without the id of another thing."""
        if self.swift_name:
            return self.swift_name
        name = self.name
        if self.is_moment or self.is_day or self.is_share:
            name = name[:name.rindex("_")]
        elif name.endswith("_sha256"):
            name = name.removesuffix("_sha256") + "_digest"
        elif self.names and not self.is_subject:
            plural = name.endswith("_ids")
            name = name.removesuffix("_ids").removesuffix("_id")
            name += "s" if plural else ""
        return camel(name)

    @property
    def element(self) -> str:
        """Swift's type of one value."""
        if self.names:
            return f"{self.names}ID"
        if self.is_moment:
            return "Instant"
        if self.is_day:
            return "Day"
        if self.is_share:
            return "PartsPerMillion"
        plain = {
            d.TYPE_STRING: "String", d.TYPE_BYTES: "[UInt8]", d.TYPE_BOOL: "Bool",
            d.TYPE_INT64: "Int64", d.TYPE_UINT64: "UInt64", d.TYPE_UINT32: "UInt32",
            d.TYPE_SINT32: "Int32"}
        if self.type in plain:
            return plain[self.type]
        if self.type in (d.TYPE_MESSAGE, d.TYPE_ENUM):
            return self.type_name
        raise Fault(f"{self.name}: a field of type {self.type} is not used in this language")

    @property
    def is_optional(self) -> bool:
        """Whether Swift's type is optional: presence on the wire, or a value without a default."""
        if self.repeated or self.required:
            return False
        if self.names or self.is_moment or self.type in (d.TYPE_MESSAGE, d.TYPE_ENUM):
            return True
        return self.has_presence

    @property
    def swift_type(self) -> str:
        if self.repeated:
            return f"[{self.element}]"
        return self.element + ("?" if self.is_optional else "")

    @property
    def must_be_there(self) -> bool:
        """Whether bytes without it are refused: it has no value that says nothing."""
        return self.required and not self.repeated and self.type in (d.TYPE_MESSAGE, d.TYPE_ENUM)


@dataclasses.dataclass
class Kind:
    """One message."""
    name: str
    file: str
    doc: str
    stream: str
    begins: bool
    zh: str
    en: str
    fields: list[Field]
    role: str = "value"  # or command, event
    number: int = 0      # of the field that holds it in Command or Record
    case: str = ""

    @property
    def subject(self) -> Field | None:
        return next((field for field in self.fields if field.is_subject), None)


@dataclasses.dataclass
class Word:
    name: str
    number: int
    doc: str
    zh: str
    en: str

    def code(self, enum: str) -> str:
        """As programs read it: lower case, joined by `-`; the grades are capital letters."""
        code = self.name.removeprefix(_prefix(enum)).replace("_", "-")
        return code if enum == "Grade" else code.lower()

    def case(self, enum: str) -> str:
        return camel(self.name.removeprefix(_prefix(enum)).lower())


def _prefix(enum: str) -> str:
    return _snake(enum).upper() + "_"


@dataclasses.dataclass
class Catalogue:
    """A closed list of words: one enum."""
    name: str
    file: str
    doc: str
    words: list[Word]


@dataclasses.dataclass
class Language:
    kinds: list[Kind]
    catalogues: list[Catalogue]

    def of_role(self, role: str) -> list[Kind]:
        return sorted((k for k in self.kinds if k.role == role), key=lambda kind: kind.number)


def read(schemas: pathlib.Path) -> Language:
    kinds, catalogues, roles = [], [], {}
    for file in d.descriptor_files(schemas, "language"):
        name = pathlib.PurePath(file.text(d.FILE_NAME)).name
        if name in NOT_LANGUAGE:
            continue
        comments = d.comments_of(file)
        for index, message in enumerate(file.messages(d.FILE_MESSAGE)):
            title = message.text(d.MESSAGE_NAME)
            if title == "Command":
                roles |= _places(message, "command")
            elif title == "Record":
                roles |= _places(message, "event")
            if title not in BY_HAND:
                kinds.append(_kind(message, name, comments, (d.FILE_MESSAGE, index)))
        for index, enum in enumerate(file.messages(d.FILE_ENUM)):
            if enum.text(d.ENUM_NAME) not in BY_HAND:
                catalogues.append(_catalogue(enum, name, comments, (d.FILE_ENUM, index)))
    for kind in kinds:
        if kind.name not in roles:
            # Rules in force and what is remembered are kept whole, every text of them.
            for field in kind.fields:
                field.folded = True
        if kind.name in roles:
            kind.role, kind.number, kind.case = roles[kind.name]
            _check(kind)
    return Language(kinds, catalogues)


def _places(envelope: d.Message, role: str) -> dict[str, tuple[str, int, str]]:
    """Which field of the oneof holds which kind."""
    return {
        field.text(d.FIELD_TYPE_NAME).rsplit(".", 1)[-1]:
            (role, field.number(d.FIELD_NUMBER), camel(field.text(d.FIELD_NAME)))
        for field in envelope.messages(d.MESSAGE_FIELD) if field.has(d.FIELD_ONEOF)
        and not field.number(d.FIELD_OPTIONAL)}


def _kind(message, file, comments, path) -> Kind:
    options = message.merged(d.MESSAGE_OPTIONS)
    stream = options.text(OPTION_STREAM)
    kind = Kind(
        name=message.text(d.MESSAGE_NAME), file=file, doc=comments.get(path, ""), stream=stream,
        begins=bool(options.number(OPTION_BEGINS)), zh=options.text(OPTION_ZH),
        en=options.text(OPTION_EN), fields=[])
    for index, field in enumerate(message.messages(d.MESSAGE_FIELD)):
        said = field.merged(d.FIELD_OPTIONS)
        kind.fields.append(Field(
            name=field.text(d.FIELD_NAME), number=field.number(d.FIELD_NUMBER),
            type=field.number(d.FIELD_TYPE),
            type_name=field.text(d.FIELD_TYPE_NAME).rsplit(".", 1)[-1],
            repeated=field.number(d.FIELD_LABEL) == d.LABEL_REPEATED,
            has_presence=bool(field.number(d.FIELD_OPTIONAL)),
            doc=comments.get((*path, d.MESSAGE_FIELD, index), ""),
            names=said.text(OPTION_NAMES), required=bool(said.number(OPTION_REQUIRED)),
            folded=bool(said.number(OPTION_FOLDED)), swift_name=said.text(OPTION_SWIFT),
            shown_only=bool(said.number(OPTION_SHOWN_ONLY)),
            data_class=said.number(OPTION_DATA_CLASS)))
    if stream:
        for field in kind.fields:
            if field.number == 1 and stream in (field.names, pascal(field.name.removesuffix("_id"))):
                field.is_subject, field.names, field.required = True, stream, True
    return kind


def _snake(name: str) -> str:
    return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")


def _catalogue(enum, file, comments, path) -> Catalogue:
    words = []
    for index, value in enumerate(enum.messages(d.ENUM_VALUE)):
        options = value.merged(d.VALUE_OPTIONS)
        if value.number(d.VALUE_NUMBER) == 0:
            continue
        words.append(Word(
            name=value.text(d.VALUE_NAME), number=value.number(d.VALUE_NUMBER),
            doc=comments.get((*path, d.ENUM_VALUE, index), ""),
            zh=options.text(OPTION_WORD_ZH), en=options.text(OPTION_WORD_EN)))
        if not words[-1].zh or not words[-1].en:
            raise Fault(f"{file}: {words[-1].name} has no word in both languages: "
                        "[(word_zh) = …, (word_en) = …]")
    return Catalogue(enum.text(d.ENUM_NAME), file, comments.get(path, ""), words)


def _check(kind: Kind) -> None:
    """What every command and every event must say of itself."""
    place = f"{kind.file}: {kind.name}"
    if not kind.stream:
        raise Fault(f"{place} names no stream: option (stream) = \"Opportunity\";")
    if not kind.zh or not kind.en:
        raise Fault(f"{place} has no name in both languages: option (zh) and option (en)")
    if kind.role == "command" and kind.stream != "Policy" and not kind.subject:
        raise Fault(f"{place} has no field that names its {kind.stream}")
    for field in kind.fields:
        if field.number > 63:
            raise Fault(f"{place}.{field.name}: the wire reader knows fields up to 63")


def read_or_exit(schemas: pathlib.Path) -> Language:
    try:
        return read(schemas)
    except Fault as fault:
        sys.exit(f"language: {fault}")
