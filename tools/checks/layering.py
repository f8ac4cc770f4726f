#!/usr/bin/env python3
"""Holds the rooms of the house to their doors.

1. A file imports only what Package.swift declares for its target, and the standard modules its
   room may use. (SwiftPM's own check lets an import pass that some chain of dependencies reaches.)
2. The pure rooms have exactly the doors of the architecture, whatever Package.swift says.
3. No Foundation in Opportunities, Insight, EventLog and Schema.
4. The word `unsafe` stands only in EventLog and in the file of the peer's credentials.
5. A declared door that no file of a finished room uses is a door to close.

Generated code is no author's and is left out.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from swiftsource import code_of, imports_of, line_of, swift_files

TOP = pathlib.Path(__file__).resolve().parents[2]

# Modules of the toolchain; every room but the ones below may use them.
STANDARD = {
    "Swift", "Synchronization", "Glibc", "Musl", "Darwin", "Dispatch", "RegexBuilder",
    "Foundation", "FoundationEssentials", "FoundationInternationalization", "Testing", "XCTest"}

# The rooms of which the architecture promises more than Package.swift can: doors, standard modules.
ROOMS = {
    "Opportunities": (set(), set()),
    "Insight": ({"Opportunities"}, set()),
    # Dispatch: one thread waits for another with a deadline, which Synchronization cannot.
    "EventLog": (
        {"CHashLanes", "CLMDB", "CZstd", "Crypto"}, {"Dispatch", "Glibc", "Synchronization"}),
    "Sealing": (
        {"CLibCrypto", "Crypto", "EventLog", "Opportunities", "Schema"}, {"Synchronization"}),
    "Schema": ({"Opportunities", "SwiftProtobuf"}, {"Glibc", "Synchronization"}),
}

UNSAFE_ROOMS = {"EventLog"}
# A kernel structure, the one value that every command holds several of, and eight bytes of a text
# read as a word: byte by byte, looking through texts cost more than everything else in a decision.
UNSAFE_FILES = {"PeerCredentials.swift", "IdentifierText.swift", "ByteWords.swift"}


class Target:
    def __init__(self, name: str, kind: str, folder: pathlib.Path, doors: set[str]):
        self.name, self.kind, self.folder, self.doors = name, kind, folder, doors


def targets_of(top: pathlib.Path) -> list[Target]:
    """What Package.swift says, as SwiftPM reads it."""
    command = ["swift", "package", "--package-path", str(top), "dump-package"]
    with tempfile.TemporaryDirectory() as scratch:
        command[2:2] = ["--scratch-path", scratch]
        try:
            done = subprocess.run(command, capture_output=True, text=True)
        except FileNotFoundError:
            sys.exit("layering: swift is not installed (PATH has no 'swift'): tools/setup.sh")
    if done.returncode != 0:
        sys.exit(f"layering: SwiftPM cannot read {top / 'Package.swift'}:\n{done.stderr}")
    targets = []
    for said in json.loads(done.stdout)["targets"]:
        if said["type"] == "system":
            continue
        home = "Tests" if said["type"] == "test" else "Sources"
        doors = {next(iter(door.values()))[0] for door in said["dependencies"]}
        targets.append(Target(
            said["name"], said["type"], top / (said.get("path") or f"{home}/{said['name']}"), doors))
    return targets


def faults_of(target: Target, top: pathlib.Path) -> list[str]:
    faults = []
    room = ROOMS.get(target.name)
    if room:
        for door in sorted(target.doors - room[0]):
            faults.append(
                f"Package.swift: target {target.name} depends on {door}: the architecture gives it "
                f"{', '.join(sorted(room[0])) or 'no door at all'}; move the code to another room")
    allowed_standard = room[1] if room else STANDARD
    used = set()
    files = [f for f in swift_files(target.folder) if "Generated" not in f.parts]
    for file in files:
        code, place = code_of(file.read_text(encoding="utf-8")), file.relative_to(top)
        for line, module in imports_of(code):
            used.add(module)
            if module in target.doors or module in allowed_standard:
                continue
            if module in STANDARD:
                faults.append(
                    f"{place}:{line}: imports {module}, which {target.name} does without: let the "
                    "value come in as an argument, or do this in another room")
            else:
                faults.append(
                    f"{place}:{line}: imports {module}, no door of {target.name} (Package.swift): "
                    "move the code to a room that has it, or declare the dependency")
        if target.kind != "test" and target.name not in UNSAFE_ROOMS \
                and file.name not in UNSAFE_FILES:
            for found in re.finditer(r"(?<![\w.])unsafe\b", code):
                faults.append(
                    f"{place}:{line_of(code, found.start())}: 'unsafe' outside "
                    f"{', '.join(sorted(UNSAFE_ROOMS | UNSAFE_FILES))}: find a safe form")
    # Generated code counts as a user of the doors it needs.
    for file in swift_files(target.folder):
        if "Generated" in file.parts:
            used |= {module for _, module in imports_of(code_of(file.read_text(encoding="utf-8")))}
    if target.kind != "test" and files:
        for door in sorted(target.doors - used):
            faults.append(
                f"Package.swift: target {target.name} declares {door}, which none of its files "
                "imports: remove the dependency")
    return faults


def check(top: pathlib.Path) -> list[str]:
    return [fault for target in targets_of(top) for fault in faults_of(target, top)]


def self_test() -> None:
    """Builds small rooms with one fault each and expects exactly that fault."""
    lexed = code_of('let a = "x \\(unsafe f("(")) import B" // import C\n/* import D /* */ */\n'
                    'let b = #"\\(unsafe)"#\nlet c = """\nimport E\n"""\n@testable import F\n')
    assert [module for _, module in imports_of(lexed)] == ["F"], lexed
    assert imports_of(lexed) == [(7, "F")] and lexed.count("unsafe") == 1, lexed

    cases = [
        # target, its doors, its files, words the only fault must hold (None: no fault)
        ("Opportunities", set(), {"A.swift": "// import Foundation\nstruct A {}"}, None),
        ("Opportunities", set(), {"A.swift": "import Foundation"}, "A.swift:1: imports Foundation"),
        ("Opportunities", set(), {"A.swift": "\n#if os(Linux)\n  internal import Glibc\n#endif"},
         "A.swift:3: imports Glibc"),
        ("Opportunities", {"Logging"}, {"A.swift": "import Logging"}, "no door at all"),
        ("Insight", {"Opportunities"}, {"A.swift": "package import Opportunities"}, None),
        ("Insight", {"Opportunities"}, {"A.swift": "import Opportunities\nimport EventLog"},
         "A.swift:2: imports EventLog, no door"),
        ("EventLog", {"CLMDB"}, {"A.swift": "import CLMDB\nimport Glibc\nlet a = unsafe f()"}, None),
        ("EventLog", {"CLMDB"}, {"A.swift": "import CLMDB\nimport struct Foundation.Data"},
         "A.swift:2: imports Foundation"),
        ("EventLog", {"CLMDB", "CZstd"}, {"A.swift": "import CLMDB"}, "declares CZstd"),
        ("Schema", {"SwiftProtobuf"}, {"A.swift": "import SwiftProtobuf",
                                       "Generated/a.pb.swift": "import Foundation"}, None),
        ("Server", set(), {"A.swift": 'let s = "\\(unsafe f())"'}, "A.swift:1: 'unsafe'"),
        ("Server", set(), {"A.swift": "nonisolated(unsafe) var x = 1"}, "A.swift:1: 'unsafe'"),
        ("Server", set(), {"A.swift": "// unsafe\nlet unsafely = 1",
                           "PeerCredentials.swift": "let a = unsafe f()"}, None),
        ("Server", {"Ledger"}, {"A.swift": "@preconcurrency import NIOCore\nimport Ledger"},
         "imports NIOCore, no door"),
    ]
    for name, doors, files, expected in cases:
        with tempfile.TemporaryDirectory() as folder:
            top = pathlib.Path(folder)
            room = top / "Sources" / name
            for file, text in files.items():
                (room / file).parent.mkdir(parents=True, exist_ok=True)
                (room / file).write_text(text + "\n")
            faults = faults_of(Target(name, "regular", room, doors), top)
            if expected is None:
                assert faults == [], (name, files, faults)
            else:
                assert len(faults) == 1 and expected in faults[0], (name, files, expected, faults)
    print(f"layering self-test: {len(cases)} cases as expected")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--self-test", action="store_true", help="prove that faults are found")
    if parser.parse_args().self_test:
        self_test()
        return
    faults = check(TOP)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        sys.exit(f"layering: {len(faults)} faults")
    print("layering: every room keeps to its doors")


if __name__ == "__main__":
    main()
