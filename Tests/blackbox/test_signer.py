"""The key in a process of its own (oppsign), which signs one history only."""

import select
import shutil
import socket
import subprocess
import time

import pytest

import make
from oppdaemon import PATIENCE, StartRefused, binary, run

ORIGIN = "ledger.example.com/acme"


class Signer:
    """A running oppsign beside a daemon's directory."""

    def __init__(self, home):
        self.home, self.process = home, None
        self.key, self.memory, self.socket = home / "k", home / "k.head", home / "sign.sock"
        run("oppctl", "key", "new", self.key, "--name", ORIGIN, check=0)

    def start(self, *options) -> str:
        self.process = subprocess.Popen(
            [binary("oppsign"), "--key", self.key, "--memory", self.memory, "--socket", self.socket,
             *options], stdout=subprocess.PIPE, stderr=open(self.home / "oppsign.log", "ab"))
        return self.process.stdout.readline().decode()

    def stop(self):
        self.process.terminate()
        code = self.process.wait(PATIENCE)
        self.process.stdout.close()
        return code

    def log(self) -> str:
        return (self.home / "oppsign.log").read_text()


@pytest.fixture
def signer(daemon):
    assert daemon.stop() == 0
    signer = Signer(daemon.home)
    assert signer.start("--begin").startswith("ready ")
    daemon.options = ["--signer", signer.socket]
    yield signer
    if signer.process.poll() is None:
        signer.stop()


def fill(daemon, count):
    with daemon.client() as client:
        client.accept_all([make.team(make.fresh_id("t")) for _ in range(count)])


def checkpoint(daemon, check=0):
    return run("oppctl", "checkpoint", socket=daemon.socket, check=check)


def size(note: bytes) -> int:
    return int(note.decode().split("\n")[1])


def test_heads_are_signed_by_the_process_that_has_the_key(daemon, signer):
    daemon.start()
    fill(daemon, 5)
    note = checkpoint(daemon).stdout
    assert note.decode().startswith(ORIGIN + "\n")
    # Its restart forgets nothing, and the daemon goes on with the new process.
    assert signer.stop() == 0
    assert f"signed={size(note)}" in signer.start()
    fill(daemon, 5)
    assert size(checkpoint(daemon).stdout) > size(note)
    assert daemon.stop() == 0
    keys = (daemon.home / "k.pub").read_text()
    assert (daemon.data / "verifier-keys").read_text() == keys
    kept = daemon.home / "kept"
    kept.write_bytes(note)
    run("oppreplay", "verify", daemon.data, "--checkpoint", kept, "--key",
        keys.strip(), check=0)


def test_a_ledger_that_was_put_back_gets_no_signature(daemon, signer):
    daemon.start()
    fill(daemon, 5)
    checkpoint(daemon)
    assert daemon.stop() == 0
    shutil.copytree(daemon.data, daemon.home / "old")
    daemon.start()
    fill(daemon, 5)
    last = size(checkpoint(daemon).stdout)
    assert daemon.stop() == 0
    # All that the daemon could know by itself goes back, its book of notes too.
    shutil.rmtree(daemon.data)
    shutil.copytree(daemon.home / "old", daemon.data)
    with pytest.raises(StartRefused) as refused:
        daemon.start()
    assert "put back to an earlier state" in str(refused.value)
    # Another history, longer than what was signed, does not pass either.
    daemon.options = []
    daemon.start()
    fill(daemon, 30)
    assert daemon.stop() == 0
    daemon.options = ["--signer", signer.socket]
    with pytest.raises(StartRefused) as refused:
        daemon.start()
    assert f"does not extend the head of {last} records" in str(refused.value)
    assert f"does not extend the head of {last} records" in signer.log()
    # Unless whoever runs the signer begins anew.
    assert signer.stop() == 0
    signer.memory.rename(signer.home / "before")
    signer.start("--begin")
    daemon.start()
    assert size(checkpoint(daemon).stdout) > last
    assert daemon.stop() == 0


def test_the_ledger_goes_on_while_nobody_signs(daemon, signer):
    daemon.start()
    fill(daemon, 2)
    assert signer.stop() == 0
    fill(daemon, 2)
    checkpoint(daemon, check=1)
    signer.start()
    note = checkpoint(daemon).stdout
    with daemon.client() as client:
        assert size(note) == client.status().head_position
    assert daemon.stop() == 0


def test_who_asks_byte_by_byte_does_not_hold_up_the_signer(daemon, signer):
    daemon.start()
    with socket.socket(socket.AF_UNIX) as slow:
        slow.connect(str(signer.socket))
        deadline = time.monotonic() + PATIENCE
        while not select.select([slow], [], [], 0.2)[0]:
            assert time.monotonic() < deadline, "it listens for ever"
            slow.sendall(b"k")
        assert slow.recv(1_000).startswith(b"refused\n")
    assert size(checkpoint(daemon).stdout) > 0


def test_wrong_use_is_named(daemon, signer):
    assert "another oppsign" in run_refused(signer)
    other = signer.socket.with_name("other.sock")
    second = run("oppsign", "--key", signer.key, "--memory", signer.memory, "--socket", other, check=1)
    assert b"another oppsign has the memory" in second.stderr and not other.exists()
    elsewhere = run("oppsign", "--key", signer.key, "--memory", signer.home / "m2", "--begin",
                    "--socket", signer.socket, check=1)
    assert b"is taken" in elsewhere.stderr
    signer.stop()
    assert "leave out --begin" in run_refused(signer, "--begin")
    # Cut off by a full disk, or by somebody: not the same as never having signed.
    signer.memory.write_bytes(b"")
    assert "is empty, so what was signed last is not known" in run_refused(signer)
    signer.memory.unlink()
    assert "--begin" in run_refused(signer)
    daemon.options = ["--signer", signer.socket]
    with pytest.raises(StartRefused) as refused:
        daemon.start()
    assert "SIGNER" in str(refused.value)
    daemon.options += ["--key", signer.key]
    with pytest.raises(StartRefused) as refused:
        daemon.start()
    assert refused.value.returncode == 2
    signer.key.chmod(0o644)
    assert "chmod 600" in run_refused(signer, "--begin")


def run_refused(signer, *options) -> str:
    done = run("oppsign", "--key", signer.key, "--memory", signer.memory, "--socket",
               signer.socket, *options, check=1)
    return done.stderr.decode()
