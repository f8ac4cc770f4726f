"""kill -9 at random moments under load (RELIABILITY.md T1), judged by the oracle after every death.

P1 every acknowledged command is there once, where and as acknowledged; P2 positions without a gap,
no id twice; P3 what is there unacknowledged is whole and comes in the order sent; P5 the root is the
recomputed one, and every head ever given out is a head of this history; P6 the daemon starts again;
P7 resending all in-doubt ids gives each exactly once.
"""

import hashlib
import os
import pathlib
import random
import subprocess
import sys
import time

import ledgerfold
import make
import oracle
from crash_driver import read_journal
from oppdaemon import binary, run
from oppschema import commands as command_schema
from test_checkpoint import wait_for

ROUNDS = int(os.environ.get("OPP_KILL_ROUNDS", "25"))
SEED = os.environ.get("OPP_KILL_SEED", "1")
DRIVER = pathlib.Path(__file__).with_name("crash_driver.py")


def command_id(stored: bytes) -> bytes:
    return command_schema.Command.FromString(stored).command_id


class Log:
    """What the oracle read, by command id."""

    def __init__(self, data, verified_blocks):
        self.ledger = oracle.read_ledger(data, verified_blocks)  # P2, P5
        self.records = self.ledger.parsed()
        self.at = {r.command_id: r.position for r in self.records if r.command_records}

    def check_stored(self, stored: bytes, position: int):
        record = self.records[position - 1]
        assert record.command_id == command_id(stored)
        assert record.command_digest == hashlib.sha256(stored).digest()[:16]


def check_promises(log: Log, requests, heads):
    """P1, P3 and P5 for the requests of one connection, in the order sent. The in-doubt ones."""
    in_doubt, last_acked, missing_from = [], 0, None
    for request in requests:
        if request.receipts is not None:
            assert missing_from is None, "a later request was acknowledged, an earlier one is lost"
            positions = [position for position, _ in request.receipts]
            for stored, (position, leaf) in zip(request.commands, request.receipts, strict=True):
                assert log.at.get(command_id(stored)) == position, "P1: acknowledged, not there"
                assert log.ledger.leaves[position - 1] == leaf, "P1: there with another content"
                log.check_stored(stored, position)
            assert positions == list(range(positions[0], positions[0] + len(positions)))
            assert positions[0] > last_acked, "judged in another order than sent"
            last_acked = positions[-1]
        elif request.codes is not None:
            assert set(request.codes) == {"NOT_FOUND"}, request.codes
            assert not any(command_id(stored) in log.at for stored in request.commands)
        else:
            in_doubt.append(request)
            present = [log.at[id] for id in map(command_id, request.commands) if id in log.at]
            if not present:
                if not is_bad(request):
                    missing_from = request.number
                continue
            assert missing_from is None, "P3: a later command is there, an earlier one is not"
            assert len(present) == len(request.commands), "P3: half a batch is there"
            assert present == list(range(present[0], present[0] + len(present)))
            assert present[0] > last_acked, "P3: before a command acknowledged earlier"
            for stored, position in zip(request.commands, present):
                log.check_stored(stored, position)
            last_acked = present[-1]
    roots = log.ledger.roots_at(position for position, _ in heads)
    for position, root in heads:
        assert roots[position] == root, "P5: a head once given out is none of this history"
    return in_doubt


def is_bad(request) -> bool:
    return b"tag-none" in request.commands[0]


def resend(client, in_doubt, log: Log):
    """P7: the very same bytes again; each command ends up in the log exactly once."""
    for request in in_doubt:
        there = [log.at.get(command_id(stored)) for stored in request.commands]
        if request.atomic:
            results = client.submit_batch(request.commands, atomic=True)
        else:
            results = [client.submit(request.commands[0])]
        if is_bad(request):
            assert results[0].rejection.code == "NOT_FOUND"
            continue
        for position, result in zip(there, results, strict=True):
            assert result.HasField("receipt"), result
            assert result.receipt.duplicate == (position is not None)
            if position is not None:
                assert result.receipt.first_position == position


def test_kill_at_random_moments_loses_and_doubles_nothing(own_office, daemon, homes):
    kill_at_random_moments(daemon, homes, ROUNDS)


