"""The auditors' page is true: its worked example runs as it stands there, and says what it says there."""

import fnmatch
import os
import re
import subprocess

import pytest

from oppdaemon import PATIENCE, binary
from oppschema import TOP

PAGE = TOP / "schemas/AUDITING.md"
BLOCK = re.compile(r"^```(sh|)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def steps() -> list[tuple[str, list[str]]]:
    """Each block of commands with the lines that the page says it prints."""
    found: list[tuple[str, list[str]]] = []
    for language, text in BLOCK.findall(PAGE.read_text()):
        if language == "sh":
            found.append((text, []))
        else:
            assert found and not found[-1][1], f"nothing printed this: {text}"
            found[-1][1].extend(text.splitlines())
    return found


def matches(line: str, said: str) -> bool:
    pattern = "*".join(re.sub(r"([*?[])", r"[\1]", part) for part in said.split("…"))
    return fnmatch.fnmatchcase(line, pattern)


def test_the_reader_of_the_page_sees_what_differs():
    assert len(steps()) >= 10 and sum(1 for _, lines in steps() if lines) >= 6
    assert matches("OK: 12 records", "OK: …") and not matches("BROKEN: x", "OK: …")
    assert matches("a[1]", "a[1]") and not matches("a1", "a[1]")


def test_the_worked_example_runs_as_it_stands_there(folder):
    # One shell for all, as a reader has; a mark between the steps, so that each has its own output.
    mark = "--- step"
    script = "set -eu\n" + "".join(
        f"echo '{mark}'\n{commands}" for commands, _ in steps())
    (folder / "example.sh").write_text(script)
    work = folder / "w"
    work.mkdir()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "OPP_"))}
    environment |= {
        "PATH": f"{binary('oppd').parent}:{environment['PATH']}", "LANG": "en_US.UTF-8",
        "TOOLS": str(TOP / "tools")}
    done = subprocess.run(
        ["bash", folder / "example.sh"], cwd=work, env=environment, capture_output=True,
        text=True, timeout=PATIENCE * 20)
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    printed = [part.strip("\n").splitlines() for part in done.stdout.split(mark + "\n")[1:]]
    for (commands, said), lines in zip(steps(), printed, strict=True):
        if not said:
            continue
        assert len(lines) == len(said), f"{commands}printed {lines}"
        for line, pattern in zip(lines, said):
            assert matches(line, pattern), f"{commands}printed {line!r}, the page says {pattern!r}"
    for name in ("timeline.csv", "diff.csv", "why.json", "events.csv", "parted.json", "report.json.sig"):
        assert (work / name).stat().st_size > 100, name
