"""A start goes from a checkpoint and the records after it, and knows what a full replay knows."""

import json
import time

import make
import oracle
from oppdaemon import PATIENCE, run
from test_recovery import VIEWS
from workload import work_of

FILE = "state.checkpoint"


def said(daemon, message):
    """The log line of this start with that message; None: there is none yet."""
    for line in daemon.output().splitlines():
        if line.startswith("{") and (entry := json.loads(line))["message"] == message:
            return entry
    return None


def wait_for(daemon, message):
    deadline = time.monotonic() + PATIENCE
    while (entry := said(daemon, message)) is None:
        assert time.monotonic() < deadline, daemon.output()
        time.sleep(0.01)
    return entry


def restart(daemon, *options, every=50):
    config = daemon.home / "conf.json"
    config.write_text(json.dumps({"checkpoint_records": every}))
    if daemon.running:
        daemon.kill()
    daemon.options = ["--config", config, *options]
    daemon.start()
    return said(daemon, "recovered")


def knowledge(daemon, head, at):
    """Everything the daemon answers of a position, at one instant, and how many it counts."""
    with daemon.client() as client:
        status = client.status()
        past = {view: client.ask(view, basis={"position": head, "at_ms": at}).SerializeToString()
                for view in VIEWS}
    return past, status.customers, status.users, status.opportunities


def test_a_start_goes_from_the_checkpoint_and_knows_the_same(own_office, daemon):
    restart(daemon)
    work = work_of(own_office, seed=5, prefix="cp")
    with daemon.client() as client:
        stored = [work.next() for _ in range(120)]
        receipts = client.accept_all(stored)
    written = wait_for(daemon, "checkpoint written")
    with daemon.client() as client:
        head, at = client.status().head_position, int(time.time() * 1000)
        rows = client.ask("opportunities").opportunities
    before = knowledge(daemon, head, at)

    recovered = restart(daemon)
    assert int(recovered["checkpoint"]) >= int(written["position"]) > 0
    assert int(recovered["checkpoint"]) + int(recovered["replayed"]) == head
    assert knowledge(daemon, head, at) == before
    with daemon.client() as client:
        again = client.ask("opportunities").opportunities
        assert [(r.opportunity_id, r.version, r.stage, r.status, r.title) for r in again] == \
            [(r.opportunity_id, r.version, r.stage, r.status, r.title) for r in rows]
        # The index of command ids came from the checkpoint too.
        for command, receipt in zip(stored, receipts, strict=True):
            result = client.submit(command)
            assert result.receipt.duplicate
            assert result.receipt.first_position == receipt.first_position
        client.accept(make.team("t-after"))

    recovered = restart(daemon, "--rebuild")
    assert recovered["checkpoint"] == "0"
    assert int(recovered["replayed"]) == head + 1
    assert knowledge(daemon, head, at) == before


def test_a_clean_stop_leaves_a_checkpoint_of_almost_everything(own_office, daemon):
    restart(daemon, every=100)
    with daemon.client() as client:
        client.accept_all([make.team(f"t-{index}") for index in range(350)])
        head = client.status().head_position
    assert daemon.stop() == 0
    recovered = restart(daemon, every=100)
    assert int(recovered["checkpoint"]) > head - 100


def test_a_checkpoint_that_is_damaged_or_gone_costs_time_only(own_office, daemon):
    restart(daemon)
    with daemon.client() as client:
        client.accept_all([make.team(f"t-{index}") for index in range(100)])
        root = client.status().root
    wait_for(daemon, "checkpoint written")
    daemon.kill()
    path = daemon.data / FILE
    sound = path.read_bytes()
    for damaged in (sound[:-1], sound[:4096], b"", bytes([sound[0] ^ 1]) + sound[1:],
                    sound[:5000] + bytes([sound[5000] ^ 4]) + sound[5001:], None):
        if damaged is None:
            path.unlink()
        else:
            path.write_bytes(damaged)
        recovered = restart(daemon, every=0)
        assert recovered["checkpoint"] == "0"
        assert (said(daemon, "the checkpoint is not used; the whole log was replayed instead")
                is None) == (damaged is None)
        with daemon.client() as client:
            assert client.status().root == root
    run("oppreplay", "verify", daemon.data, check=0)


