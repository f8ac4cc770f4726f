"""The list of bad inputs: each has a code, an explanation, the field it is in, and no effect."""

import pytest

import make
from checks import explains, nothing_recorded, outcome
from make import DAY_MS
from oppschema import values

CONTACT, NEEDS, PROPOSAL = values.STAGE_CONTACT, values.STAGE_NEEDS, values.STAGE_PROPOSAL
INT64_MAX = 2**63 - 1


def day(offset: int) -> int:
    return make.now_ms() // DAY_MS + offset


# One row: a name, the command made of (office, opportunity id), its code, a part of its field.
UNKNOWN_IDS = [
    ("grade", lambda o, id: make.grade("o-none", "B"), "opportunity_id"),
    ("follow up", lambda o, id: make.follow_up("o-none", o.tag), "opportunity_id"),
    ("move", lambda o, id: make.move("o-none", CONTACT, NEEDS), "opportunity_id"),
    ("reassign", lambda o, id: make.reassign("o-none", o.bob), "opportunity_id"),
    ("revise amount", lambda o, id: make.revise("o-none", 5), "opportunity_id"),
    ("revise close", lambda o, id: make.revise_close("o-none", day(9)), "opportunity_id"),
    ("win", lambda o, id: make.win("o-none"), "opportunity_id"),
    ("lose", lambda o, id: make.lose("o-none", o.loss_reason), "opportunity_id"),
    ("archive", lambda o, id: make.archive("o-none"), "opportunity_id"),
    ("reopen", lambda o, id: make.reopen("o-none"), "opportunity_id"),
    ("reassign to nobody", lambda o, id: make.reassign(id, "u-none"), "owner_id"),
    ("create for no customer", lambda o, id: make.create("o-1", "c-none", o.ann), "customer_id"),
    ("create for no owner", lambda o, id: make.create("o-1", o.customer, "u-none"), "owner_id"),
    ("user in no team", lambda o, id: make.user("u-1", "t-none"), "team_id"),
    ("team below no team", lambda o, id: make.team("t-1", "t-none"), "parent_id"),
]

STAGES_AND_NOTES = [
    ("stale from", lambda o, id: make.move(id, NEEDS, PROPOSAL), "STALE_STAGE", "from"),
    ("same stage", lambda o, id: make.move(id, CONTACT, CONTACT), "SAME_STAGE", "to"),
    ("no stage to go to", lambda o, id: make.move(id, CONTACT, 0), "INVALID_FIELD", "to"),
    ("a stage unheard of", lambda o, id: make.move(id, CONTACT, 77), "INVALID_FIELD", "to"),
    ("no note", lambda o, id: make.move(id, CONTACT, NEEDS, note=""),
     "NOTE_OR_FILE_REQUIRED", "note"),
    ("a blank note", lambda o, id: make.move(id, CONTACT, NEEDS, note=" \n\t "),
     "NOTE_OR_FILE_REQUIRED", "note"),
    ("a file digest of 31 bytes",
     lambda o, id: make.move(id, CONTACT, NEEDS, note="", file_sha256=bytes(31)),
     "INVALID_FIELD", "file_sha256"),
    ("no tag", lambda o, id: make.follow_up(id), "FEEDBACK_REQUIRED", "tags"),
    ("an unknown tag", lambda o, id: make.follow_up(id, "tag-unheard-of"), "UNKNOWN_TAG", "tags"),
    ("a known and an unknown tag", lambda o, id: make.follow_up(id, o.tag, "tag-unheard-of"),
     "UNKNOWN_TAG", "tags"),
    ("no loss reason", lambda o, id: make.lose(id, ""), "REASON_REQUIRED", "reason"),
    ("an unknown loss reason", lambda o, id: make.lose(id, "reason-unheard-of"),
     "UNKNOWN_REASON", "reason"),
    ("no reason to archive", lambda o, id: make.archive(id, ""), "REASON_REQUIRED", "reason"),
    ("no reason to revise the amount", lambda o, id: make.revise(id, 5, ""),
     "REASON_REQUIRED", "reason"),
    ("no reason to revise the date", lambda o, id: make.revise_close(id, day(9), ""),
     "REASON_REQUIRED", "reason"),
    ("won without a contract", lambda o, id: make.win(id, ""), "CONTRACT_REQUIRED", "contract"),
    ("contract digest of 33 bytes",
     lambda o, id: make.win(id, "", contract_sha256=bytes(33)), "INVALID_FIELD", "contract_sha256"),
    ("reopen what is open", lambda o, id: make.reopen(id), "NOT_CLOSED", ""),
]

