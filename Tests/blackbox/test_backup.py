"""A copy of a live ledger: one moment of it, whole and verified, or none."""

import shutil
import threading

import pytest

import make
import oracle
from oppdaemon import StartRefused, run
from test_evidence import checkpoint, fill, kept_sizes, prove, signing, verifier_keys
import verify_proof


@pytest.fixture
def busy(homes):
    """A daemon that signs, with records enough for a kept tree and merged blocks."""
    daemon = homes.daemon()
    signing(daemon)
    daemon.start()
    fill(daemon, 3_000)
    return daemon


def test_a_copy_made_under_load_is_a_whole_ledger_that_goes_on(busy, homes, folder):
    ended = threading.Event()

    def load():
        with busy.client() as client:
            while not ended.is_set():
                client.accept_all([make.team(make.fresh_id("t")) for _ in range(20)])

    writing = threading.Thread(target=load)
    writing.start()
    try:
        notes = []
        for number in range(3):
            notes.append(checkpoint(busy))
            done = run("oppreplay", "backup", busy.data, folder / f"copy{number}", check=0)
            assert done.stdout.startswith(b"OK:") and b"signed up to" in done.stdout
    finally:
        ended.set()
        writing.join()
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


def test_a_copy_that_was_cut_off_is_refused(busy, folder):
    run("oppreplay", "backup", busy.data, folder / "copy", check=0)
    data = (folder / "copy" / "data.mdb").read_bytes()
    for size in (0, 1, 4_096, len(data) // 2, len(data) - 4_096, len(data) - 1):
        (folder / "copy" / "data.mdb").write_bytes(data[:size])
        done = run("oppreplay", "verify", folder / "copy", check=1)
        assert b"BROKEN" in done.stdout


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
    assert busy.stop() == 0
    run("oppctl", "backup", folder / "other", socket=busy.socket, check=3)


def test_a_ledger_that_signs_nothing_is_backed_up_too(daemon, folder):
    done = run("oppctl", "backup", folder / "copy", socket=daemon.socket, check=0)
    assert b"nothing was signed" in done.stdout and b"signs no heads" in done.stderr