def test_damage_in_the_read_models_part_holds_no_command_up_and_is_mended_at_the_stop(
        own_office, daemon):
    restart(daemon)
    work = work_of(own_office, seed=11, prefix="cm")
    with daemon.client() as client:
        client.accept_all([work.next() for _ in range(120)])
    wait_for(daemon, "checkpoint written")
    daemon.stop()
    file = daemon.data / "state.checkpoint"
    damaged = bytearray(file.read_bytes())
    # Its last frame only says that it is the last; before that stand rows of the read model.
    damaged[-21] ^= 1
    file.write_bytes(damaged)
    recovered = restart(daemon, every=0)
    assert int(recovered["checkpoint"]) > 0, "commands go on from the checkpoint"
    with daemon.client() as client:
        assert client.ask("opportunities").opportunities
    assert said(daemon, "the checkpoint's read model is not used; it was folded from the whole log instead")
    daemon.stop()
    assert file.read_bytes() == bytes(damaged), "0: no checkpoint is ever written"
    restart(daemon, every=1_000_000)
    wait_for(daemon, "questions are answered")
    daemon.stop()
    assert said(daemon, "checkpoint written"), "the next start must not fold the log once more"
    restart(daemon, every=1_000_000)
    wait_for(daemon, "questions are answered")
    assert "is not used" not in daemon.output()


def test_an_auditor_is_not_troubled_by_a_checkpoint(own_office, daemon):
    restart(daemon)
    with daemon.client() as client:
        client.accept_all([make.team(f"t-{index}") for index in range(100)])
    wait_for(daemon, "checkpoint written")
    assert (daemon.data / FILE).stat().st_mode & 0o777 == 0o600
    run("oppreplay", "verify", daemon.data, check=0)


def test_an_upgrade_of_the_models_code_gives_every_past_and_its_digest_again(own_office, daemon):
    """A checkpoint of another code version is what an upgrade finds: it is thrown away, nothing else is."""
    restart(daemon, every=0)
    work = work_of(own_office, seed=8, prefix="up")
    with daemon.client() as client:
        client.accept_all([work.next() for _ in range(60)])
        half = client.status().head_position
        client.accept_all([work.next() for _ in range(60)])
        head, at = client.status().head_position, int(time.time() * 1000)
    restart(daemon, every=1)
    with daemon.client() as client:
        client.accept(make.team("t-upgrade"))
        head = client.status().head_position
    wait_for(daemon, "checkpoint written")
    pasts = [knowledge(daemon, position, at)[0] for position in (half, head)]
    assert daemon.stop() == 0

    def told():
        done = run("oppreplay", "verify", daemon.data, "--format", "json", check=0)
        return json.loads(done.stdout)

    before = told()
    assert before["checkpoint"] == "equal"
    file = daemon.data / FILE
    header = bytearray(file.read_bytes())
    header[12] ^= 0x40  # the code version
    header[4_092:4_096] = oracle.crc32c(bytes(header[:4_092])).to_bytes(4, "little")
    file.write_bytes(header)
    assert told()["checkpoint"] == "unusable"
    state = [run("oppreplay", "state", daemon.data, "--as-of", position, check=0).stdout
             for position in (half, head)]

    recovered = restart(daemon, every=1)
    assert int(recovered["checkpoint"]) == 0
    assert [knowledge(daemon, position, at)[0] for position in (half, head)] == pasts
    assert daemon.stop() == 0
    assert [run("oppreplay", "state", daemon.data, "--as-of", position, check=0).stdout
            for position in (half, head)] == state
    after = told()
    for key in ("records", "root", "write_model", "read_model"):
        assert after[key] == before[key]
