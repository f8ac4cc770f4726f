#!/usr/bin/env python3
"""What may stand in the repository: its top level, no secrets, no paths of one machine.

Reads the files git tracks and the new ones it does not ignore.
1. The top level holds exactly Package.swift Sources Tests schemas tools deploy README.md, and
   dotfiles.
2. No file names a place that exists on somebody's machine only, such as a home directory.
3. No file holds a private key, a token or a password, and none is named like one.
4. Every .json file parses.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
TOP_LEVEL = {"Package.swift", "Sources", "Tests", "schemas", "tools", "deploy", "README.md"}

# A path begins where no word, path or address goes on; [/] keeps these lines from finding themselves.
_BEGIN = r"(?<![\w./:~%$}-])"
MACHINE_PATHS = [
    re.compile(_BEGIN + pattern) for pattern in (
        r"[/](?:work|opt|mnt|media|home|Users)/[\w.]", r"[/]root\b",
        r"[/]var[/]folders/", r"[A-Z]:\\\\?Users\\")]

SECRETS = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"),
    "an AWS key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a GitHub token": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})"),
    "a Slack token": re.compile(r"\bxox[abprs]-[A-Za-z0-9-]{10,}"),
    "a Google key": re.compile(r"\bAIza[0-9A-Za-z_-]{35}"),
    "an API key": re.compile(r"\bsk-[A-Za-z0-9_-]{20,}"),
    "a signed token": re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"),
    "credentials in an address": re.compile(r"://[^\s/:@\"'<>{}$]+:[^\s/:@\"'<>{}$]{3,}@[\w.-]+"),
    "a password": re.compile(
        r"(?i)\b(?:password|passwd|secret|api_?key|access_?token)\w*[\"']?\s*[:=]\s*"
        r"[\"'](?=[^\"']*\d)(?=[^\"']*[A-Za-z])[\w+/=.~!@#$%^&*-]{12,}[\"']"),
}
SECRET_NAMES = re.compile(r"(?:^|/)(?:id_(?:rsa|ecdsa|ed25519)|\.env(?:\..+)?|\.netrc|.+\.(?:key|p12|pfx))$")


def listed_files() -> list[str]:
    done = subprocess.run(
        ["git", "-C", str(TOP), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"repository: git cannot list the files of {TOP}: {done.stderr.strip()}")
    return sorted({name for name in done.stdout.split("\0") if name and (TOP / name).is_file()})


def top_level_faults(names: list[str]) -> list[str]:
    found = {name.split("/")[0] for name in names}
    faults = [
        f"{name}: does not belong at the top level: move it into one of the rooms"
        for name in sorted(found - TOP_LEVEL) if not name.startswith(".")]
    faults += [f"{name}: is missing at the top level" for name in sorted(TOP_LEVEL - found)]
    return faults


def text_faults(name: str, text: str) -> list[str]:
    faults = []
    for number, line in enumerate(text.split("\n"), start=1):
        for pattern in MACHINE_PATHS:
            found = pattern.search(line)
            if found:
                start = found.start()
                faults.append(
                    f"{name}:{number}: names a place of one machine ({line[start:start + 40]}): "
                    "use a path relative to the repository, or an option")
        for what, pattern in SECRETS.items():
            if pattern.search(line):  # the secret itself stays out of the log
                faults.append(
                    f"{name}:{number}: looks like {what}: take it out, out of the history too, "
                    "and revoke it")
    return faults


def check() -> list[str]:
    names = listed_files()
    faults = top_level_faults(names)
    for name in names:
        if SECRET_NAMES.search(name):
            faults.append(f"{name}: is named like a secret: keep it out of the repository")
        data = (TOP / name).read_bytes()
        if b"\0" in data[:8192]:
            continue
        text = data.decode(errors="replace")
        faults += text_faults(name, text)
        if name.endswith(".json"):
            try:
                # Files that people edit may hold comments: lines that begin with //.
                json.loads(re.sub(r"(?m)^[ \t]*//.*$", "", text))
            except ValueError as error:
                faults.append(f"{name}: is not JSON: {error}")
    return faults


def self_test() -> None:
    # Put together here, so that no line of this file is a fault itself.
    slash = "/"
    bad = [
        f"cd {slash}work/main", f'let home = "{slash}home/ann/ledger"', f"#!{slash}opt/swift/bin/x",
        f"cat {slash}root/.profile", f"open {slash}Users/ann", "C:" + "\\Users\\ann",
        "-----BEGIN " + "PRIVATE KEY-----", "-----BEGIN RSA " + "PRIVATE KEY-----",
        "AKIA" + "ABCDEFGHIJKLMNOP", "ghp_" + "a1" * 18, "pass" + 'word = "hunter2hunter2"',
        "https://ann:" + "pa55word@example.org/x"]
    good = [
        "/usr/bin/env bash", "/var/lib/oppd/%i", "/tmp/oppd.sock", "Sources/work/x", "a/opt/b",
        "https://example.org/home/page", "$HOME/x", "the Merkle root/head", "ProtectHome=yes",
        "password: String", 'let token = "stage"', 'reason = "FEEDBACK_REQUIRED"', "%h/work/x",
        "let fields = message.token = next()", "git@github.com:apple/swift", "//work in progress"]
    for line in bad:
        assert text_faults("x", line), line
    for line in good:
        assert not text_faults("x", line), (line, text_faults("x", line))
    whole = [name if "." in name else f"{name}/x" for name in TOP_LEVEL]
    assert top_level_faults(whole + [".ci/run", ".gitignore"]) == []
    assert len(top_level_faults(whole + ["notes.txt", "docs/a.md"])) == 2
    assert len(top_level_faults(whole[1:])) == 1
    assert SECRET_NAMES.search("a/id_rsa") and SECRET_NAMES.search(".env")
    assert not SECRET_NAMES.search("Sources/Key.swift")
    print(f"repository self-test: {len(bad)} planted faults found, {len(good)} innocents left alone")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--self-test", action="store_true", help="prove that faults are found")
    if parser.parse_args().self_test:
        self_test()
        return
    faults = check()
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        sys.exit(f"repository: {len(faults)} faults")
    print("repository: top level, paths, secrets and JSON files are in order")


if __name__ == "__main__":
    main()
