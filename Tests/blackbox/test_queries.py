"""Questions, against answers computed again in Python from the records themselves."""

import pytest

import make
import ledgerfold
from checks import nothing_recorded, refusal_code
from make import DAY_MS, HOUR_MS
from oppschema import record as record_schema
from oppschema import queries, values
from workload import work_of

CONTACT, QUOTED, NEGOTIATION = values.STAGE_CONTACT, values.STAGE_QUOTED, values.STAGE_NEGOTIATION
CLOSING, NEEDS = values.STAGE_CLOSING, values.STAGE_NEEDS
OWNER, TEAM = queries.PipelineQuery.GROUP_BY_OWNER, queries.PipelineQuery.GROUP_BY_TEAM


def all_records(client):
    head = client.status().head_position
    tail = client.open_tail(1, min(head, 65_536))
    stored = [bytes_ for _, bytes_ in client.tail_records(tail, head)]
    client.cancel_tail(tail)
    return [record_schema.Record.FromString(one) for one in stored]


@pytest.fixture(scope="module")
def busy_office(office):
    """The file's ledger after 600 random commands, and its records."""
    with office.daemon.client() as client:
        client.accept_all([make.team("t-below", office.team), make.user("u-cho", "t-below")])
        work = work_of(office, 5, "q", more_owners=["u-cho"])
        client.accept_all([work.next() for _ in range(600)])
        office.records = all_records(client)
    return office


def assert_row_is(row, one, customers):
    got = {
        "title": row.title, "customer": row.customer_id, "owner": row.owner_id,
        "customer name": row.customer_name, "status": row.status, "stage": row.stage,
        "grade": row.grade, "amount": (row.amount.minor_units, row.amount.currency),
        "close": row.expected_close_day if row.HasField("expected_close_day") else None,
        "pushes": row.push_count, "created": row.created_at_ms,
        "followed": row.last_follow_up_at_ms, "closed": row.closed_at_ms,
        "loss reason": row.loss_reason, "version": row.version, "follow-ups": row.follow_up_count,
    }
    expected = {
        "title": one.title, "customer": one.customer, "owner": one.owner,
        "customer name": customers[one.customer], "status": one.status, "stage": one.stage,
        "grade": one.grade, "amount": (one.amount, one.currency), "close": one.close_day,
        "pushes": one.push_count, "created": one.created_at,
        "followed": one.last_follow_up_at, "closed": one.closed_at,
        "loss reason": row.loss_reason if one.status == values.STATUS_OPEN else one.loss_reason,
        "version": one.version, "follow-ups": one.follow_ups,
    }
    assert got == expected, row.opportunity_id


def assert_answers_equal_the_fold(client, records, basis=None):
    state = ledgerfold.fold(records)
    answer = client.ask("opportunities", basis=basis)
    assert answer.position == state.position
    assert answer.policy_version == state.policy_version
    rows = {row.opportunity_id: row for row in answer.opportunities}
    assert list(rows) == sorted(state.opportunities)
    assert answer.total_rows == len(rows) == len(answer.opportunities)
    for id, row in rows.items():
        assert_row_is(row, state.opportunities[id], state.customers)
        if row.status == values.STATUS_OPEN:
            chance = state.win_chance(state.opportunities[id], answer.at_ms)
            assert abs(row.win_probability_ppm - chance * 1e6) <= 1, id
        else:
            assert row.win_probability_ppm == 0

    def pipeline(**more):
        return {
            (row.group_id, row.stage, row.status, row.currency): row
            for row in client.ask("pipeline", basis=basis, **more).pipeline if row.count}

    def same(rows, expected):
        assert rows.keys() == expected.keys()
        for key, (count, amount, weighted) in expected.items():
            row = rows[key]
            assert (row.count, row.amount_minor, row.saturated) == (count, amount, False), key
            assert abs(row.weighted_minor - weighted) <= count * (1 + amount / 1e6), key

    same(pipeline(), state.pipeline(answer.at_ms))
    same(pipeline(group_by=OWNER), state.pipeline(answer.at_ms, lambda one: one.owner))
    return state


def test_every_opportunity_and_pipeline_row_equals_the_fold(busy_office, desk):
    assert_answers_equal_the_fold(desk, busy_office.records)


@pytest.mark.parametrize("share", [0.1, 0.35, 0.5, 0.77, 0.99])
def test_the_past_by_position_equals_the_fold_of_the_first_records(busy_office, desk, share):
    position = int(len(busy_office.records) * share)
    assert_answers_equal_the_fold(
        desk, busy_office.records[:position], basis={"position": position})


