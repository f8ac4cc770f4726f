"""Batches: all or none when atomic, each for itself when not, in order in both."""

import pytest

import make
from checks import nothing_recorded, refusal_code
from oppclient import Refused
from oppschema import values

CONTACT, NEEDS, PROPOSAL = values.STAGE_CONTACT, values.STAGE_NEEDS, values.STAGE_PROPOSAL


def codes(results):
    return [result.rejection.code if result.HasField("rejection") else "" for result in results]


@pytest.mark.parametrize("atomic", [True, False])
def test_a_command_sees_what_the_ones_before_it_did(office, desk, atomic):
    customer, id = make.fresh_id("c"), make.fresh_id("o")
    results = desk.submit_batch([
        make.customer(customer), make.create(id, customer, office.ann),
        make.move(id, CONTACT, NEEDS), make.move(id, NEEDS, PROPOSAL),
        make.follow_up(id, office.tag, expected=3)], atomic=atomic)
    assert codes(results) == [""] * 5
    positions = [result.receipt.first_position for result in results]
    assert positions == list(range(positions[0], positions[0] + 5))
    assert [result.receipt.stream_version for result in results] == [1, 1, 2, 3, 4]
    assert desk.opportunity(id).stage == PROPOSAL


@pytest.mark.parametrize("bad_place", [0, 1, 4])
def test_an_atomic_batch_with_one_fault_leaves_nothing(office, desk, bad_place):
    id = office.opportunity(desk)
    batch = [make.follow_up(id, office.tag) for _ in range(4)]
    batch.insert(bad_place, make.follow_up("o-none", office.tag))
    with nothing_recorded(desk):
        results = desk.submit_batch(batch, atomic=True)
    expected = ["BATCH_ABORTED"] * 5
    expected[bad_place] = "NOT_FOUND"
    assert codes(results) == expected
    assert [r.rejection.command_id for r in results] == [c.command_id for c in batch]
    row = desk.opportunity(id)
    assert (row.version, row.follow_up_count) == (1, 0)


def test_the_ids_of_an_aborted_batch_are_free(office, desk):
    id = office.opportunity(desk)
    good, bad = make.follow_up(id, office.tag), make.follow_up("o-none", office.tag)
    desk.submit_batch([good, bad], atomic=True)
    receipt = desk.accept(good)
    assert not receipt.duplicate and receipt.stream_version == 2


def test_what_an_aborted_batch_registered_does_not_exist(office, desk):
    """Every kind of registration is undone with the batch, names and versions too."""
    team, user, name = make.fresh_id("t"), make.fresh_id("u"), make.fresh_id("Company")
    customer, id = make.fresh_id("c"), make.fresh_id("o")

    def registrations():
        return [make.team(team), make.user(user, team), make.customer(customer, name=name),
                make.create(id, customer, user), make.move(id, CONTACT, NEEDS)]

    with nothing_recorded(desk):
        desk.submit_batch([*registrations(), make.follow_up("o-none", office.tag)], atomic=True)
        assert desk.reject(make.follow_up(id, office.tag)).code == "NOT_FOUND"
        assert desk.reject(make.user(make.fresh_id("u"), team)).code == "NOT_FOUND"
    assert codes(desk.submit_batch(registrations(), atomic=True)) == [""] * 5
    assert desk.opportunity(id).stage == NEEDS


def test_a_batch_that_is_not_atomic_keeps_what_is_good(office, desk):
    id = office.opportunity(desk)
    results = desk.submit_batch([
        make.follow_up(id, office.tag), make.follow_up("o-none", office.tag),
        make.move(id, NEEDS, PROPOSAL), make.follow_up(id, office.tag)], atomic=False)
    assert codes(results) == ["", "NOT_FOUND", "STALE_STAGE", ""]
    assert desk.opportunity(id).follow_up_count == 2


def test_a_batch_may_have_a_thousand_commands(office, desk):
    id = office.opportunity(desk)
    results = desk.submit_batch(
        [make.follow_up(id, office.tag) for _ in range(1000)], atomic=True)
    assert codes(results) == [""] * 1000
    assert results[-1].receipt.stream_version == 1001


@pytest.mark.parametrize("count", [0, 1001])
def test_a_batch_of_no_command_or_too_many_is_refused_whole(office, desk, count):
    id = office.opportunity(desk)
    with nothing_recorded(desk):
        code = refusal_code(
            desk.submit_batch, [make.follow_up(id, office.tag) for _ in range(count)], atomic=False)
    assert code == "MALFORMED_COMMAND"
    desk.accept(make.follow_up(id, office.tag))


@pytest.mark.parametrize("atomic", [True, False])
def test_a_batch_resent_gives_the_first_receipts(office, desk, atomic):
    id = office.opportunity(desk)
    batch = [make.follow_up(id, office.tag) for _ in range(5)]
    first = desk.submit_batch(batch, atomic=atomic)
    with nothing_recorded(desk):
        again = desk.submit_batch(batch, atomic=atomic)
    assert all(result.receipt.duplicate for result in again)
    assert [r.receipt.first_position for r in again] == [r.receipt.first_position for r in first]


@pytest.mark.parametrize("atomic", [True, False])
def test_one_id_twice_in_a_batch_is_recorded_once(office, desk, atomic):
    id = office.opportunity(desk)
    command = make.follow_up(id, office.tag)
    try:
        results = desk.submit_batch([command, command], atomic=atomic)
        assert results[0].receipt.first_position == results[1].receipt.first_position
        assert results[1].receipt.duplicate
    except Refused as refused:
        assert refused.code == "MALFORMED_COMMAND"
    assert desk.opportunity(id).follow_up_count <= 1


def test_a_stale_version_aborts_an_atomic_batch(office, desk):
    id = office.opportunity(desk)
    with nothing_recorded(desk):
        results = desk.submit_batch(
            [make.follow_up(id, office.tag, expected=1), make.follow_up(id, office.tag, expected=1)],
            atomic=True)
    assert codes(results) == ["BATCH_ABORTED", "VERSION_CONFLICT"]
