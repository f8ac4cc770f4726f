"""Reports that an auditor signs: what was signed is what is there, and which log it rests on."""

import base64
import hashlib
import json
import shutil

import pytest

import oracle
from conftest import Homes, Office
from oppdaemon import run
from oppschema import record as schema


class Signed:
    """A stopped ledger whose daemon signed its heads, and an auditor's key."""

    def __init__(self, homes):
        self.homes, self.folder = homes, homes.folder()
        self.daemon = homes.daemon()
        self.ledger_key = self.daemon.home / "k"
        run("oppctl", "key", "new", self.ledger_key, "--name", "ledger.example.com", check=0)
        self.daemon.options = ["--key", self.ledger_key]
        self.daemon.start()
        office = Office(self.daemon)
        with self.daemon.client() as client:
            for _ in range(3):
                office.opportunity(client)
        assert self.daemon.stop() == 0
        self.data = self.daemon.data
        self.key = self.folder / "auditor"
        run("oppctl", "key", "new", self.key, "--name", "auditor.example.com", check=0)

    @property
    def verifier(self) -> str:
        return (self.folder / "auditor.pub").read_text().strip()

    @property
    def ledger_verifier(self) -> str:
        return (self.daemon.home / "k.pub").read_text().strip()


@pytest.fixture(scope="module")
def signed():
    homes = Homes()
    try:
        yield Signed(homes)
    finally:
        homes.end()


def report(signed, folder, *arguments, check=0):
    path = folder / "report"
    run("oppreplay", *arguments, "--sign", signed.key, "--output", path, check=check)
    return path


def checked(signed, path, *options, code=None, key=None):
    done = run("oppreplay", "check-report", path, "--key", key or signed.verifier, *options,
               check=1 if code else 0)
    line = done.stdout.decode()
    assert line.startswith(f"BROKEN: {code}:" if code else "OK:"), line
    return line


def test_nothing_is_signed_about_records_that_are_not_those_of_the_root(signed, folder):
    """A record is another one, the head in the file is the honest one, and every checksum fits."""
    ledger = oracle.read_ledger(signed.data)
    records = [schema.Record.FromString(stored) for stored in ledger.records]
    created = next(r for r in records if r.WhichOneof("event") == "opportunity_created")
    created.opportunity_created.amount.minor_units += 1
    oracle.write_ledger(
        folder / "forged", [r.SerializeToString(deterministic=True) for r in records],
        leaves=[oracle.leaf_hash(stored) for stored in ledger.records])
    rules = folder / "rules.json"
    daemon = signed.homes.daemon()
    daemon.start()
    rules.write_bytes(run("oppctl", "policy", "show", socket=daemon.socket, check=0).stdout)
    assert daemon.stop() == 0
    for command in (["state"], ["what-if", "--policy", rules], ["verify"], ["conform"]):
        word, *options = command
        done = run("oppreplay", word, folder / "forged", *options, "--sign", signed.key,
                   "--output", folder / word)
        assert done.returncode == 1 and b"DAMAGED" in done.stdout + done.stderr + (
            (folder / word).read_bytes() if word == "verify" else b""), done
        assert word == "verify" or not (folder / word).exists()


COMMANDS = [("verify", "--format", "json"), ("verify",), ("conform",), ("conform", "--format", "csv"),
            ("state", "--view", "opportunities"), ("state", "--as-of", "2030-01-01", "--format", "table")]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_report_is_kept_and_checked_with_the_log_it_rests_on(signed, folder, command):
    name, *options = command
    path = report(signed, folder, name, signed.data, *options)
    ledger = oracle.read_ledger(signed.data)
    line = checked(signed, path, "--ledger-key", signed.ledger_verifier)
    assert f"report of '{name}'" in line
    assert f"--expect {ledger.head}:{ledger.root.hex()}" in line
    assert "its first" in line and "ledger.example.com" in line and "not checked" not in line
    assert "not checked" in checked(signed, path)
    if "2030-01-01" in command or name != "state":
        # It is what is printed without a file, where no clock is read.
        printed = run("oppreplay", name, signed.data, *options, check=0).stdout
        assert path.read_bytes() == printed


