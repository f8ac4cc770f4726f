#!/usr/bin/env python3
"""Reports source files of more than 400 lines, longest first. A report only: it never fails."""

import argparse
import pathlib

TOP = pathlib.Path(__file__).resolve().parents[2]
LINES_MAXIMUM = 400
KINDS = {".swift", ".py", ".sh", ".proto"}


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    long = []
    for room in ("Sources", "Tests", "tools", "schemas"):
        for file in (TOP / room).rglob("*"):
            if file.suffix in KINDS and "Generated" not in file.parts and file.is_file():
                with file.open("rb") as content:
                    lines = sum(1 for _ in content)
                if lines > LINES_MAXIMUM:
                    long.append((lines, file.relative_to(TOP)))
    for lines, file in sorted(long, reverse=True):
        print(f"{lines:6} lines  {file}")
    print(f"file sizes: {len(long)} files over {LINES_MAXIMUM} lines (a report, not a fault)")


if __name__ == "__main__":
    main()
