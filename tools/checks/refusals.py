#!/usr/bin/env python3
"""Holds what the rules say they refuse to what the tests have seen refused.

Each rule, `decide(_ command: …)` in Sources/Opportunities, names its codes in `- Throws:`. Every one of them
must have been provoked by some test of OpportunitiesTests, and no test may have seen a code that is neither
named there nor one of those that any command can meet. FILE has a line "command CODE" for each refusal, as
the tests write it when OPP_REFUSALS names it; tools/test.sh does both.
"""

import argparse
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
RULES = "Sources/Opportunities"

# Met before any rule is asked: by the envelope, the actor, the row of an import.
GENERAL = {
    "BACKFILL_REASON_REQUIRED", "BATCH_ABORTED", "FORBIDDEN", "FUTURE_TIME", "IDEMPOTENCY_CONFLICT",
    "IMPORT_BATCH_CLOSED", "INVALID_FIELD", "NOT_FOUND", "ROW_ALREADY_JUDGED", "USER_INACTIVE",
    "VERSION_CONFLICT",
}

RULE = re.compile(
    r"((?:^[ \t]*///.*\n)+)[ \t]*(?:package )?func decide\(\s*_ command: (\w+)", re.MULTILINE)


class Rule:
    """The codes that a rule says it throws, and the rules that it says it asks as well."""

    def __init__(self) -> None:
        self.codes: set[str] = set()
        self.asks: set[str] = set()


def kind(message: str) -> str:
    """A command as the tests name it."""
    return message[0].lower() + message[1:]


def named(text: str) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for comment, message in RULE.findall(text):
        throws = comment.partition("- Throws:")[2]
        rule = found.setdefault(kind(message), Rule())
        rule.codes.update(re.findall(r"`([A-Z][A-Z_]+)`", throws))
        rule.asks.update(kind(other) for other in re.findall(r"what `(\w+)` throws", throws))
    return found


def seen(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        name, code = line.split()
        found.setdefault(name, set()).add(code)
    return found


def faults(rules: dict[str, Rule], tests: dict[str, set[str]]) -> list[str]:
    result = []
    for name, rule in sorted(rules.items()):
        provoked = tests.get(name, set())
        for code in sorted(rule.codes - provoked):
            result.append(f"{name}: its rule names {code}, and no test provokes it")
        allowed = rule.codes.union(GENERAL, *(rules[other].codes for other in rule.asks if other in rules))
        for code in sorted(provoked - allowed):
            result.append(f"{name}: a test provokes {code}, which its rule does not name")
    for name in sorted(tests.keys() - rules.keys()):
        result.append(f"{name}: no rule of that name was found under {RULES}")
    return result


def self_test() -> None:
    rules = named("  /// - Throws: `NOT_FOUND`,\n  ///   `BAD_DATE`.\n  func decide(_ command: CloseDeal, in c: C)")
    assert {name: rule.codes for name, rule in rules.items()} == {"closeDeal": {"NOT_FOUND", "BAD_DATE"}}
    assert not faults(rules, seen("closeDeal NOT_FOUND\ncloseDeal BAD_DATE\ncloseDeal FUTURE_TIME"))
    assert len(faults(rules, seen("closeDeal NOT_FOUND"))) == 1
    assert len(faults(rules, seen("closeDeal NOT_FOUND\ncloseDeal BAD_DATE\ncloseDeal NO_PLAN"))) == 1
    assert len(faults(rules, seen("closeDeal NOT_FOUND\ncloseDeal BAD_DATE\nother NO_PLAN"))) == 1
    rules |= named("/// - Throws: `NO_PLAN`, and what `CloseDeal` throws.\nfunc decide(_ command: Both, in c: C)")
    both = "closeDeal NOT_FOUND\ncloseDeal BAD_DATE\nboth NO_PLAN\nboth BAD_DATE"
    assert not faults(rules, seen(both))
    assert len(faults(rules, seen(f"{both}\nboth GATE_NOT_MET"))) == 1
    print("refusals: the check finds what it should")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", nargs="?", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--self-test", action="store_true", help="show that the check can fail")
    arguments = parser.parse_args()
    if arguments.self_test:
        self_test()
        return 0
    if arguments.file is None:
        parser.error("name the file that the tests wrote")
    sources = sorted((TOP / RULES).rglob("*.swift"))
    rules = named("\n".join(source.read_text(encoding="utf-8") for source in sources))
    found = faults(rules, seen(arguments.file.read_text(encoding="utf-8")))
    for fault in found:
        print(f"refusals: {fault}", file=sys.stderr)
    if not rules:
        print(f"refusals: no rule was found under {RULES}", file=sys.stderr)
        return 1
    if not found:
        count = sum(len(rule.codes) for rule in rules.values())
        speaking = sum(1 for rule in rules.values() if rule.codes)
        print(f"refusals: {count} of {speaking} commands, each provoked by a test")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