MONEY = [
    ("a negative amount", lambda o, id: make.create("o-1", o.customer, o.ann, -1),
     "BAD_AMOUNT", "amount"),
    ("the most negative amount", lambda o, id: make.create("o-1", o.customer, o.ann, -2**63),
     "BAD_AMOUNT", "amount"),
    ("a negative revision", lambda o, id: make.revise(id, -1), "BAD_AMOUNT", "amount"),
    ("a negative final amount", lambda o, id: make.win(id, final_amount=make.money(-1)),
     "BAD_AMOUNT", "final_amount"),
    *[(f"currency {code!r}",
       lambda o, id, code=code: make.create("o-1", o.customer, o.ann, currency=code),
       "BAD_CURRENCY", "amount") for code in ("", "cny", "CN", "CNYX", "C1Y", "元元元")],
    ("another currency on revision", lambda o, id: make.revise(id, 5, currency="USD"),
     "CURRENCY_CHANGED", "amount"),
    ("another currency on winning", lambda o, id: make.win(id, final_amount=make.money(5, "USD")),
     "CURRENCY_CHANGED", "final_amount"),
]

TIMES = [
    ("six minutes ahead",
     lambda o, id: make.follow_up(id, o.tag, at=make.now_ms() + 360_000),
     "FUTURE_TIME", "occurred_at"),
    ("the end of time", lambda o, id: make.follow_up(id, o.tag, at=INT64_MAX),
     "FUTURE_TIME", "occurred_at"),
    ("four days back without a reason",
     lambda o, id: make.follow_up(id, o.tag, at=make.now_ms() - 4 * DAY_MS),
     "BACKFILL_REASON_REQUIRED", "backfill_reason"),
    ("an expected close in the past", lambda o, id: make.revise_close(id, day(-400)),
     "BAD_DATE", "expected_close_day"),
]

TEXTS = [
    ("an empty title", lambda o, id: make.create("o-1", o.customer, o.ann, title=""), "title"),
    ("a title of 201 characters",
     lambda o, id: make.create("o-1", o.customer, o.ann, title="长" * 201), "title"),
    ("a title with a line break and a bell",
     lambda o, id: make.create("o-1", o.customer, o.ann, title="a\ab"), "title"),
    ("a note over 16 KiB", lambda o, id: make.follow_up(id, o.tag, note="x" * 16_385), "note"),
    ("a note over 16 KiB in bytes, not in characters",
     lambda o, id: make.follow_up(id, o.tag, note="长" * 6_000), "note"),
    ("a note of nearly 1 MiB", lambda o, id: make.follow_up(id, o.tag, note="x" * 1_000_000),
     "note"),
    ("a NUL in a note", lambda o, id: make.follow_up(id, o.tag, note="a\0b"), "note"),
    ("an escape in a note", lambda o, id: make.follow_up(id, o.tag, note="a\x1b[31mb"), "note"),
    ("33 tags", lambda o, id: make.follow_up(id, *[o.tag] * 33), "tags"),
    ("33 needs", lambda o, id: make.create("o-1", o.customer, o.ann, needs=["n"] * 33), "needs"),
    ("an empty id", lambda o, id: make.create("", o.customer, o.ann), "opportunity_id"),
    ("an id of 65 bytes", lambda o, id: make.create("o" * 65, o.customer, o.ann),
     "opportunity_id"),
    ("an id with a space", lambda o, id: make.create("o 1", o.customer, o.ann), "opportunity_id"),
    ("an id with a line break", lambda o, id: make.create("o\n1", o.customer, o.ann),
     "opportunity_id"),
    ("an empty team id", lambda o, id: make.team(""), "team_id"),
    ("an empty user id", lambda o, id: make.user(""), "user_id"),
    ("an empty customer id", lambda o, id: make.customer(""), "customer_id"),
    ("a customer without a name", lambda o, id: make.customer("c-1", name=""), "name"),
]

TABLE = (
    [(name, build, "NOT_FOUND", part) for name, build, part in UNKNOWN_IDS]
    + STAGES_AND_NOTES + MONEY + TIMES
    + [(name, build, "INVALID_FIELD", part) for name, build, part in TEXTS])