def test_every_record_of_the_workload_fits_the_rules_in_force(busy_office):
    for record in busy_office.records[1:]:
        assert record.policy_version == 1
        assert record.actor.kind in (
            values.Actor.KIND_INTEGRATION, values.Actor.KIND_IMPORT, values.Actor.KIND_SYSTEM)


def test_a_timeline_is_the_stored_records_of_the_stream_in_order(busy_office, desk):
    streams = {}
    for record in busy_office.records:
        if record.stream_kind == record_schema.STREAM_KIND_OPPORTUNITY:
            streams.setdefault(record.stream_id, []).append(record.SerializeToString())
    for id, expected in list(streams.items())[:10]:
        answer = desk.ask("timeline", opportunity_id=id)
        assert [record_schema.Record.FromString(r).position for r in answer.timeline] == [
            record_schema.Record.FromString(r).position for r in expected]
        assert list(answer.timeline) == expected


def test_the_scope_of_an_owner_and_of_a_team(busy_office, desk):
    state = ledgerfold.fold(busy_office.records)
    everything = state.opportunities.values()
    for owner in (busy_office.ann, busy_office.bob, "u-cho"):
        rows = desk.ask("opportunities", owner_id=owner).opportunities
        assert {r.opportunity_id for r in rows} == {o.id for o in everything if o.owner == owner}
    for team in (busy_office.team, "t-below"):
        members = state.team_members(team)
        rows = desk.ask("opportunities", team_id=team).opportunities
        assert {r.opportunity_id for r in rows} == {o.id for o in everything if o.owner in members}
        total = sum(row.count for row in desk.ask("pipeline", team_id=team).pipeline)
        assert total == len(rows)
    assert len(state.team_members("t-below")) == 1 < len(state.team_members(busy_office.team))


def test_status_filters_and_limits(busy_office, desk):
    state = ledgerfold.fold(busy_office.records)
    for status in (values.STATUS_OPEN, values.STATUS_WON, values.STATUS_LOST,
                   values.STATUS_ARCHIVED):
        expected = sorted(o.id for o in state.opportunities.values() if o.status == status)
        answer = desk.ask("opportunities", status=status)
        assert [row.opportunity_id for row in answer.opportunities] == expected
        limited = desk.ask("opportunities", status=status, limit=2)
        assert [row.opportunity_id for row in limited.opportunities] == expected[:2]
        assert limited.total_rows == len(expected)


def test_the_same_question_at_the_same_basis_has_the_same_bytes(busy_office, desk):
    head = desk.status().head_position
    at = make.now_ms()
    for view in ("opportunities", "pipeline", "health", "due", "forecast", "grades", "policy"):
        bases = {"position": head, "at_ms": at}
        first = desk.ask(view, basis=bases).SerializeToString()
        with busy_office.daemon.client() as other:
            other.accept(make.team(make.fresh_id("t")))
            assert other.ask(view, basis=bases).SerializeToString() == first, view


def test_asking_writes_nothing(busy_office, desk):
    with nothing_recorded(desk):
        for view in ("opportunities", "pipeline", "health", "due", "forecast", "grades", "policy"):
            desk.ask(view)
        desk.ask("timeline", opportunity_id="q-1")
        desk.opportunity("q-1")


def test_the_forecast_is_the_exact_distribution(busy_office, desk):
    state = ledgerfold.fold(busy_office.records)
    answer = desk.ask("forecast")
    chances = [state.win_chance(o, answer.at_ms)
               for o in state.opportunities.values() if o.status == 1]
    assert_forecast(answer.forecast, chances)
    for currency in answer.forecast.currencies:
        mine = [o for o in state.opportunities.values() if o.currency == currency.currency]
        open_ones = [o for o in mine if o.status == values.STATUS_OPEN]
        won = [o for o in mine if o.status == values.STATUS_WON]
        assert (currency.open_count, currency.open_minor) == (
            len(open_ones), sum(o.amount for o in open_ones))
        assert (currency.won_count, currency.won_minor) == (len(won), sum(o.amount for o in won))
        expected = sum(state.win_chance(o, answer.at_ms) * o.amount for o in open_ones)
        assert abs(currency.expected_minor - expected) <= len(open_ones) + currency.open_minor / 1e6


