"""A copy of a live ledger: one moment of it, whole and verified, or none."""

import contextlib
import os
import random
import shutil
import subprocess
import threading
import time

import pytest

import make
import oracle
from oppdaemon import StartRefused, binary, run
from test_evidence import checkpoint, fill, kept_sizes, prove, signing, verifier_keys
import verify_proof

SEED = int(os.environ.get("OPP_SEED", "20261122"))
CUTS = int(os.environ.get("OPP_CUTS", "200"))


@pytest.fixture
def busy(homes):
    """A daemon that signs, with records enough for a kept tree and merged blocks."""
    daemon = homes.daemon()
    signing(daemon)
    daemon.start()
    fill(daemon, 3_000)
    return daemon


@contextlib.contextmanager
def load_on(daemon):
    """Somebody writes to it all the while."""
    ended = threading.Event()

    def load():
        with daemon.client() as client:
            while not ended.is_set():
                client.accept_all([make.team(make.fresh_id("t")) for _ in range(20)])

    writing = threading.Thread(target=load)
    writing.start()
    try:
        yield
    finally:
        ended.set()
        writing.join()


def test_a_copy_made_under_load_is_a_whole_ledger_that_goes_on(busy, homes, folder):
    notes = []
    with load_on(busy):
        for number in range(3):
            notes.append(checkpoint(busy))
            done = run("oppreplay", "backup", busy.data, folder / f"copy{number}", check=0)
            assert done.stdout.startswith(b"OK:") and b"signed up to" in done.stdout
    for path in (folder / "copy0").iterdir():
        assert path.stat().st_mode & 0o077 == 0, f"{path} is for others too"
    for number, note in enumerate(notes):
        copy = folder / f"copy{number}"
        ledger = oracle.read_ledger(copy)
        size = int(note.split("\n")[1])
        assert ledger.head >= size
        (folder / "note").write_text(note)
        done = run("oppreplay", "verify", copy, "--checkpoint", folder / "note",
                   "--key", verifier_keys(busy)[0], check=0)
        assert b"agree" in done.stdout
    # The copy is a ledger's directory: a daemon goes on from it under the same origin.
    restored = homes.daemon()
    shutil.copytree(folder / "copy2", restored.data)
    restored.options = busy.options
    assert busy.stop() == 0
    # The keys of texts have a backup of their own, so that erased texts do not live on beside old keys.
    assert not (restored.data / "text.keys").exists()
    with pytest.raises(StartRefused) as refused:
        restored.start()
    assert "TEXT_KEYS_MISSING" in refused.value.output
    shutil.copy2(busy.data / "text.keys", restored.data / "text.keys")
    restored.start()
    assert kept_sizes(restored)[-1] >= int(notes[2].split("\n")[1])
    fill(restored, 10)
    proof = prove(restored, "--from", notes[2].split("\n")[1])
    assert verify_proof.check(proof, verifier_keys(busy), notes[2])


def test_no_copy_is_better_than_a_wrong_one(busy, folder):
    (folder / "full").mkdir()
    (folder / "full" / "file").write_text("mine")
    before = sorted(p.name for p in folder.iterdir())
    done = run("oppreplay", "backup", busy.data, folder / "full", check=1)
    assert b"ALREADY_EXISTS" in done.stderr
    run("oppreplay", "backup", folder, folder / "new", check=1)
    run("oppreplay", "backup", busy.data, folder / "no/where", check=1)
    # What was signed is not what is there.
    assert busy.stop() == 0
    damaged = folder / "damaged"
    shutil.copytree(busy.data, damaged)
    head = kept_sizes(busy)[-1]
    book = damaged / "signed-heads"
    book.write_text(book.read_text().replace(f"\n{head}\n", f"\n{head - 1}\n"))
    done = run("oppreplay", "backup", damaged, folder / "new", check=1)
    assert b"signed" in done.stderr
    # A byte of every block: some lie in pages that are free by now.
    shutil.copy(busy.data / "signed-heads", book)
    data = bytearray((damaged / "data.mdb").read_bytes())
    place = data.find(b"OPB1")
    while place >= 0:
        data[place + 60] ^= 1
        place = data.find(b"OPB1", place + 1)
    (damaged / "data.mdb").write_bytes(data)
    done = run("oppreplay", "backup", damaged, folder / "new", check=1)
    assert b"DAMAGED" in done.stderr
    shutil.rmtree(damaged)
    assert sorted(p.name for p in folder.iterdir()) == before, "something was left behind"