@pytest.mark.parametrize("build, code, part", [row[1:] for row in TABLE],
                         ids=[row[0] for row in TABLE])
def test_bad_input_is_named_and_leaves_no_trace(office, desk, build, code, part):
    id = office.opportunity(desk)
    with nothing_recorded(desk):
        rejection = desk.reject(build(office, id))
        explains(rejection)
        assert rejection.code == code, rejection
        assert part in rejection.field, f"field {rejection.field!r} is not {part!r}"
    assert desk.opportunity(id).version == 1


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_bad_input_is_named_the_same_in_a_batch(office, desk, row):
    name, build, code, _ = row
    id = office.opportunity(desk)
    with nothing_recorded(desk):
        results = desk.submit_batch(
            [make.follow_up(id, office.tag), build(office, id)], atomic=True)
        assert [r.rejection.code for r in results] == ["BATCH_ABORTED", code]


ACCEPTABLE = [
    ("a zero amount", lambda o, id: make.revise(id, 0)),
    ("four minutes ahead", lambda o, id: make.follow_up(id, o.tag, at=make.now_ms() + 240_000)),
    ("two days back", lambda o, id: make.follow_up(id, o.tag, at=make.now_ms() - 2 * DAY_MS)),
    ("four days back with a reason", lambda o, id: make.follow_up(
        id, o.tag, at=make.now_ms() - 4 * DAY_MS, backfill_reason="was travelling")),
    ("a note of 16 KiB", lambda o, id: make.follow_up(id, o.tag, note="x" * 16_384)),
    ("tab and newline in a note", lambda o, id: make.follow_up(id, o.tag, note="a\tb\nc")),
    ("characters beyond the basic plane", lambda o, id: make.follow_up(id, o.tag, note="好👍🏽𠮷")),
    ("a file instead of a note",
     lambda o, id: make.move(id, CONTACT, NEEDS, note="", file_sha256=bytes(32))),
    ("a contract digest instead of a number",
     lambda o, id: make.win(id, "", contract_sha256=bytes(range(32)))),
    ("a contract of 200 characters", lambda o, id: make.win(id, "号" * 200)),
]


@pytest.mark.parametrize("build", [row[1] for row in ACCEPTABLE],
                         ids=[row[0] for row in ACCEPTABLE])
def test_input_just_inside_the_limits_is_accepted(office, desk, build):
    id = office.opportunity(desk)
    assert desk.accept(build(office, id)).stream_version == 2


def test_ids_and_titles_at_their_longest_are_accepted_and_come_back_whole(office, desk):
    id = (make.fresh_id("o") + "a._:-/#@+Z9").ljust(64, "x")
    office.opportunity(desk, id=id, title="长" * 200)
    assert desk.opportunity(id).title == "长" * 200


# Versions


@pytest.mark.parametrize("expected", [0, 1, 3, 2**64 - 1])
def test_a_wrong_version_says_the_right_one(office, desk, expected):
    id = office.opportunity(desk)
    desk.accept(make.follow_up(id, office.tag, expected=1))
    with nothing_recorded(desk):
        rejection = desk.reject(make.follow_up(id, office.tag, expected=expected))
    assert (rejection.code, rejection.current_version) == ("VERSION_CONFLICT", 2)
    explains(rejection)
    assert desk.accept(make.follow_up(id, office.tag, expected=2)).stream_version == 3


def test_expected_version_0_says_must_not_exist(office, desk):
    id = make.fresh_id("o")
    assert desk.accept(make.create(id, office.customer, office.ann, expected=0)).stream_version == 1
    rejection = desk.reject(make.create(id, office.customer, office.ann, expected=0))
    assert rejection.code in ("VERSION_CONFLICT", "DUPLICATE_ID")


# Things that exist already


def test_ids_are_registered_once(office, desk):
    id = office.opportunity(desk)
    with nothing_recorded(desk):
        for again in (make.create(id, office.customer, office.ann), make.team(office.team),
                      make.user(office.ann, office.team),
                      make.customer(office.customer, name="Another name")):
            assert desk.reject(again).code == "DUPLICATE_ID"


def test_a_company_is_registered_once(office, desk):
    name = make.fresh_id("Company")
    desk.accept(make.customer(make.fresh_id("c"), name=name))
    with nothing_recorded(desk):
        rejection = desk.reject(make.customer(make.fresh_id("c"), name=name))
    assert rejection.code == "DUPLICATE_CUSTOMER"
    explains(rejection)