def assert_forecast(forecast, chances):
    distribution = ledgerfold.poisson_binomial(chances)
    assert forecast.open_count == len(chances)
    assert abs(forecast.wins_mean - sum(chances)) < 1e-4
    assert abs(forecast.wins_deviation - ledgerfold.deviation(chances)) < 1e-4
    assert (forecast.wins_p10, forecast.wins_p50, forecast.wins_p90) == tuple(
        ledgerfold.quantile(distribution, level) for level in (0.1, 0.5, 0.9))
    assert forecast.at_least_ppm
    for offset, ppm in enumerate(forecast.at_least_ppm):
        exact = sum(distribution[forecast.first_k + offset:])
        assert abs(ppm - exact * 1e6) <= 50, forecast.first_k + offset
        assert 1_000 <= ppm <= 999_000


def test_the_forecast_example_of_the_specification(own_office, client):
    """12 A + 20 B + 18 C at first contact: 15.3 wins, P10/P50/P90 12/15/19 (SPEC 4)."""
    grades = [values.GRADE_A] * 12 + [values.GRADE_B] * 20 + [values.GRADE_C] * 18
    client.accept_all([
        make.create(f"o-{i}", own_office.customer, own_office.ann, grade=grade,
                    grade_basis=make.basis()) for i, grade in enumerate(grades)])
    forecast = client.ask("forecast").forecast
    assert forecast.open_count == 50
    assert round(forecast.wins_mean, 6) == 15.3
    assert round(forecast.wins_deviation, 3) == 2.752
    assert (forecast.wins_p10, forecast.wins_p50, forecast.wins_p90) == (12, 15, 19)
    at_least = {forecast.first_k + i: ppm for i, ppm in enumerate(forecast.at_least_ppm)}
    for wins, chance in {10: .9849, 12: .9189, 13: .8465, 14: .7419, 15: .6105, 18: .2101}.items():
        assert round(at_least[wins] / 1e6, 4) == chance
    assert_forecast(forecast, [.7] * 12 + [.3] * 20 + [.05] * 18)


@pytest.mark.parametrize("letter, expected", [
    ("A", [700_000, 728_500, 752_100, 777_800, 823_500, 903_200]),
    ("B", [300_000, 330_100, 357_800, 391_300, 461_500, 631_600]),
    ("C", [50_000, 57_100, 64_000, 73_200, 95_200, 173_900]),
])
def test_win_chances_by_grade_and_stage_as_specified(office, desk, letter, expected):
    for stage, ppm in enumerate(expected, start=1):
        id = office.opportunity(
            desk, stage=stage, grade=values.Grade.Value(f"GRADE_{letter}"),
            grade_basis=make.basis())
        assert round(desk.opportunity(id).win_probability_ppm, -2) == ppm, stage


# Clocks and health: history is written with its own dates, the question asked for now.


class Past:
    """Opportunities that began in the past, entered late with a reason."""

    def __init__(self, office, client):
        self.office, self.client, self.now = office, client, make.now_ms()
        positive, neutral = (next(
            t.code for t in office.policy.feedback_tags
            if t.sentiment == sentiment and not t.contradicts_grade_a)
            for sentiment in (values.SENTIMENT_POSITIVE, values.SENTIMENT_NEUTRAL))
        self.tags = {"positive": positive, "neutral": neutral}

    def opportunity(self, letter: str, stage: int, days: float, *, stage_days: float | None = None,
                    follow: str | None = None, **follow_fields) -> str:
        """Graded, at the stage; created or last followed up `days` ago."""
        late = {"backfill_reason": "entered from paper"}
        id = make.fresh_id("past")
        born = self.now - int((stage_days or days) * DAY_MS)
        self.client.accept(make.create(
            id, self.office.customer, self.office.ann, stage=stage, at=born,
            grade=values.Grade.Value(f"GRADE_{letter}"), grade_basis=make.basis(), **late))
        if follow:
            self.client.accept(make.follow_up(
                id, self.tags[follow], at=self.now - int(days * DAY_MS), **late, **follow_fields))
        return id

    def row(self, id: str, at: int | None = None):
        """As all that is recorded now stands at the instant `at`; a moment from now if not given."""
        return self.client.opportunity(
            id, basis={"position": self.client.status().head_position,
                       "at_ms": at or self.now + 60_000})


@pytest.fixture
def past(office, desk):
    return Past(office, desk)


@pytest.mark.parametrize("letter, stage, days, follow, total", [
    ("A", QUOTED, 1, "positive", 90),   # SPEC 3.6: the brief's first example
    ("B", NEEDS, 14, "neutral", 40),    # and its second
])
def test_health_of_the_examples(past, letter, stage, days, follow, total):
    health = past.row(past.opportunity(letter, stage, days, follow=follow)).health
    assert health.total == total
    assert health.silent_days == days


