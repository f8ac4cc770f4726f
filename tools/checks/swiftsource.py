"""Reads Swift source as far as the checks need it: code without comments and literals, imports."""

import pathlib
import re

_MARKS = re.compile(r'//|/\*|#*"""|#*"')

_IMPORT = re.compile(
    r"""^[ \t]*
    (?:@\w+(?:\([^)\n]*\))?[ \t]+)*                                  # @testable, @preconcurrency
    (?:(?:public|package|internal|fileprivate|private)[ \t]+)?
    import[ \t]+
    (?:(?:struct|class|enum|protocol|typealias|func|let|var)[ \t]+)?  # one declaration of it
    (\w+)""",
    re.MULTILINE | re.VERBOSE)


def _blank(text: str) -> str:
    """Spaces in place of text; line ends stay, so that line numbers stay true."""
    return re.sub(r"[^\n]", " ", text)


def _comment_end(text: str, start: int) -> int:
    """The end of the block comment that begins at `start`; they nest."""
    depth = 0
    for mark in re.compile(r"/\*|\*/").finditer(text, start):
        depth += 1 if mark.group() == "/*" else -1
        if depth == 0:
            return mark.end()
    return len(text)


def _literal(text: str, start: int, opening: str) -> tuple[str, int]:
    """A string literal, blanked but for the code of its interpolations, and where it ends."""
    hashes = len(opening) - len(opening.lstrip("#"))
    closing = opening[hashes:] + "#" * hashes
    escape = "\\" + "#" * hashes
    kept, at = [_blank(opening)], start + len(opening)
    while at < len(text):
        if text.startswith(closing, at):
            return "".join(kept) + _blank(closing), at + len(closing)
        if text.startswith(escape + "(", at):
            kept.append(_blank(escape) + "(")
            code, at = _code(text, at + len(escape) + 1, inside_parentheses=True)
            kept.append(code)
        elif text.startswith(escape, at):
            kept.append(_blank(text[at:at + len(escape) + 1]))
            at += len(escape) + 1
        elif text[at] == "\n" and '"""' not in opening:
            break  # an unclosed literal; the compiler will say so
        else:
            kept.append(_blank(text[at]))
            at += 1
    return "".join(kept), at


def _code(text: str, at: int, inside_parentheses: bool) -> tuple[str, int]:
    kept, depth = [], 1
    while at < len(text):
        mark = _MARKS.match(text, at)
        if mark is None:
            character = text[at]
            kept.append(character)
            at += 1
            if inside_parentheses and character in "()":
                depth += 1 if character == "(" else -1
                if depth == 0:
                    break
        elif mark.group() == "//":
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            kept.append(_blank(text[at:end]))
            at = end
        elif mark.group() == "/*":
            end = _comment_end(text, at)
            kept.append(_blank(text[at:end]))
            at = end
        else:
            blanked, at = _literal(text, at, mark.group())
            kept.append(blanked)
    return "".join(kept), at


def code_of(text: str) -> str:
    """The text with comments and literals blanked; interpolated code and line numbers stay."""
    return _code(text, 0, inside_parentheses=False)[0]


def line_of(code: str, offset: int) -> int:
    return code.count("\n", 0, offset) + 1


def imports_of(code: str) -> list[tuple[int, str]]:
    """Line number and module of every import; `code` comes from code_of."""
    return [(line_of(code, found.start(1)), found.group(1)) for found in _IMPORT.finditer(code)]


def swift_files(folder: pathlib.Path) -> list[pathlib.Path]:
    return sorted(folder.rglob("*.swift"))