def test_a_copy_that_was_cut_off_is_refused(busy, folder, monkeypatch):
    """A copy of a busy ledger, cut at random bytes of its files, as an interrupted transfer leaves it."""
    # Before anything is mapped: so not even the child process is needed.
    monkeypatch.setenv("OPPREPLAY_CHILD", "1")
    copy = folder / "copy"
    checkpoint(busy)
    with load_on(busy):
        run("oppreplay", "backup", busy.data, copy, check=0)
    root = oracle.read_ledger(copy).root.hex()
    dice = random.Random(SEED)
    for name in ("data.mdb", "FORMAT"):
        whole = (copy / name).read_bytes()
        sizes = {0, 1, 4_095, 4_096, 8_192, len(whole) // 2, len(whole) - 4_096, len(whole) - 1}
        while len(sizes) < CUTS and name == "data.mdb":
            sizes.add(dice.randrange(len(whole)))
        # From the longest on, so that the file need not be put back each time.
        for size in sorted((s for s in sizes if 0 <= s < len(whole)), reverse=True):
            os.truncate(copy / name, size)
            done = run("oppreplay", "verify", copy, check=1)
            assert done.stdout.startswith(b"BROKEN: "), f"{size} of {name}: {done.stdout}"
            assert any(word in done.stdout for word in (b"TRUNCATED", b"NOT_A_LEDGER", b"DAMAGED"))
        (copy / name).write_bytes(whole)
    # The notes beside it are no part of the log: those that are left of them still are true.
    book = (copy / "signed-heads").read_bytes()
    for size in [0, dice.randrange(len(book)), len(book) - 1]:
        (copy / "signed-heads").write_bytes(book[:size])
        done = run("oppreplay", "verify", copy, check=0)
        assert root.encode() in done.stdout
        again = folder / "again"
        run("oppreplay", "backup", copy, again, check=0)
        kept = (again / "signed-heads").read_bytes() if (again / "signed-heads").exists() else b""
        assert book.startswith(kept) and len(kept) <= size + 1
        shutil.rmtree(again)
    for missing in ("data.mdb", "FORMAT"):
        (copy / missing).rename(folder / "aside")
        run("oppreplay", "verify", copy, check=1)
        (folder / "aside").rename(copy / missing)


def test_a_backup_that_was_killed_has_no_name_or_is_whole(busy, folder):
    dice, without = random.Random(SEED), 0
    with load_on(busy):
        began = time.monotonic()
        run("oppreplay", "backup", busy.data, folder / "first", check=0)
        took = time.monotonic() - began
        for number in range(12):
            # Without its child process, which would go on.
            process = subprocess.Popen(
                [str(binary("oppreplay")), "backup", str(busy.data), str(folder / f"copy{number}")],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env={**os.environ, "OPPREPLAY_CHILD": "1"})
            time.sleep(dice.uniform(0.05, 1.0) * took)
            process.kill()
            process.wait()
    for number in range(12):
        target = folder / f"copy{number}"
        if target.exists():
            assert oracle.read_ledger(target).head >= 3_000
        else:
            without += 1
    assert without > 0, "it was never cut off"


def test_oppctl_backs_up_the_running_ledger_with_a_note_of_now(busy, folder):
    with busy.client() as client:
        before = client.status().head_position
    done = run("oppctl", "backup", folder / "copy", socket=busy.socket, check=0)
    assert done.stdout.startswith(b"OK:") and f"signed up to {before} records".encode() in done.stdout
    run("oppreplay", "verify", folder / "copy", check=0)
    # What oppreplay refuses is oppctl's refusal: a place that is taken, a ledger that is not there.
    taken = run("oppctl", "backup", folder / "copy", socket=busy.socket, check=1)
    assert b"oppreplay" in taken.stderr
    run("oppctl", "backup", folder / "other", "--data", folder / "nothing", socket=busy.socket,
        check=1)
    assert not (folder / "other").exists()
    # Another ledger than the one that runs is copied by nobody without a word.
    oracle.write_ledger(folder / "older", oracle.read_ledger(folder / "copy").records[:-1])
    other = run("oppctl", "backup", folder / "other", "--data", folder / "older", socket=busy.socket,
                check=1)
    assert b"WRONG_ROOT" in other.stdout + other.stderr
    run("oppctl", "backup", folder / "named", "--data", busy.data, socket=busy.socket, check=0)
    shutil.rmtree(folder / "other")
    assert busy.stop() == 0
    run("oppctl", "backup", folder / "other", socket=busy.socket, check=3)


def test_a_ledger_that_signs_nothing_is_backed_up_too(daemon, folder):
    done = run("oppctl", "backup", folder / "copy", socket=daemon.socket, check=0)
    assert b"nothing was signed" in done.stdout and b"signs no heads" in done.stderr