def test_health_of_a_dead_c_is_25(past, office, desk):
    """No follow-up for two months, neutral at last, needs: F 0, B 50, S 33 (SPEC 3.6)."""
    health = past.row(past.opportunity("C", CONTACT, 70, follow="neutral")).health
    assert (health.frequency, health.feedback, health.total) == (0, 50, 25)
    assert health.elimination_advised and health.days_without_progress == 70


def test_health_total_is_the_weighted_mean_of_its_parts(busy_office, desk):
    state = ledgerfold.fold(busy_office.records)
    rules = state.policy.health
    points = {
        values.SENTIMENT_POSITIVE: rules.positive_points,
        values.SENTIMENT_NEUTRAL: rules.neutral_points,
        values.SENTIMENT_OBJECTION: rules.objection_points,
        values.SENTIMENT_DEFERRAL: rules.deferral_points,
        values.SENTIMENT_NEGATIVE: rules.negative_points}
    answer = desk.ask("health", basis={"position": len(busy_office.records),
                                       "at_ms": make.now_ms()})
    rows = {row.opportunity_id: row for row in answer.health}
    assert set(rows) == {o.id for o in state.opportunities.values() if o.status == 1}
    assert [row.total for row in answer.health] == sorted(row.total for row in answer.health)
    for id, row in rows.items():
        one = state.opportunities[id]
        frequency = ledgerfold.frequency_points(
            ledgerfold.silent_days(one, answer.at_ms), ledgerfold.cadence_days(state, one))
        feedback = points[one.sentiment or values.SENTIMENT_NEUTRAL]
        stage = ledgerfold.stage_points(one)
        total = (rules.frequency_weight * frequency + rules.feedback_weight * feedback
                 + rules.stage_weight * stage) / 100
        assert abs(row.frequency - frequency) <= 1, id
        assert row.feedback == feedback, id
        assert abs(row.stage - stage) <= 1, id
        assert abs(row.total - total) <= 1, id


CLOCKS = [
    # grade, stage, days silent: due, red (SPEC 4, clocks)
    ("A", NEEDS, 10, True, True),
    ("A", NEEDS, 4, True, False),
    ("B", NEEDS, 8, True, True),
    ("C", NEEDS, 10, False, False),
    ("C", NEEDS, 16, True, True),
    ("A", CLOSING, 2, True, True),
]


@pytest.mark.parametrize("letter, stage, days, due, red", CLOCKS)
def test_clocks_of_the_specification(past, letter, stage, days, due, red):
    id = past.opportunity(letter, stage, days, follow="neutral")
    row = past.row(id).due
    assert (row.overdue_ms >= 0, row.red) == (due, red), row
    assert row.due_at_ms + row.overdue_ms == past.now + 60_000
    if stage == CLOSING:
        assert "department-head" in row.notify
    elif red:
        assert {"owner", "manager"} <= set(row.notify)
        assert "red" in past.row(id).flags


def test_the_due_list_names_what_is_due_and_not_what_is_not(past, office, desk):
    due = past.opportunity("A", NEEDS, 4, follow="neutral")
    fine = past.opportunity("C", NEEDS, 10, follow="neutral")
    rows = {r.opportunity_id for r in desk.ask("due").due}
    assert due in rows and fine not in rows
    soon = {r.opportunity_id for r in desk.ask("due", within_hours=24 * 6).due}
    assert {due, fine} <= soon


def test_a_stage_stalls_after_fourteen_days(past):
    stalled = past.opportunity("C", NEEDS, 1, stage_days=15, follow="neutral")
    moving = past.opportunity("C", NEEDS, 1, stage_days=13, follow="neutral")
    assert past.row(stalled).due.stalled and "stalled" in past.row(stalled).flags
    assert "supervisor" in past.row(stalled).due.notify
    assert not past.row(moving).due.stalled


def test_a_promise_is_due_two_days_before(past):
    promised = past.now + 47 * HOUR_MS
    id = past.opportunity("C", NEEDS, 1, follow="neutral", promised_feedback_at_ms=promised)
    row = past.row(id).due
    assert (row.rule, row.due_at_ms) == ("promised-feedback", promised - 48 * HOUR_MS)
    assert row.overdue_ms == HOUR_MS + 60_000


def test_a_planned_next_step_suspends_red(past):
    planned = past.now + 5 * DAY_MS
    id = past.opportunity("A", NEEDS, 10, follow="neutral", next_due_at_ms=planned)
    row = past.row(id).due
    assert not row.red and row.suspended_until_ms == planned
    assert past.row(id, at=planned + 8 * DAY_MS).due.red