def test_kill_while_checkpoints_are_written_loses_and_doubles_nothing(own_office, daemon, homes):
    """The same with a checkpoint of the state every few dozen records, so that many a death falls
    into one, and every start goes from the last that was finished."""
    assert daemon.stop() == 0
    config = daemon.home / "conf.json"
    config.write_text('{"checkpoint_records": 40}')
    daemon.options = ["--config", config]
    daemon.start()
    starts = kill_at_random_moments(
        daemon, homes, max(5, ROUNDS // 2), before=lambda: wait_for(daemon, "checkpoint written"))
    assert all('"checkpoint":"' in said and '"checkpoint":"0"' not in said for said in starts), starts
    assert not any("not used" in said for said in starts), starts


def kill_at_random_moments(daemon, homes, rounds, before=lambda: None):
    """What each start of the daemon said; `before` is waited for, under load, before the first kill."""
    starts = []
    dice = random.Random(SEED)
    journals = homes.folder()
    verified_blocks, everything = {}, []
    acked_total = in_doubt_total = there_total = 0
    for round_number in range(rounds):
        connections = dice.choice([1, 2, 4, 8, 16])
        driver = subprocess.Popen(
            [sys.executable, str(DRIVER), str(daemon.socket), str(journals),
             f"{SEED} {round_number}", str(connections), f"r{round_number}"],
            stdout=subprocess.PIPE)
        try:
            assert driver.stdout.readline() == b"under load\n"
            if round_number == 0:
                before()
            time.sleep(dice.expovariate(1 / 0.25))
            daemon.kill()
            assert driver.wait(120) == 0, "the driver itself failed"
        finally:
            driver.kill()
            driver.wait()
            driver.stdout.close()

        log = Log(daemon.data, verified_blocks)
        in_doubt = []
        for index in range(connections):
            requests, heads = read_journal(journals / f"r{round_number}-{index}.journal")
            left = check_promises(log, requests, heads)
            acked_total += sum(len(r.receipts) for r in requests if r.receipts)
            in_doubt += left
            everything += [c for r in requests if not is_bad(r) for c in r.commands]
        in_doubt_total += len(in_doubt)
        there_total += sum(command_id(r.commands[0]) in log.at for r in in_doubt)

        daemon.start()  # P6
        starts.append(daemon.output())
        with daemon.client() as client:
            assert client.status().root == log.ledger.root
            resend(client, in_doubt, log)

    with daemon.client() as client:
        head = client.status().head_position
        rows = {row.opportunity_id: row for row in client.ask("opportunities").opportunities}
    assert daemon.stop() == 0
    log = Log(daemon.data, verified_blocks)
    assert log.ledger.head == head
    ids = [command_id(stored) for stored in everything]
    assert len(ids) == len(set(ids))
    assert all(id in log.at for id in ids), "P7: sent, resent, and not there"
    assert len(log.at) == len(ids) + 1 + 4, "something is there that nobody sent"
    # P4: what the daemon answered is what the records say.
    state = ledgerfold.fold(log.records)
    assert {id: (row.version, row.stage, row.status, row.follow_up_count)
            for id, row in rows.items()} == {
        one.id: (one.version, one.stage, one.status, one.follow_ups)
        for one in state.opportunities.values()}
    run("oppreplay", "verify", daemon.data, check=0)
    print(f"\n{rounds} kills, seed {SEED}: {acked_total} commands acknowledged, {in_doubt_total} "
          f"requests in doubt of which {there_total} had landed, {head} records")
    assert acked_total > rounds, "there was hardly any load"
    return starts


def test_kill_during_the_very_first_start(homes):
    """Creation is whole or not there: the next start makes or finds a good ledger."""
    dice = random.Random(SEED)
    for _ in range(10):
        daemon = homes.daemon()
        process = subprocess.Popen(
            [str(binary("oppd")), "--data", str(daemon.data), "--socket", str(daemon.socket)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(dice.uniform(0, 0.08))
        process.kill()
        process.wait()
        daemon.start()
        with daemon.client() as client:
            client.accept(make.team("t-1"))
        daemon.kill()
        assert oracle.read_ledger(daemon.data).head == 2


def test_kill_during_recovery(own_office, daemon):
    """Dying while starting, several times over, costs nothing."""
    with daemon.client() as client:
        client.accept_all([make.team(f"t-{index}") for index in range(2000)])
        root = client.status().root
    daemon.kill()
    dice = random.Random(SEED)
    for _ in range(10):
        process = subprocess.Popen(
            [str(binary("oppd")), "--data", str(daemon.data), "--socket", str(daemon.socket)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(dice.uniform(0, 0.2))
        process.kill()
        process.wait()
    assert oracle.read_ledger(daemon.data).root == root
    daemon.start()
    with daemon.client() as client:
        assert client.status().root == root
