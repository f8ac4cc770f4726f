"""The same id with the same bytes: the first receipt again, for the life of the ledger."""

import pytest

import make
import oracle
from checks import explains, nothing_recorded
from oppclient import Refused
from oppschema import values


def without_flag(receipt):
    copy = type(receipt)()
    copy.CopyFrom(receipt)
    copy.duplicate = False
    return copy


def test_a_command_sent_twice_is_recorded_once(office, desk):
    command = make.team(make.fresh_id("t"))
    first = desk.accept(command)
    assert not first.duplicate
    with nothing_recorded(desk):
        second = desk.accept(command)
    assert second.duplicate
    assert without_flag(second) == without_flag(first)


def test_the_receipt_names_the_record_as_stored(office, desk):
    command = make.team(make.fresh_id("t"))
    receipt = desk.accept(command)
    tail = desk.open_tail(receipt.first_position, 1)
    ((position, stored),) = desk.tail_records(tail, 1)
    assert position == receipt.first_position == receipt.last_position
    assert receipt.leaf_hash == oracle.leaf_hash(stored)
    assert receipt.command_id == command.command_id
    assert receipt.stream_version == 1


def test_the_first_answer_stands_whatever_has_happened_since(office, desk):
    """The resent command would be refused today: its opportunity has moved on and is closed."""
    id = office.opportunity(desk)
    move = make.move(id, values.STAGE_CONTACT, values.STAGE_NEEDS, expected=1)
    first = desk.accept(move)
    desk.accept(make.win(id))
    with nothing_recorded(desk):
        again = desk.accept(move)
    assert again.duplicate and without_flag(again) == without_flag(first)


def test_an_id_used_with_another_payload_is_a_conflict(office, desk):
    command = make.team(make.fresh_id("t"))
    desk.accept(command)
    other = make.team(make.fresh_id("t"), id=command.command_id)
    with nothing_recorded(desk):
        rejection = desk.reject(other)
        assert rejection.code == "IDEMPOTENCY_CONFLICT"
        assert rejection.command_id == command.command_id
        explains(rejection)
        assert desk.accept(command).duplicate


def test_the_payload_is_the_bytes_as_sent(office, desk):
    """The same meaning in another encoding is another payload."""
    command = make.team(make.fresh_id("t"))
    sent = command.SerializeToString()
    desk.accept(sent)
    reordered = command.register_team.SerializeToString()
    prefix = len(sent) - len(reordered)
    command.ClearField("register_team")
    head = command.SerializeToString()
    other = sent[len(head):] + head
    assert sorted(other) == sorted(sent) and other != sent and prefix
    assert desk.reject(other).code == "IDEMPOTENCY_CONFLICT"


def test_a_rejected_command_left_no_trace_and_is_judged_anew(office, desk):
    id = make.fresh_id("o")
    command = make.follow_up(id, office.tag)
    assert desk.reject(command).code == "NOT_FOUND"
    office.opportunity(desk, id=id)
    receipt = desk.accept(command)
    assert not receipt.duplicate and receipt.stream_version == 2


def test_duplicates_in_flight_together_are_recorded_once(office, desk):
    command = make.team(make.fresh_id("t")).SerializeToString()
    before = desk.status().head_position
    receipts = [result.receipt for result in desk.submit_all([command] * 200)]
    assert sum(not receipt.duplicate for receipt in receipts) == 1
    assert len({receipt.first_position for receipt in receipts}) == 1
    assert desk.status().head_position == before + 1


def test_duplicates_on_two_connections_are_recorded_once(office, desk):
    commands = [make.team(make.fresh_id("t")).SerializeToString() for _ in range(200)]
    before = desk.status().head_position
    with office.daemon.client() as other:
        mine = [desk.send_command(command) for command in commands]
        theirs = [other.send_command(command) for command in commands]
        for request, request_there in zip(mine, theirs):
            here = desk.wait_for(request).result.receipt
            there = other.wait_for(request_there).result.receipt
            assert here.first_position == there.first_position
            assert here.duplicate != there.duplicate
    assert desk.status().head_position == before + 200


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_receipts_survive_a_restart(homes, how):
    daemon = homes.daemon().start()
    commands = [make.team(f"t-{index}").SerializeToString() for index in range(300)]
    with daemon.client() as client:
        receipts = client.accept_all(commands)
    getattr(daemon, how)()
    daemon.start()
    with daemon.client() as client:
        with nothing_recorded(client):
            again = client.accept_all(commands)
            assert client.reject(
                make.team("t-other", id=receipts[7].command_id)).code == "IDEMPOTENCY_CONFLICT"
    assert all(receipt.duplicate for receipt in again)
    assert list(map(without_flag, again)) == list(map(without_flag, receipts))


def test_status_counts_accepted_rejected_and_duplicate(own_office, client):
    before = client.status()
    command = make.team("t-9")
    client.accept(command)
    client.accept(command)
    client.reject(make.team("t-9"))
    after = client.status()
    assert after.commands_accepted - before.commands_accepted == 1
    assert after.commands_duplicate - before.commands_duplicate == 1
    assert after.commands_rejected - before.commands_rejected == 1
    assert {row.code: row.count for row in after.rejections}["DUPLICATE_ID"] == 1


def test_a_duplicate_inside_a_batch_is_the_first_receipt_again(office, desk):
    command = make.team(make.fresh_id("t"))
    first = desk.accept(command)
    fresh = make.team(make.fresh_id("t"))
    try:
        results = desk.submit_batch([command, fresh], atomic=False)
    except Refused as refused:
        pytest.fail(f"refused as a whole: {refused}")
    assert results[0].receipt.duplicate
    assert results[0].receipt.first_position == first.first_position
    assert not results[1].receipt.duplicate
