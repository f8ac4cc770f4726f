#!/usr/bin/env python3
"""Holds schemas/LANGUAGE.md to the language it describes.

1. The table of kinds between its markers is what the schemas say; --write puts it there.
2. Every code of a refusal stands in its table once, with its meaning in both languages and what to do;
   the Chinese meaning is the one that oppctl prints.
"""

import argparse
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
PAGE = "schemas/LANGUAGE.md"
LEXICON = "Sources/Schema/Messages/LexiconText.swift"
REJECTIONS = "Sources/Opportunities/Rejection.swift"
WORDS = "Sources/Presentation/Labels/RefusalWords.swift"
BEGIN = "<!-- kinds: written by tools/checks/language_page.py --write -->"
END = "<!-- end of the kinds -->"

# Capabilities in the order of a deal's life, and the files of schemas/opportunity/v1 that speak of each.
CAPABILITIES = [
    ("Organisation 组织", ["organisation"]),
    ("Customers 客户", ["customers", "customer_care"]),
    ("Leads 线索", ["leads"]),
    ("Opportunities 商机", ["opportunities", "needs", "grading", "scoring"]),
    ("Follow-ups and plans 跟进与计划", ["follow_ups", "plans", "alerts"]),
    ("Stages and evidence 阶段与证据", ["stages", "evidence"]),
    ("Offers, approvals, tasks 报价、审批、任务", ["quotes", "approvals", "tasks"]),
    ("Outcomes and payments 成败与回款", ["outcomes", "post_mortems", "payments"]),
    ("Owners and pool 归属与公海", ["ownership", "pool"]),
    ("Collaboration and shares 协作与分润", ["splits"]),
    ("Reviews, targets, forecasts, awards 抽查、目标、预测、奖励", ["reviews", "targets", "forecasts", "awards"]),
    ("Rules, corrections, exchange 规则、更正、对接", ["policy", "corrections", "erasures", "imports", "outbound"]),
]


def read(name: str) -> str:
    return (TOP / name).read_text(encoding="utf-8")


def option(name: str, form: str) -> str:
    for kind, unit in (("moment", "_ms"), ("day", "_day"), ("share", "_ppm")):
        if form == kind:
            name = name.removesuffix(unit)
    return "--" + name.replace("_", "-")


def commands(lexicon: str) -> dict[str, tuple[str, str, str]]:
    """By message: the row of its table, in three cells."""
    found, rows = {}, {}
    for line in lexicon.splitlines():
        parts = line.split()
        if line.strip().startswith("kind "):
            _, role, _, name, message, names = line.strip().split(" ", 5)
            fields = found.setdefault(message, (name, names, [])) if role == "command" else None
            current = fields
        elif line.strip().startswith("field ") and current:
            current[2].append((option(parts[2], parts[3]), parts[5]))
    for message, (name, names, fields) in found.items():
        zh, en = names.split("|")
        required = [text for text, presence in fields if presence == "required"]
        others = [text + ("…" if presence == "repeated" else "")
                  for text, presence in fields if presence != "required"]
        shown = " ".join(required + ([f"[{' '.join(others)}]"] if others else []))
        rows[message] = (f"`{name.replace('_', '-')}`", f"{zh} · {en}", f"`{shown}`")
    return rows


def table(lexicon: str, schemas: dict[str, str]) -> tuple[str, list[str]]:
    """The tables of all capabilities, and what is in none of them."""
    rows, lines = commands(lexicon), []
    for heading, files in CAPABILITIES:
        lines += ["", f"**{heading}**", "", "| `oppctl do` | what | fields |", "|---|---|---|"]
        for file in files:
            for message in re.findall(r"(?m)^message (\w+)", schemas[file]):
                if message in rows:
                    lines.append("| " + " | ".join(rows.pop(message)) + " |")
    return "\n".join(lines).strip() + "\n", sorted(rows)


def refusals(page: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in row.strip("|").split("|"))
            for row in re.findall(r"(?m)^\| `[A-Z_]+` \|.*$", page)]


