"""Stopping, starting, one owner a directory, and answers equal after a restart."""

import os
import signal
import socket
import stat
import subprocess
import threading

import pytest

import make
import oracle
from checks import nothing_recorded
from conftest import Office, judged
from oppclient import ConnectionClosed, Refused
from oppdaemon import Daemon, StartRefused, binary, run
from oppschema import record as schema
from workload import work_of


VIEWS = ("opportunities", "pipeline", "health", "due", "forecast", "grades", "policy")


def answers(client, head, at):
    return {view: client.ask(view, basis={"position": head, "at_ms": at}).SerializeToString()
            for view in VIEWS}


def test_a_new_ledger_begins_with_the_rules(daemon):
    with daemon.client() as client:
        assert client.welcome.head_position == 1
        assert client.ask("policy").policy.version == 1
    ledger = judged(daemon)
    (first,) = ledger.parsed()
    assert first.WhichOneof("event") == "policy_published"
    assert first.policy_published.version == 1
    assert first.actor.kind == schema.Record().actor.KIND_SYSTEM
    assert (daemon.data / "FORMAT").read_bytes() == oracle.FORMATS[1]


def test_the_daemon_says_when_it_is_ready(daemon):
    assert any(line.startswith("ready") for line in daemon.output().splitlines()), daemon.output()


def test_the_socket_and_the_data_are_not_for_strangers(daemon):
    """The daemon, not its environment, closes them to others."""
    socket_mode = stat.S_IMODE(os.stat(daemon.socket).st_mode)
    assert socket_mode & 0o007 == 0, oct(socket_mode)
    for name in ("data.mdb",):
        mode = stat.S_IMODE(os.stat(daemon.data / name).st_mode)
        assert mode & 0o007 == 0, f"{name} {oct(mode)}"


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_every_answer_is_the_same_after_a_restart(own_office, daemon, how):
    with daemon.client() as client:
        work = work_of(own_office)
        client.accept_all([work.next() for _ in range(400)])
        before, at = client.status(), make.now_ms()
        answered = answers(client, before.head_position, at)
    getattr(daemon, how)()
    daemon.start()
    with daemon.client() as client:
        after = client.status()
        assert (after.head_position, after.root) == (before.head_position, before.root)
        assert (after.opportunities, after.customers, after.users) == (
            before.opportunities, before.customers, before.users)
        assert answers(client, before.head_position, at) == answered
        client.accept_all([work.next() for _ in range(50)])
    judged(daemon)


def test_many_restarts_leave_one_gapless_history(homes):
    daemon = homes.daemon()
    for round_number in range(5):
        daemon.start()
        with daemon.client() as client:
            client.accept_all([make.team(f"t-{round_number}-{i}") for i in range(20)])
        assert daemon.stop() == 0
    ledger = oracle.read_ledger(daemon.data)
    assert ledger.head == 1 + 5 * 20


def test_sigterm_under_load_loses_no_acknowledged_command(own_office, daemon):
    acked, started = [], threading.Event()

    def load():
        with daemon.client() as client:
            try:
                for index in range(1_000_000):
                    window = [make.team(f"t-{index}-{i}") for i in range(20)]
                    for result in client.submit_all(window):
                        assert result.HasField("receipt")
                        acked.append(result.receipt)
                    started.set()
            except (ConnectionClosed, Refused, OSError):
                pass

    thread = threading.Thread(target=load)
    thread.start()
    assert started.wait(60)
    assert daemon.stop() == 0, daemon.output()
    thread.join()
    ledger = oracle.read_ledger(daemon.data)
    for receipt in acked:
        assert ledger.leaves[receipt.first_position - 1] == receipt.leaf_hash
    run("oppreplay", "verify", daemon.data, check=0)


def test_a_stopped_daemon_leaves_no_socket_behind(daemon):
    assert daemon.stop() == 0
    with pytest.raises(OSError):
        daemon.client()


