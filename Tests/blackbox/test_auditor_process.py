"""The auditor's tool as a program: who reads its output, what ends it, and what ends with it."""

import fcntl
import os
import pathlib
import shutil
import signal
import subprocess
import time

import pytest

from conftest import Homes, Office
from oppdaemon import PATIENCE, binary, run
from workload import work_of


@pytest.fixture(scope="module")
def ledger():
    """A stopped ledger of some hundred records."""
    homes = Homes()
    try:
        daemon = homes.daemon().start()
        office = Office(daemon)
        work = work_of(office, 5, "p")
        with daemon.client() as client:
            client.accept_all([work.next() for _ in range(120)])
        assert daemon.stop() == 0
        yield daemon.data
    finally:
        homes.end()


COMMANDS = [["events"], ["events", "--format", "csv"], ["state"], ["state", "--format", "csv"],
            ["verify"], ["conform"]]


def written_to(output, *arguments) -> tuple[int, str]:
    """Exit status and messages of a run whose output goes to a descriptor."""
    done = subprocess.run([str(binary("oppreplay")), *map(str, arguments)], stdout=output,
                          stderr=subprocess.PIPE, timeout=PATIENCE)
    return done.returncode, done.stderr.decode()


def without_reader(*arguments) -> tuple[int, str]:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        return written_to(writing, *arguments)
    finally:
        os.close(writing)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_reader_who_has_seen_enough_is_no_failure(ledger, command):
    word, *options = command
    assert without_reader(word, ledger, *options) == (0, "")


def test_evidence_is_neither_written_to_nor_followed_elsewhere(ledger, folder):
    """LMDB writes its table of readers to whatever lock.mdb leads to, unless it is kept from it."""
    shutil.copytree(ledger, copy := folder / "copy")
    (copy / "lock.mdb").unlink()
    before = {path.name: path.read_bytes() for path in copy.iterdir()}
    for word in ("verify", "events", "state"):
        run("oppreplay", word, copy, check=0)
    assert {path.name: path.read_bytes() for path in copy.iterdir()} == before
    (folder / "mine").write_bytes(b"precious")
    for name in ("lock.mdb", "data.mdb", "FORMAT"):
        shutil.rmtree(copy)
        shutil.copytree(ledger, copy)
        (copy / name).unlink()
        (copy / name).symlink_to(folder / "mine")
        for word in ("verify", "events", "backup", "compare"):
            more = {"backup": [folder / "new"], "compare": [ledger]}.get(word, [])
            done = run("oppreplay", word, copy, *more, check=1)
            assert name in (done.stdout + done.stderr).decode()
        assert (folder / "mine").read_bytes() == b"precious" and not (folder / "new").exists()


@pytest.mark.parametrize("name", ["lock.mdb", "data.mdb", "FORMAT", "writer.lock"])
def test_a_pipe_in_the_evidence_holds_nobody_up(ledger, folder, name):
    shutil.copytree(ledger, copy := folder / "copy")
    (copy / name).unlink()
    os.mkfifo(copy / name)
    for word in ("verify", "events"):
        done = subprocess.run([str(binary("oppreplay")), word, str(copy)], capture_output=True,
                              timeout=PATIENCE)
        assert done.returncode == 1 and name in (done.stdout + done.stderr).decode()


def test_a_name_that_is_empty_is_wrong_usage(ledger, folder):
    for arguments in (["verify", ""], ["events", ""], ["archive", ledger, ""], ["backup", "", folder / "x"],
                      ["compare", "", ledger], ["restore", "", folder / "x"]):
        done = run("oppreplay", *arguments, check=2)
        assert b"an argument is empty" in done.stderr


def test_without_a_reader_the_exit_status_still_says_what_is_broken(ledger, folder):
    shutil.copytree(ledger, copy := folder / "copy")
    with open(copy / "data.mdb", "r+b") as file:
        file.truncate(8_192)
    status, _ = without_reader("verify", copy)
    assert status == 1


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_output_that_is_cut_off_is_never_called_whole(ledger, command):
    word, *options = command
    with open("/dev/full", "wb") as full:
        status, messages = written_to(full, word, ledger, *options)
    assert status == 1
    assert "IO: what was printed is not whole" in messages and "No space" in messages


@pytest.fixture
def held_up(ledger):
    """A run that waits for its reader, and the process in it that reads the ledger."""
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4_096)
    parent = subprocess.Popen([str(binary("oppreplay")), "events", str(ledger)], stdout=writing,
                              stderr=subprocess.PIPE)
    os.close(writing)
    try:
        children = pathlib.Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
        until(lambda: children.read_text().split())
        child = int(children.read_text().split()[0])
        # Full: it has begun to print, and cannot end.
        until(lambda: unread(reading) == 4_096)
        yield parent, child
    finally:
        parent.kill()
        parent.wait()
        parent.stderr.close()
        os.close(reading)


def unread(descriptor: int) -> int:
    import array
    import termios
    count = array.array("i", [0])
    fcntl.ioctl(descriptor, termios.FIONREAD, count)
    return count[0]


def until(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it does not happen"
        time.sleep(0.01)


def is_alive(process: int) -> bool:
    try:
        return pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL])
def test_what_ends_the_tool_ends_what_reads_for_it(held_up, by):
    parent, child = held_up
    assert is_alive(child)
    parent.send_signal(by)
    assert parent.wait(PATIENCE) == -by
    until(lambda: not is_alive(child))


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL])
def test_a_reading_process_ended_from_outside_is_no_verdict(held_up, by):
    parent, child = held_up
    os.kill(child, by)
    assert parent.wait(PATIENCE) == 1
    messages = parent.stderr.read().decode()
    assert f"signal {int(by)}" in messages and "nothing is known of the ledger" in messages