def test_the_note_is_what_its_document_says(signed, folder):
    path = report(signed, folder, "conform", signed.data)
    text, signature = (folder / "report.sig").read_text().split("\n\n", 1)
    title, command, size, log, head = text.split("\n")
    content = path.read_bytes()
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    assert title == "opportunity-ledger/report/v1" and command == "conform"
    assert size == f"{len(content)} {digest}"
    ledger = oracle.read_ledger(signed.data)
    assert log == f"log {ledger.head} {base64.b64encode(ledger.root).decode()}"
    note = base64.b64decode(head.removeprefix("head "))
    assert note in (signed.data / "signed-heads").read_bytes()
    assert signature.startswith("— auditor.example.com ")


def test_what_was_changed_is_refused(signed, folder):
    path = report(signed, folder, "conform", signed.data)
    whole, note = path.read_bytes(), (folder / "report.sig").read_text()
    for changed in (whole[:-1], whole + b"\n", whole.replace(b"CONFORMS", b"VIOLATED"), b""):
        path.write_bytes(changed)
        checked(signed, path, code="BAD_SIGNATURE")
    path.write_bytes(whole)
    checked(signed, path)
    other = folder / "other.sig"
    for old, new, code in (
            ("conform", "verify", "BAD_SIGNATURE"), ("log ", "log 1", "BAD_SIGNATURE"),
            ("report/v1", "report/v2", "BAD_SIGNATURE"), ("— ", "", "MALFORMED_NOTE")):
        other.write_text(note.replace(old, new, 1))
        checked(signed, path, "--signature", other, code=code)
    checked(signed, path, code="BAD_SIGNATURE", key=signed.ledger_verifier)
    checked(signed, path, "--ledger-key", signed.verifier, code="BAD_SIGNATURE")
    (folder / "report.sig").unlink()
    checked(signed, path, code="MALFORMED_NOTE")


def test_a_report_about_a_broken_ledger_is_signed_too(signed, folder):
    copy = folder / "copy"
    shutil.copytree(signed.data, copy)
    ledger = oracle.read_ledger(copy)
    wrong = f"{ledger.head}:{'0' * 64}"
    path = report(signed, folder, "verify", copy, "--expect", wrong, "--format", "json", check=1)
    summary = json.loads(path.read_text())
    assert (summary["verdict"], summary["code"]) == ("BROKEN", "WRONG_ROOT")
    checked(signed, path)
    path.unlink(), (folder / "report.sig").unlink()
    (copy / "FORMAT").write_text("opportunity-ledger 99\n")
    path = report(signed, folder, "verify", copy, check=1)
    assert path.read_text().startswith("BROKEN: ")
    assert "rests on no log" in checked(signed, path)


def test_a_report_is_never_overwritten(signed, folder):
    path = report(signed, folder, "verify", signed.data)
    before = path.read_bytes()
    for taken in ("report", "report.sig"):
        done = run("oppreplay", "verify", signed.data, "--output", folder / taken, check=1)
        assert b"FILE_EXISTS" in done.stderr
    assert path.read_bytes() == before
    assert sorted(p.name for p in folder.iterdir()) == ["report", "report.sig"]


def test_without_a_key_a_report_is_only_kept(signed, folder):
    run("oppreplay", "conform", signed.data, "--output", folder / "kept", check=0)
    assert json.loads((folder / "kept").read_text().splitlines()[0])["verdict"] == "CONFORMS"
    assert [p.name for p in folder.iterdir()] == ["kept"]


def test_what_cannot_be_signed_or_read_leaves_nothing(signed, folder):
    done = run("oppreplay", "verify", signed.data, "--sign", folder / "none", "--output",
               folder / "r", check=1)
    assert b"KEY_FILE" in done.stderr
    done = run("oppreplay", "state", folder / "nowhere", "--output", folder / "r", check=1)
    assert done.stderr.startswith(b"oppreplay: ")
    done = run("oppreplay", "verify", signed.data, "--output", folder / "no/such/place", check=1)
    assert b"IO" in done.stderr
    assert list(folder.iterdir()) == []
    open_key = folder / "open"
    shutil.copy(signed.key, open_key)
    open_key.chmod(0o644)
    done = run("oppreplay", "verify", signed.data, "--sign", open_key, "--output", folder / "r", check=1)
    assert b"KEY_FILE" in done.stderr and not (folder / "r").exists()


@pytest.mark.parametrize("arguments", [[], ["report"], ["report", "--key"]])
def test_wrong_usage_is_said(arguments):
    assert run("oppreplay", "check-report", *arguments).returncode == 2


def test_a_key_that_is_none_is_refused(signed, folder):
    path = report(signed, folder, "verify", signed.data)
    checked(signed, path, code="MALFORMED_KEY", key="rubbish")
