"""Merging of cold blocks, seen from outside: an independent reader finds the same records under the
same root before, meanwhile and after, also when the daemon is killed in the middle of it."""

import json
import os
import random
import threading
import time

import oracle
from oppclient import ConnectionClosed
from oppdaemon import PATIENCE, run
from workload import work_of

ROUNDS = int(os.environ.get("OPP_MERGE_KILL_ROUNDS", "4"))
SEED = os.environ.get("OPP_KILL_SEED", "1")
EAGER = {"margin_records": 1, "processor_percent": 100, "bytes_per_second": 1 << 30}


def configure(daemon, **merging):
    path = daemon.home / "oppd.json"
    path.write_text(json.dumps({"log_level": "debug", "merging": {**EAGER, **merging}}))
    daemon.options = ["--config", str(path)]


def restart(daemon, **merging):
    assert daemon.stop() == 0
    configure(daemon, **merging)
    daemon.start()


def work(office, name):
    return work_of(office, name, name)


def fill(client, work, count, batch=40):
    for _ in range(count // batch):
        client.accept_all([work.next() for _ in range(batch)])


def columns(ledger) -> list[int]:
    """How many records each merged block has."""
    return [records for _, records, codec in ledger.blocks if codec == oracle.COLUMNS]


def wait_for_merging(daemon, at_least):
    """Until so many exchanges were logged."""
    deadline = time.monotonic() + PATIENCE
    while daemon.output().count("merged cold blocks") < at_least:
        assert time.monotonic() < deadline, daemon.output()[-2000:]
        time.sleep(0.02)


def test_cold_blocks_are_merged_and_keep_every_record(own_office, daemon):
    restart(daemon, enabled=False)
    some = work(own_office, "a")
    with daemon.client() as client:
        fill(client, some, 8_000)
    assert daemon.stop() == 0
    before = oracle.read_ledger(daemon.data)
    assert columns(before) == []
    assert (daemon.data / "FORMAT").read_bytes() == oracle.FORMATS[3]

    configure(daemon)
    daemon.start()
    wait_for_merging(daemon, 3)
    during = run("oppreplay", "verify", daemon.data, check=0)
    assert before.root.hex() in during.stdout.decode()
    with daemon.client() as client:
        assert client.welcome.head_position == before.head
        fill(client, some, 4_000)
    wait_for_merging(daemon, 10)
    assert daemon.stop() == 0
    after = oracle.read_ledger(daemon.data)
    assert after.records[:before.head] == before.records
    assert after.roots_at([before.head])[before.head] == before.root
    # Some thousand records each; what packs badly is cut into two halves of those.
    assert len(columns(after)) >= 9 and min(columns(after)) > 450
    assert after.blocks[-1][2] != oracle.COLUMNS
    assert (daemon.data / "FORMAT").read_bytes() == oracle.FORMATS[3]
    run("oppreplay", "verify", daemon.data, "--expect", f"{before.head}:{before.root.hex()}", check=0)
    daemon.start()


def test_a_kill_while_merging_loses_nothing(own_office, daemon):
    dice = random.Random(SEED)
    some = work(own_office, "k")
    known, merged = 0, 0
    restart(daemon, enabled=False)
    for _ in range(ROUNDS):
        with daemon.client() as client:
            fill(client, some, 2_200)
        assert daemon.stop() == 0
        before = oracle.read_ledger(daemon.data)
        configure(daemon)
        daemon.start()
        time.sleep(dice.random() * 0.3)
        daemon.kill()
        after = oracle.read_ledger(daemon.data)
        assert after.records == before.records and after.root == before.root
        assert len(columns(after)) >= merged
        merged, known = len(columns(after)), after.head
        run("oppreplay", "verify", daemon.data, check=0)
        configure(daemon, enabled=False)
        daemon.start()
    # On a slow machine every kill may come before the first exchange.
    configure(daemon)
    assert daemon.stop() == 0
    daemon.start()
    wait_for_merging(daemon, 1 if merged == 0 else 0)
    assert known > ROUNDS * 2_200


def test_a_kill_while_commits_take_merging_along_loses_nothing(own_office, daemon):
    dice = random.Random(SEED)
    restart(daemon)
    merged = 0
    for number in range(ROUNDS):
        some = work(own_office, f"r{number}-")
        known = None
        with daemon.client() as client:
            killer = threading.Timer(0.5 + dice.random() * 2, daemon.process.kill)
            killer.start()
            try:
                while True:
                    client.accept_all([some.next() for _ in range(40)])
                    status = client.status()
                    known = (status.head_position, status.root)
            except ConnectionClosed:
                killer.join()
        daemon.kill()
        after = oracle.read_ledger(daemon.data)
        if known is not None:
            assert after.head >= known[0]
            assert after.roots_at([known[0]])[known[0]] == known[1]
        assert len(columns(after)) >= merged
        merged = len(columns(after))
        run("oppreplay", "verify", daemon.data, check=0)
        daemon.start()
    assert merged > 0


def test_wrong_settings_are_refused_by_name(homes):
    daemon = homes.daemon()
    for name, value in [("margin_records", 0), ("processor_percent", 101),
                        ("bytes_per_second", "many"), ("enabled", "no"), ("speed", 1)]:
        configure(daemon, **{name: value})
        done = run("oppd", "--data", daemon.data, "--socket", daemon.socket, *daemon.options, check=2)
        assert f"merging.{name}" in done.stderr.decode()
    assert not daemon.data.exists()