def test_a_team_is_not_its_own_parent(office, desk):
    id = make.fresh_id("t")
    assert desk.reject(make.team(id, id)).code in ("TEAM_CYCLE", "NOT_FOUND")


def test_identifiers_are_compared_by_their_bytes(office, desk):
    """One accented letter, composed and decomposed: two ids for every language but some."""
    composed = make.fresh_id("caf\u00e9")
    decomposed = composed.replace("\u00e9", "e\u0301")
    id = office.opportunity(desk, id=composed)
    assert id == composed
    with nothing_recorded(desk):
        assert desk.reject(make.follow_up(decomposed, office.tag)).code == "NOT_FOUND"
    desk.accept(make.create(decomposed, office.customer, office.ann))
    desk.accept(make.follow_up(decomposed, office.tag))
    assert (desk.opportunity(composed).version, desk.opportunity(decomposed).version) == (1, 2)


# Nothing to do


def test_changes_that_change_nothing_are_refused(office, desk):
    id = office.opportunity(desk, amount=500, expected_close_day=day(30))
    with nothing_recorded(desk):
        for idle in (make.reassign(id, office.ann), make.revise(id, 500),
                     make.revise_close(id, day(30))):
            assert desk.reject(idle).code == "UNCHANGED"


# Closed opportunities

CLOSERS = {
    "won": lambda o, id: make.win(id),
    "lost": lambda o, id: make.lose(id, o.loss_reason),
    "archived": lambda o, id: make.archive(id),
}
WORK = {
    "grade": lambda o, id: make.grade(id, "B"),
    "follow up": lambda o, id: make.follow_up(id, o.tag),
    "move": lambda o, id: make.move(id, CONTACT, NEEDS),
    "reassign": lambda o, id: make.reassign(id, o.bob),
    "revise amount": lambda o, id: make.revise(id, 5),
    "revise close": lambda o, id: make.revise_close(id, day(9)),
    **CLOSERS,
}


@pytest.mark.parametrize("closer", CLOSERS)
def test_a_closed_opportunity_refuses_every_further_command(office, desk, closer):
    id = office.opportunity(desk)
    desk.accept(CLOSERS[closer](office, id))
    with nothing_recorded(desk):
        for name, build in WORK.items():
            rejection = desk.reject(build(office, id))
            assert rejection.code == "OPPORTUNITY_CLOSED", name
            explains(rejection)


@pytest.mark.parametrize("closer", ["lost", "archived"])
def test_a_reopened_opportunity_works_again(office, desk, closer):
    id = office.opportunity(desk)
    desk.accept(CLOSERS[closer](office, id))
    assert desk.reject(make.reopen(id, "")).code == "REASON_REQUIRED"
    desk.accept(make.reopen(id))
    row = desk.opportunity(id)
    assert (row.status, row.stage, row.version) == (values.STATUS_OPEN, CONTACT, 3)
    for name in ("grade", "follow up", "move", "reassign", "revise amount", "revise close", "won"):
        desk.accept(WORK[name](office, id))


# Money at the edge


@pytest.mark.parametrize("amount", [INT64_MAX, 10**15 + 1])
def test_an_amount_beyond_the_limit_is_refused(office, desk, amount):
    id = office.opportunity(desk)
    with nothing_recorded(desk):
        for command in (make.create(make.fresh_id("o"), office.customer, office.ann, amount),
                        make.revise(id, amount), make.win(id, final_amount=make.money(amount))):
            rejection = desk.reject(command)
            assert rejection.code == "BAD_AMOUNT" and "amount" in rejection.field
            explains(rejection)


def test_sums_beyond_int64_saturate_and_say_so(own_office, client):
    """9,300 opportunities of 10^15 minor units are more than an Int64 holds: never a wrapped sum."""
    count = 9_300
    client.accept_all([
        make.create(f"o-{index}", own_office.customer, own_office.ann, 10**15)
        for index in range(count)])
    (row,) = [r for r in client.ask("pipeline").pipeline if r.count]
    assert (row.count, row.amount_minor, row.saturated) == (count, INT64_MAX, True)
    assert 0 <= row.weighted_minor <= INT64_MAX
    (currency,) = client.ask("forecast").forecast.currencies
    assert (currency.open_minor, currency.saturated) == (INT64_MAX, True)
    assert currency.expected_minor >= 0


# Actors