def refusal_faults(page: str, codes: list[str], words: dict[str, str]) -> list[str]:
    faults, rows = [], {}
    for row in refusals(page):
        code = row[0].strip("`")
        if code in rows:
            faults.append(f"{PAGE}: {code} stands in the table twice")
        rows[code] = row
    for code in codes:
        row = rows.pop(code, None)
        if row is None:
            faults.append(f"{PAGE}: the table of refusals lacks {code}")
        elif len(row) != 4 or not all(row):
            faults.append(f"{PAGE}: the row of {code} has an empty cell")
        elif words.get(code) != row[1]:
            faults.append(f"{PAGE}: {code} means {row[1]}, but {WORDS} says {words.get(code)}")
    faults += [f"{PAGE}: {code} is no code of {REJECTIONS}" for code in rows]
    faults += [f"{WORDS}: {code} is no code of {REJECTIONS}" for code in words if code not in codes]
    return faults


def schemas() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8")
            for path in sorted((TOP / "schemas/opportunity/v1").glob("*.proto"))}


def check(write: bool) -> list[str]:
    page = read(PAGE)
    if page.count(BEGIN) != 1 or page.count(END) != 1:
        return [f"{PAGE}: lacks the markers {BEGIN} and {END}"]
    head, rest = page.split(BEGIN)
    kinds, tail = rest.split(END)
    made, forgotten = table(read(LEXICON), schemas())
    faults = [f"tools/checks/language_page.py: no capability lists the file of {message}"
              for message in forgotten]
    if kinds.strip() != made.strip():
        if write:
            (TOP / PAGE).write_text(f"{head}{BEGIN}\n\n{made}\n{END}{tail}", encoding="utf-8")
        else:
            faults.append(f"{PAGE}: the kinds are not those of the schemas: run "
                          "tools/checks/language_page.py --write")
    codes = re.findall(r'= "([A-Z_]+)"', read(REJECTIONS))
    words = dict(re.findall(r'"([A-Z_]+)": "([^"]+)"', read(WORDS)))
    return faults + refusal_faults(page, codes, words)


def self_test() -> None:
    lexicon = ("    kind command 1 issue_quote IssueQuote 报价|Issue a quote\n"
               "    field 1 opportunity_id identifier Opportunity required\n    doc x\n"
               "    field 2 tags text - repeated\n    field 3 valid_until_ms moment - optional\n"
               "    kind event 1 quote_issued QuoteIssued 报价|Quote issued\n"
               "    field 1 version unsigned - optional\n")
    files = {file: "" for _, names in CAPABILITIES for file in names}
    assert table(lexicon, files)[1] == ["IssueQuote"]
    text, forgotten = table(lexicon, files | {"quotes": "message IssueQuote {\n}\n"})
    row = "| `issue-quote` | 报价 · Issue a quote | `--opportunity-id [--tags… --valid-until]` |"
    assert row in text and forgotten == [], text
    good = "| `A_B` | 甲 | what | do |\n| `C` | 乙 | what | do |\n"
    assert refusal_faults(good, ["A_B", "C"], {"A_B": "甲", "C": "乙"}) == []
    bad = [
        (good, ["A_B"], {"A_B": "甲"}), (good, ["A_B", "C", "D"], {"A_B": "甲", "C": "乙"}),
        (good, ["A_B", "C"], {"A_B": "丙", "C": "乙"}), (good, ["A_B", "C"], {"A_B": "甲"}),
        (good + good, ["A_B", "C"], {"A_B": "甲", "C": "乙"}),
        (good.replace(" do |", " |", 1), ["A_B", "C"], {"A_B": "甲", "C": "乙"}),
        (good, ["A_B", "C"], {"A_B": "甲", "C": "乙", "E": "丁"})]
    for case in bad:
        assert refusal_faults(*case), case
    print(f"language page self-test: {len(bad) + 1} planted faults found")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--self-test", action="store_true", help="prove that faults are found")
    parser.add_argument("--write", action="store_true", help="write the table of kinds")
    said = parser.parse_args()
    if said.self_test:
        return self_test()
    faults = check(said.write)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        sys.exit(f"language page: {len(faults)} faults")
    print("language page: every kind and every refusal stands in it")


if __name__ == "__main__":
    main()