def test_a_stale_socket_file_is_no_obstacle(daemon):
    daemon.kill()
    assert daemon.socket.exists()
    daemon.start()
    with daemon.client() as client:
        assert client.status().head_position == 1


def test_a_second_daemon_on_the_same_directory_is_refused(own_office, daemon, homes):
    second = Daemon(homes.folder())
    second.data = daemon.data
    with daemon.client() as client, nothing_recorded(client):
        with pytest.raises(StartRefused) as refused:
            second.start()
        assert refused.value.returncode > 0
        assert "LOCKED" in refused.value.output
        assert str(daemon.pid) in refused.value.output, "which process holds it is not said"
        client.status()


def test_a_socket_that_cannot_be_made_leaves_no_ledger_behind(homes):
    for place in ("no/where/s", "x" * 110):
        daemon = Daemon(homes.folder())
        daemon.socket = daemon.home / place
        with pytest.raises(StartRefused) as refused:
            daemon.start()
        assert "SOCKET_PATH" in refused.value.output and not daemon.data.exists()


def test_a_second_daemon_does_not_take_a_live_socket(own_office, daemon, homes):
    second = Daemon(homes.folder())
    second.socket = daemon.socket
    with daemon.client() as client:
        with pytest.raises((StartRefused, AssertionError)) as refused:
            # It must not serve: readiness is asked of the first daemon's socket, so look at the end.
            process = subprocess.Popen(
                [str(binary("oppd")), "--data", str(second.data), "--socket", str(second.socket)],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            try:
                output, _ = process.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise AssertionError("it went on running") from None
            raise StartRefused(process.returncode, output.decode(errors="replace"))
        assert isinstance(refused.value, StartRefused) and refused.value.returncode > 0
        assert str(daemon.socket) in refused.value.output
        assert client.status().head_position > 0
    with daemon.client() as client:
        assert client.status().head_position > 0


def test_the_auditor_may_read_while_the_daemon_runs(own_office, daemon):
    with daemon.client() as client:
        client.accept_all([make.team(f"t-{index}") for index in range(50)])
        run("oppreplay", "verify", daemon.data, check=0)
        client.accept(make.team("t-last"))


def test_a_file_where_a_folder_should_be_is_refused(homes):
    daemon = homes.daemon()
    daemon.data.write_text("not a folder")
    with pytest.raises(StartRefused) as refused:
        daemon.start()
    assert refused.value.returncode > 0
    assert str(daemon.data) in refused.value.output
    assert daemon.data.read_text() == "not a folder"


def test_a_socket_path_too_long_is_explained(homes):
    daemon = homes.daemon()
    daemon.socket = daemon.home / ("s" * 150)
    done = subprocess.run(
        [str(binary("oppd")), "--data", str(daemon.data), "--socket", str(daemon.socket)],
        capture_output=True, timeout=120)
    assert done.returncode > 0
    words = (done.stderr + done.stdout).decode()
    assert "104" in words or "108" in words or "long" in words, words


def test_a_client_that_comes_during_the_stop_is_not_left_hanging(own_office, daemon):
    with daemon.client() as early:
        daemon.begin_stop()
        try:
            early.expect_closed()
        except OSError as error:
            assert not isinstance(error, socket.timeout)
    assert daemon.wait() == 0


def test_a_second_sigterm_ends_it_too(daemon):
    daemon.begin_stop()
    try:
        os.kill(daemon.pid, signal.SIGTERM)
    except ProcessLookupError:
        pass
    daemon.wait()
    oracle.read_ledger(daemon.data)


def test_an_office_can_be_opened_again_and_again(homes):
    daemon = homes.daemon().start()
    office = Office(daemon)
    for _ in range(3):
        daemon.kill()
        daemon.start()
        with daemon.client() as client:
            assert client.reject(make.team(office.team)).code == "DUPLICATE_ID"
            office.opportunity(client)
    judged(daemon)
