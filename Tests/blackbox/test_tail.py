"""Tails: stored records in order, without gaps, never more than the credit."""

import make
import oracle
from oppschema import record as schema


def test_a_tail_from_the_first_position_is_the_whole_log(homes):
    daemon = homes.daemon().start()
    with daemon.client() as client:
        client.accept_all([make.team(f"t-{index}") for index in range(500)])
        head = client.status().head_position
        records = client.tail_records(client.open_tail(1, 65_536), head)
        root = client.status().root
    daemon.stop()
    ledger = oracle.read_ledger(daemon.data)
    assert [position for position, _ in records] == list(range(1, head + 1))
    assert [stored for _, stored in records] == ledger.records
    assert ledger.root == root


def test_what_is_committed_later_follows(office, desk):
    with office.daemon.client() as watcher:
        head = desk.status().head_position
        tail = watcher.open_tail(head, 100)
        assert watcher.tail_records(tail, 1)[0][0] == head
        receipts = desk.accept_all([make.team(make.fresh_id("t")) for _ in range(50)])
        seen = watcher.tail_records(tail, 50)
        assert [position for position, _ in seen] == [r.first_position for r in receipts]
        assert [oracle.leaf_hash(stored) for _, stored in seen] == [r.leaf_hash for r in receipts]


def test_a_tail_from_0_begins_after_the_head_of_now(office, desk):
    with office.daemon.client() as watcher:
        tail = watcher.open_tail(0, 10)
        watcher.status()  # answered after the tail was opened
        receipt = desk.accept(make.team(make.fresh_id("t")))
        assert watcher.tail_records(tail, 1)[0][0] == receipt.first_position


def test_never_more_than_the_credit(office, desk):
    desk.accept_all([make.team(make.fresh_id("t")) for _ in range(60)])
    with office.daemon.client() as watcher:
        tail = watcher.open_tail(1, 7)
        assert len(watcher.tail_records(tail, 7)) == 7
        for credit, upto in ((1, 8), (20, 28), (30, 58)):
            # The answer to this comes although the tail stands still, and nothing came before it.
            watcher.status()
            assert not watcher._set_aside[tail], "more records than the credit"
            watcher.add_credit(tail, credit)
            got = watcher.tail_records(tail, credit)
            assert (len(got), got[-1][0]) == (credit, upto)


def test_a_cancelled_tail_is_silent(office, desk):
    with office.daemon.client() as watcher:
        tail = watcher.open_tail(0, 1000)
        watcher.status()
        desk.accept(make.team(make.fresh_id("t")))
        watcher.tail_records(tail, 1)
        watcher.cancel_tail(tail)
        watcher.status()
        desk.accept_all([make.team(make.fresh_id("t")) for _ in range(20)])
        watcher.status()
        assert not watcher._set_aside[tail]


def test_two_tails_on_one_connection_do_not_mix(office, desk):
    head = desk.status().head_position
    with office.daemon.client() as watcher:
        first, second = watcher.open_tail(1, 3), watcher.open_tail(head, 1)
        assert [p for p, _ in watcher.tail_records(second, 1)] == [head]
        assert [p for p, _ in watcher.tail_records(first, 3)] == [1, 2, 3]


def test_a_tail_is_taken_up_again_after_a_restart(homes):
    daemon = homes.daemon().start()
    with daemon.client() as client:
        client.accept_all([make.team(f"t-{index}") for index in range(40)])
        before = client.tail_records(client.open_tail(1, 25), 25)
    daemon.kill()
    daemon.start()
    with daemon.client() as client:
        head = client.status().head_position
        rest = client.tail_records(client.open_tail(before[-1][0] + 1, 65_536), head - 25)
    daemon.stop()
    assert [stored for _, stored in before + rest] == oracle.read_ledger(daemon.data).records


def test_a_stalled_tail_holds_up_nobody(own_office, client, daemon):
    """No reading and no credit: commands and other tails go on."""
    with daemon.client() as stalled:
        stalled.open_tail(1, 65_536)
        client.accept_all([
            make.customer(f"c-{index}", industry="制造" * 50) for index in range(5000)])
        head = client.status().head_position
        assert len(client.tail_records(client.open_tail(1, 65_536), head)) == head


def test_records_of_a_tail_parse_and_stand_where_they_say(office, desk):
    head = desk.status().head_position
    for position, stored in desk.tail_records(desk.open_tail(1, head), head):
        assert schema.Record.FromString(stored).position == position