def test_actors_must_be_who_they_may_be(office, desk):
    id = office.opportunity(desk)
    nobody = values.Actor(kind=values.Actor.KIND_USER, id="u-nobody")
    bob = values.Actor(kind=values.Actor.KIND_USER, id=office.bob)
    with nothing_recorded(desk):
        assert outcome(desk, make.follow_up(id, office.tag, actor=nobody)) in (
            "FORBIDDEN", "NOT_FOUND")
        assert outcome(desk, make.follow_up(id, office.tag, actor=bob)) == "FORBIDDEN"
        for broken in (values.Actor(), values.Actor(kind=values.Actor.KIND_USER),
                       values.Actor(kind=77, id="x")):
            assert outcome(desk, make.follow_up(id, office.tag, actor=broken)) in (
                "INVALID_FIELD", "MALFORMED_COMMAND", "FORBIDDEN")
    ann = values.Actor(kind=values.Actor.KIND_USER, id=office.ann)
    desk.accept(make.follow_up(id, office.tag, actor=ann))


def test_import_rows_are_for_imports_only(office, desk):
    id = office.opportunity(desk)
    row = values.ImportRow(batch_id="b-1", row=1)
    with nothing_recorded(desk):
        assert outcome(desk, make.follow_up(id, office.tag, row=row)) in (
            "INVALID_FIELD", "FORBIDDEN", "MALFORMED_COMMAND")


def test_rows_of_an_import_are_judged_once_and_in_order(office, desk):
    batch, then = make.fresh_id("batch"), make.now_ms() - 400 * DAY_MS
    id = make.fresh_id("o")

    def row(number, part=0):
        return dict(actor=make.IMPORT, row=values.ImportRow(batch_id=batch, row=number, part=part))

    desk.accept(make.create(id, office.customer, office.ann, at=then, **row(1)))
    desk.accept(make.follow_up(id, office.tag, at=then + DAY_MS, **row(5)))
    with nothing_recorded(desk):
        for number in (1, 4, 5):
            rejection = desk.reject(make.follow_up(id, office.tag, at=then, **row(number)))
            assert rejection.code == "ROW_ALREADY_JUDGED"
    desk.accept(make.follow_up(id, office.tag, at=then + 2 * DAY_MS, **row(6)))
    history = desk.opportunity(id)
    assert (history.created_at_ms, history.last_follow_up_at_ms) == (then, then + 2 * DAY_MS)


# Rules


def published(document, reason="agreed in the sales meeting", **more):
    return make.command("publish_policy", document=document, reason=reason, **more)


def test_a_policy_that_contradicts_itself_is_refused(own_office, client):
    def broken(change):
        document = type(own_office.policy)()
        document.CopyFrom(own_office.policy)
        change(document)
        return document

    def weights(d):
        d.health.frequency_weight += 1

    def no_stages(d):
        d.ClearField("stages")

    def twice(d):
        d.stages.append(d.stages[0])

    def prior(d):
        d.grades[0].win_prior_ppm = 1_000_001

    def tags(d):
        d.feedback_tags.append(d.feedback_tags[0])

    def falling(d):
        d.stages[-1].odds_permille = 1

    with nothing_recorded(client):
        for change in (weights, no_stages, twice, prior, tags, falling):
            rejection = client.reject(published(broken(change)))
            assert rejection.code == "BAD_POLICY", change.__name__
            explains(rejection)
        assert client.reject(published(own_office.policy, reason="")).code == "REASON_REQUIRED"
        assert client.reject(
            published(own_office.policy, effective_from_ms=make.now_ms() - DAY_MS)
        ).code == "RETROACTIVE_POLICY"


def test_strict_grading_refuses_an_unsupported_a_and_only_from_then_on(own_office, client):
    id = own_office.opportunity(client)
    client.accept(make.grade(id, "A", basis=make.basis(budget=False)))
    assert "grade-unsupported" in client.opportunity(id).flags
    strict = type(own_office.policy)()
    strict.CopyFrom(own_office.policy)
    strict.strict_grade_a = True
    client.accept(published(strict))
    assert client.ask("policy").policy.version == 2
    other = own_office.opportunity(client)
    rejection = client.reject(make.grade(other, "A", basis=make.basis(budget=False)))
    assert rejection.code == "GRADE_UNSUPPORTED"
    explains(rejection)
    client.accept(make.grade(other, "A"))
    assert client.opportunity(id).grade == values.GRADE_A