def test_a_late_record_never_erases_a_flag_that_was_up(past, desk):
    """Bitemporal (SPEC 4): as the ledger stood then the flag was up, whatever was told later."""
    id = past.opportunity("A", NEEDS, 10, follow="neutral")
    before = desk.status().head_position
    assert past.row(id).due.red
    desk.accept(make.follow_up(id, past.tags["positive"], at=past.now - 2 * DAY_MS))
    assert not past.row(id).due.red
    told_before = desk.opportunity(
        id, basis={"position": before, "at_ms": past.now + 60_000})
    assert told_before.due.red and told_before.follow_up_count == 1


def test_known_at_keeps_what_was_told_later_out(office, desk):
    id = office.opportunity(desk)
    receipt = desk.accept(make.follow_up(id, office.tag))
    told = receipt.recorded_at_ms
    while (late := desk.accept(make.follow_up(
            id, office.tag, at=told - HOUR_MS))).recorded_at_ms <= told:
        pass  # the clock must have moved on by a millisecond
    then = desk.opportunity(id, basis={"at_ms": told, "known_at_ms": told})
    assert then.follow_up_count < desk.opportunity(id).follow_up_count
    now_known = desk.opportunity(
        id, basis={"at_ms": told, "known_at_ms": late.recorded_at_ms})
    assert now_known.follow_up_count > then.follow_up_count


def test_a_reassignment_changes_the_owner_and_nothing_else(past, office, desk):
    """The regression of SPEC 5: stage, grade, dwell, follow-ups and dates stay."""
    id = past.opportunity("A", NEGOTIATION, 3, stage_days=9, follow="positive")
    before = past.row(id)
    desk.accept(make.reassign(id, office.bob))
    after = past.row(id)
    assert (after.owner_id, after.version) == (office.bob, before.version + 1)
    for row in (before, after):
        for owned in (row, row.health, row.due):
            owned.owner_id = ""
        row.version = 0
    assert after == before


def test_reopening_keeps_the_loss_reason_in_the_history(office, desk):
    id = office.opportunity(desk)
    desk.accept(make.lose(id, office.loss_reason))
    desk.accept(make.reopen(id))
    kinds = [record_schema.Record.FromString(r).WhichOneof("event")
             for r in desk.ask("timeline", opportunity_id=id).timeline]
    assert kinds == ["opportunity_created", "opportunity_lost", "opportunity_reopened"]


def test_a_tag_against_grade_a_is_flagged(office, desk):
    id = office.opportunity(desk, grade=values.GRADE_A, grade_basis=make.basis())
    tag = next(t.code for t in office.policy.feedback_tags if t.contradicts_grade_a)
    desk.accept(make.follow_up(id, tag))
    assert "grade-contradicted" in desk.opportunity(id).flags


# Questions that cannot be answered


def test_unknown_things_are_not_found(office, desk):
    for view in ("opportunity", "timeline"):
        assert refusal_code(desk.ask, view, opportunity_id="o-none") == "NOT_FOUND"
    assert refusal_code(desk.ask, "policy", version=99) == "NOT_FOUND"


def test_bases_that_cannot_be_are_named(office, desk):
    head = desk.status().head_position
    assert refusal_code(desk.ask, "pipeline", basis={"position": head + 1000}) in (
        "NOT_FOUND", "INVALID_QUERY")
    query = queries.Query()
    assert refusal_code(desk.query, query) in ("INVALID_QUERY", "MALFORMED_FRAME")


def test_before_everything_there_was_nothing(office, desk):
    office.opportunity(desk)
    for at in (-5, 1):
        assert not desk.ask("opportunities", basis={"at_ms": at}).opportunities


def test_a_position_that_never_comes_is_lagging(office, desk):
    query = queries.Query(at_least_position=desk.status().head_position + 10, wait_seconds=1)
    query.pipeline.SetInParent()
    assert refusal_code(desk.query, query) == "LAGGING"


def test_a_client_reads_its_own_writes(office, desk):
    id = office.opportunity(desk)
    for count in range(1, 101):
        receipt = desk.accept(make.follow_up(id, office.tag))
        row = desk.opportunity(id, at_least=receipt.last_position)
        assert row.follow_up_count == count


def test_large_answers_come_in_whole_pages(own_office, client):
    ids = [f"o-{index:05}" for index in range(6000)]
    client.accept_all([
        make.create(id, own_office.customer, own_office.ann, title="长" * 200) for id in ids])
    answer = client.ask("opportunities")
    assert [row.opportunity_id for row in answer.opportunities] == ids
    assert client.pages > 1
