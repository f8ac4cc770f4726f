"""The auditor's questions: the life of a deal, two moments compared, why a number, alerts of a day."""

import json
import random

import pytest

import make
import oracle
import pastfold
from conftest import Homes, Office
from make import DAY_MS, HOUR_MS
from oppdaemon import run
from oppschema import record as records, values

OFFSET_MS = 8 * HOUR_MS  # where the organisation is
STAGES = range(values.STAGE_CONTACT, values.STAGE_CLOSING + 1)


def iso(ms: int) -> str:
    import datetime
    moment = datetime.datetime.fromtimestamp(ms // 1000, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S") + f".{ms % 1000:03}Z"


def date(ms: int) -> str:
    """The day where the organisation is."""
    return iso(ms + OFFSET_MS)[:10]


def history(office, client, start: int, days: int):
    """Imported history: eight deals, worked at random for so many days."""
    dice, rows = random.Random(5), iter(range(1, 10_000))

    def told(at, name, *arguments, **more):
        row = values.ImportRow(batch_id="old-crm", row=next(rows), part=1)
        return client.submit(
            getattr(make, name)(*arguments, at=at, actor=make.IMPORT, row=row, **more))
    told(start, "command", "set_quiet_period", customer_id="c-quiet", scope="QUIET_SCOPE_ALL_CONTACT",
         from_ms=start + 10 * DAY_MS, until_ms=start + 14 * DAY_MS, reason="stocktaking")
    # A later one must not hide the first from a question about its days.
    told(start + 20 * DAY_MS, "command", "set_quiet_period", customer_id="c-quiet",
         scope="QUIET_SCOPE_ALL_CONTACT", from_ms=start + 20 * DAY_MS,
         until_ms=start + 22 * DAY_MS, reason="again")
    tags = [tag.code for tag in office.policy.feedback_tags]
    moments = sorted(start + dice.randrange(days * DAY_MS) for _ in range(days * 6))
    for place, at in enumerate(moments):
        id = f"d-{dice.randrange(8)}"
        turn = dice.randrange(14) if place > 8 else 0
        if turn < 2:
            told(at, "create", id, "c-quiet" if id < "d-3" else office.customer, office.ann,
                 amount=dice.randrange(1, 10 ** 8), grade=dice.choice([0, 1, 2, 3]),
                 grade_basis=make.basis(budget=dice.random() < .7), stage=dice.choice([0, 1, 2, 6]))
        elif turn < 6:
            planned = {} if dice.random() < .6 else {
                "next_due_at_ms": at + dice.randint(1, 9 * 24) * HOUR_MS,
                "promised_feedback_at_ms": at + dice.randint(1, 9 * 24) * HOUR_MS}
            told(at, "follow_up", id, dice.choice(tags), **planned)
        elif turn < 9:
            now = pastfold.Deal()
            found = client.ask("opportunities").opportunities
            now = next((row.stage for row in found if row.opportunity_id == id), 1)
            told(at, "move", id, now, dice.choice([s for s in STAGES if s != now]))
        elif turn == 9:
            told(at, "grade", id, dice.choice("ABC"), basis=make.basis(budget=dice.random() < .5))
        elif turn == 10:
            told(at, "reassign", id, dice.choice([office.ann, office.bob]))
        elif turn == 11:
            told(at, "revise", id, dice.randrange(1, 10 ** 8))
        elif turn == 12 and dice.random() < .6:
            told(at, "lose", id, office.loss_reason)
        elif turn == 13:
            told(at, "plan", id, at + dice.randint(1, 20) * DAY_MS)
        else:
            told(at, "reopen", id)


@pytest.fixture(scope="module")
def told():
    """A stopped ledger of forty imported days and one of its own, and the oracle's reading of it."""
    homes = Homes()
    try:
        daemon = homes.daemon().start()
        office = Office(daemon)
        start = (make.now_ms() - 40 * DAY_MS) // DAY_MS * DAY_MS
        with daemon.client() as client:
            client.accept(make.customer("c-quiet"))
            history(office, client, start, 38)
            id = office.opportunity(client, id="o-1", amount=500_00, grade=values.GRADE_A,
                                    grade_basis=make.basis())
            before = make.now_ms()
            late = client.accept(make.follow_up(
                id, office.tag, at=before - 5 * DAY_MS, backfill_reason="the phone was lost"))
            client.accept(make.revise(id, 900_00))
            client.accept(make.command(
                "correct_record", opportunity_id=id, version=3, path="new.minor_units",
                corrected="80000", reason="a slip"))
            client.accept(make.command(
                "open_task", task_id="t-1", title="test bench", team_id=office.team,
                due_at_ms=make.now_ms() + DAY_MS, opportunity_id=id))
            client.accept(make.follow_up(
                id, office.tag, actor=values.Actor(kind=values.Actor.KIND_USER, id=office.ann)))
            client.accept(make.command("complete_task", task_id="t-1", result="done"))
            client.accept(make.command(
                "request_approval", approval_id="ap-1", kind="APPROVAL_KIND_DISCOUNT",
                opportunity_id=id, note="ten per cent"))
            client.accept(make.move(id, values.STAGE_CONTACT, values.STAGE_NEEDS))
            daemon.answers = {
                at: client.ask("opportunities", basis={"at_ms": at}).opportunities
                for at in (start + 8 * DAY_MS, start + 30 * DAY_MS, late.recorded_at_ms)}
            daemon.summed = {at: (
                client.ask("pipeline", basis={"at_ms": at}).pipeline,
                client.ask("forecast", basis={"at_ms": at}).forecast) for at in daemon.answers}
            daemon.timeline = {at: client.ask("timeline", opportunity_id="o-1", basis=basis).timeline
                               for at, basis in (("late", {"at_ms": late.recorded_at_ms}), ("now", None))}
        assert daemon.stop() == 0
        daemon.start_ms, daemon.late = start, late
        daemon.log = list(oracle.read_ledger(daemon.data).parsed())
        daemon.policy = office.policy
        daemon.office = office
        yield daemon
    finally:
        homes.end()


def asked(ledger, command, *options, code=0):
    done = run("oppreplay", command, ledger.data, *options, "--format", "json", check=code)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


# The life of one thing


def test_a_life_has_its_records_and_what_belongs_to_it(told):
    got = asked(told, "timeline", "--opportunity", "o-1")
    expected = [r.position for r in told.log if (
        r.stream_id in ("o-1", "t-1", "ap-1") or r.task_opened.opportunity_id == "o-1")]
    assert [row["position"] for row in got] == expected and len(got) == 9
    assert [row["position"] for row in got if row["stream"] == "opportunity:o-1"] == [
        records.Record.FromString(bytes).position for bytes in told.timeline["now"]]
    by_position = {r.position: r for r in told.log}
    for row in got:
        record = by_position[row["position"]]
        assert row["recorded_at_ms"] == record.recorded_at_ms
        assert row["occurred_at_ms"] == record.occurred_at_ms
        assert row["delay_ms"] == record.recorded_at_ms - record.occurred_at_ms
        assert row["actor"].split(":")[1] == record.actor.id and row["peer_uid"] == record.peer_uid
    late, = (row for row in got if row["backfilled"])
    assert late["backfill_reason"] == "the phone was lost" and late["event"] == "follow-up-logged"
    assert not any(row["imported"] for row in got)


def test_a_correction_stands_beside_what_it_corrects(told):
    got = asked(told, "timeline", "--opportunity", "o-1")
    original, = (row for row in got if row["corrections"])
    correction, = (row for row in got if row["corrects_position"])
    assert original["event"] == "amount-revised"
    assert correction["corrects_position"] == original["position"]
    said, = original["corrections"]
    assert (said["position"], said["corrected"], said["reason"]) == (
        correction["position"], "80000", "a slip")
    for lang, words in (("zh", ("已更正", "补录", "80000")), ("en", ("Corrected", "Backfilled", "80000"))):
        table = run("oppreplay", "timeline", told.data, "--opportunity", "o-1", "--format", "table",
                    "--lang", lang, check=0).stdout.decode()
        assert all(word in table for word in words), table


@pytest.mark.parametrize("known", [False, True])
def test_a_life_as_of_any_moment_on_both_axes(told, known):
    for at in (told.start_ms + 9 * DAY_MS, told.start_ms + 31 * DAY_MS, told.late.recorded_at_ms - 1,
               told.late.recorded_at_ms, told.log[-1].recorded_at_ms):
        known_at = told.late.recorded_at_ms if known else None
        options = ("--as-of", iso(at), *(("--known-at", iso(known_at)) if known else ()))
        for id in ("d-1", "d-4", "o-1"):
            expected = [r.position for _, r in pastfold.chosen(told.log, at, known_at)
                        if r.stream_id == id or id == "o-1" and r.stream_id in ("t-1", "ap-1")]
            if any(r.stream_id == id for r in told.log if r.position in expected):
                got = asked(told, "timeline", "--opportunity", id, *options)
                assert [row["position"] for row in got] == expected
            else:
                done = run("oppreplay", "timeline", told.data, "--opportunity", id, *options)
                assert done.returncode == 1 and b"NOT_FOUND" in done.stderr or b"BEFORE_LEDGER" in done.stderr


def test_lives_of_a_customer_and_of_a_user(told):
    of_quiet = {"d-0", "d-1", "d-2"}
    got = asked(told, "timeline", "--customer", "c-quiet")
    assert [row["position"] for row in got] == [
        r.position for r in told.log if r.stream_id == "c-quiet" or r.stream_id in of_quiet]
    for user in (told.office.ann, told.office.bob):
        assert [row["position"] for row in asked(told, "timeline", "--user", user)] == [
            r.position for r in told.log if user in (
                r.stream_id, r.opportunity_created.owner_id, r.opportunity_reassigned.to_owner_id,
                r.opportunity_reassigned.from_owner_id)
            or (r.actor.kind, r.actor.id) == (values.Actor.KIND_USER, user)]


# Two moments compared


def test_the_difference_is_that_of_the_daemons_answers(told):
    a, b, _ = told.answers
    old = {row.opportunity_id: row for row in told.answers[a]}
    expected = {}
    for new in told.answers[b]:
        was, changes = old.get(new.opportunity_id), []
        closed = new.status != values.STATUS_OPEN
        if was is None:
            changes = ["created"] + ["closed"] * closed
        else:
            if was.status != new.status:
                changes.append("closed" if closed else "reopened")
            for change, field in (
                    ("reassigned", "owner_id"), ("moved", "stage"), ("regraded", "grade"),
                    ("amount", "amount"), ("expected-close", "expected_close_day")):
                if getattr(was, field) != getattr(new, field):
                    changes.append(change)
            chances = was.win_probability_ppm, new.win_probability_ppm
            if all(chances) and chances[0] != chances[1]:
                changes.append("win-probability")
        if changes:
            expected[new.opportunity_id] = changes
    got = asked(told, "diff", iso(a), iso(b), "--view", "opportunities")
    assert {row["opportunity_id"]: row["changes"] for row in got} == expected and len(expected) > 4
    assert len({change for changes in expected.values() for change in changes}) > 4
    for row in got:
        was, new = old.get(row["opportunity_id"]), next(
            r for r in told.answers[b] if r.opportunity_id == row["opportunity_id"])
        assert row["amount_after"]["minor_units"] == new.amount.minor_units
        assert row["win_probability_after_ppm"] == (new.win_probability_ppm or None)
        assert (row["amount_before"] or {}).get("minor_units") == (was and was.amount.minor_units)
        assert (row["from_ms"], row["as_of_ms"]) == (a, b)


def test_sums_and_their_differences_are_the_daemons(told):
    a, b, _ = told.answers
    (old_lines, old), (new_lines, new) = told.summed[a], told.summed[b]
    for row in asked(told, "diff", iso(a), iso(b), "--view", "stages"):
        for moment, lines in (("before", old_lines), ("after", new_lines)):
            line = next((one for one in lines if (
                values.Status.Name(one.status)[7:].lower() == row["status"]
                and (values.Stage.Name(one.stage)[6:].lower() if one.stage else None) == row["stage"])),
                None)
            assert row[f"count_{moment}"] == (line.count if line else 0)
            assert row[f"amount_{moment}"]["minor_units"] == (line.amount_minor if line else 0)
            assert row[f"weighted_{moment}"]["minor_units"] == (line.weighted_minor if line else 0)
        assert row["count_change"] == row["count_after"] - row["count_before"]
    row, = asked(told, "diff", iso(a), iso(b), "--view", "forecast")
    for moment, forecast in (("before", old), ("after", new)):
        line, = forecast.currencies
        assert row[f"open_count_{moment}"] == line.open_count
        assert row[f"expected_{moment}"]["minor_units"] == line.expected_minor
        assert row[f"wins_mean_{moment}"] == forecast.wins_mean
    steps = asked(told, "diff", iso(a), iso(b), "--view", "waterfall")
    state = run("oppreplay", "state", told.data, "--view", "waterfall", "--from", iso(a), "--as-of",
                iso(b), "--format", "json", check=0).stdout.splitlines()
    assert [(s["step"], s["count"], s["amount"]) for s in steps] == [
        (s["step"], s["count"], s["amount"]) for s in map(json.loads, state)]


def test_differences_of_one_owner_and_of_positions(told):
    a, b, _ = told.answers
    mine = asked(told, "diff", iso(a), iso(b), "--view", "opportunities", "--owner", told.office.bob)
    assert mine and all(
        told.office.bob in (row["owner_id_before"], row["owner_id_after"]) for row in mine)
    everything = asked(told, "diff", iso(a), iso(b), "--view", "opportunities")
    assert asked(told, "diff", iso(a), iso(b), "--view", "opportunities", "--team",
                 told.office.team) == everything
    created = next(r.position for r in told.log if r.stream_id == "o-1")
    one, = asked(told, "diff", f"#{created - 1}", f"#{created}", "--view", "opportunities")
    assert (one["opportunity_id"], one["changes"]) == ("o-1", ["created"])


def test_one_opportunity_field_by_field(told):
    revised = next(r.position for r in told.log if r.WhichOneof("event") == "amount_revised"
                   and r.stream_id == "o-1")
    rows = {row["field"]: row for row in asked(
        told, "diff", str(revised - 1), str(revised), "--opportunity", "o-1")}
    assert rows["amount"]["before"]["minor_units"] == 500_00
    assert rows["amount"]["after"]["minor_units"] == 900_00
    assert (rows["version"]["before"], rows["version"]["after"]) == (2, 3)
    # Between the two some milliseconds went by.
    assert set(rows) - {"due.overdue"} == {"amount", "version"}, rows
    fresh = asked(told, "diff", "1", str(revised), "--opportunity", "o-1")
    assert {"opportunity_id", "stage", "health.total"} <= {row["field"] for row in fresh}
    table = run("oppreplay", "diff", told.data, "1", str(revised), "--opportunity", "o-1",
                "--format", "table", "--lang", "zh", check=0).stdout.decode()
    assert "之前" in table and "健康度" in table


# Why a number is what it is


def quiet_of(told, deal, at, known_at=None):
    """The quiet period of its customer that had been told of last; all of them are imported."""
    spans = [r.quiet_period_set for r in told.log
             if r.stream_id == deal.customer and r.WhichOneof("event") == "quiet_period_set"
             and r.occurred_at_ms <= at and (known_at is None or r.recorded_at_ms <= known_at)]
    return (spans[-1].from_ms, spans[-1].until_ms) if spans else None


def test_every_number_has_its_reasons(told):
    checked = silent = suspended = 0
    for day in range(3, 40, 5):
        at = told.start_ms + day * DAY_MS + 7
        found = pastfold.deals(told.log, at)
        for id in sorted(found):
            deal, quiet = found[id], None
            quiet = quiet_of(told, deal, at)
            rows = asked(told, "why", id, iso(at))
            why = {row["reason_of"]: row for row in rows}
            by = {name: [event["position"] for event in row["events"]] for name, row in why.items()}
            assert by["stage"] == [deal.by["stage"]] and by["amount"] == [deal.by["amount"]]
            assert by["owner"] == [deal.by["owner"]] and by["grade"] == [deal.by["grade"]]
            assert why["amount"]["value"]["minor_units"] == deal.amount
            assert why["grade"]["inputs"]["grade_supported"] == deal.supported
            card, = (json.loads(line) for line in run(
                "oppreplay", "state", told.data, "--opportunity", id, "--as-of", iso(at), "--format",
                "json", check=0).stdout.splitlines())
            if deal.status != values.STATUS_OPEN:
                assert "health" not in why and card["health"] is None
                continue
            checked += 1
            talk = {deal.by.get("talk", deal.by["creation"])} | {
                deal.by[k] for k in ("reopening",) if k in deal.by}
            parts, total = deal.health(at, told.policy)
            for name, part in zip(("frequency", "feedback", "stage"), parts):
                assert abs(why[f"health-{name}"]["value"] - part) < .006
            assert abs(why["health"]["value"] - total) <= .5000001
            assert why["health"]["value"] == card["health"]["total"]
            assert set(by["health-frequency"]) == talk and by["health-stage"] == by["stage"]
            prior, staged, chance = deal.chances(at, told.policy, quiet)
            assert abs(why["grade-prior"]["value_ppm"] - prior) <= 1
            assert abs(why["stage-odds"]["value_ppm"] - staged) <= 1
            assert abs(why["win-probability"]["value_ppm"] - chance) <= 1
            assert why["win-probability"]["value_ppm"] == card["win_probability_ppm"]
            silent += chance != staged
            looked = [(row["rule"], row["value_ms"]) for row in rows
                      if row["reason_of"] == "due-candidate"]
            assert sorted(looked) == sorted(deal.due_rules(at, told.policy, quiet))
            assert why["due-at"]["value_ms"] == min(when for _, when in looked)
            assert why["due-at"]["value_ms"] == card["due"]["due_at_ms"]
            assert why["due-at"]["rule"] == card["due"]["rule"]
            suspended += "suspended" in why
            for flag in ("red", "stalled", "at-risk", "elimination-advised"):
                assert why[flag]["value"] == (flag in card["flags"]), (flag, card)
            up = deal.alerts(at, told.policy, quiet)
            assert why["red"]["value"] == ("follow-up-red" in up)
    assert checked > 30 and silent and suspended, (checked, silent, suspended)


def test_why_says_it_in_both_languages_and_as_csv(told):
    for lang, words in (("zh", ("健康度：跟进频率得分", "等级跟进周期", "商机")), ("en", ("Health: frequency", "policy:"))):
        text = run("oppreplay", "why", told.data, "o-1", "--format", "table", "--lang", lang,
                   check=0).stdout.decode()
        assert any(word in text for word in words), text
    rows = run("oppreplay", "why", told.data, "o-1", "--format", "csv", check=0).stdout
    assert rows.startswith(b"opportunity_id,reason_of,value") and rows.count(b"\n") > 20


# Alerts of a day


def seen(told, start, end, known_at=None):
    """{(opportunity, kind, since)}: what is up at any moment of [start, end], by looking at each one at
    which that can change; what is up at the beginning, and what still is at the end."""
    log = list(pastfold.chosen(told.log, end, known_at))
    moments = {start, end} | {
        moment for time, r in log if start <= time <= end for moment in (time - 1, time)
        if moment >= start}
    moments |= {moment for r in told.log if r.WhichOneof("event") == "quiet_period_set"
                for at in (r.quiet_period_set.from_ms, r.occurred_at_ms)
                for moment in (at - 1, at) if start <= moment <= end}
    up, first, last = set(), None, set()
    for moment in sorted(moments):
        last = set()
        for id, deal in pastfold.deals(told.log, moment, known_at).items():
            quiet = quiet_of(told, deal, moment, known_at)
            last |= {(id, kind, since)
                     for kind, since in deal.alerts(moment, told.policy, quiet).items()}
        up |= last
        first = last if first is None else first
    return up, first, last


def test_alerts_of_every_day_are_those_of_an_independent_reading(told):
    kinds, ended = set(), 0
    for day in range(2, 39, 2):
        start = told.start_ms + day * DAY_MS - OFFSET_MS
        end = start + DAY_MS - 1
        up, first, last = seen(told, start, end)
        rows = asked(told, "alerts", "--on", date(start))
        got = {(row["opportunity_id"], row["kind"], row["since_ms"]) for row in rows}
        assert got == up, (day, got ^ up)
        assert {(row["opportunity_id"], row["kind"], row["since_ms"]) for row in rows
                if row["ended_at"] is None} == last
        assert {(row["opportunity_id"], row["kind"], row["since_ms"]) for row in rows
                if row["raised_at"] is None} == first
        assert all(start <= row["raised_at_ms"] <= end for row in rows if row["raised_at"])
        assert all(start <= row["ended_at_ms"] <= end for row in rows if row["ended_at"])
        assert all(row["as_of_ms"] == end for row in rows)
        kinds |= {kind for _, kind, _ in got}
        ended += sum(row["ended_at"] is not None for row in rows)
    assert len(kinds) == 8 and ended > 10, (kinds, ended)


def test_what_was_entered_late_raised_other_alerts_by_what_was_known(told):
    day = told.log[-1].recorded_at_ms - 4 * DAY_MS
    start = (day + OFFSET_MS) // DAY_MS * DAY_MS - OFFSET_MS
    known_at = told.log[-1].recorded_at_ms
    rows = asked(told, "alerts", "--on", date(day), "--known-at", iso(known_at))
    assert {(row["opportunity_id"], row["kind"], row["since_ms"]) for row in rows} == seen(
        told, start, start + DAY_MS - 1, known_at)[0]


def test_filters_of_alerts_choose_among_them(told):
    day = date(told.start_ms + 30 * DAY_MS)
    rows = asked(told, "alerts", "--on", day)
    for option, field in (("--opportunity", "opportunity_id"), ("--kind", "kind"),
                          ("--person", "owner_id")):
        for value in {row[field] for row in rows}:
            assert asked(told, "alerts", "--on", day, option, value) == [
                row for row in rows if row[field] == value]


def test_an_alert_that_was_answered_says_so_and_agrees_with_the_daemon(own_office, client):
    day = make.now_ms()
    row = iter(range(1, 99))

    def imported(id):
        client.accept(make.create(
            id, own_office.customer, own_office.ann, at=day - 20 * DAY_MS, actor=make.IMPORT,
            grade=values.GRADE_A, grade_basis=make.basis(),
            row=values.ImportRow(batch_id="b", row=next(row), part=1)))
    for id in ("seen", "put-off", "untouched"):
        imported(id)
    rows = [json.loads(line) for line in run(
        "oppreplay", "alerts", own_office.daemon.data, "--on", date(make.now_ms()), "--format",
        "json", check=0).stdout.splitlines()]
    up = {kind["kind"] for kind in rows if kind["opportunity_id"] == "untouched"}
    assert {"follow-up-due", "follow-up-red", "stagnation", "first-response"} == up
    for kind in ("first-response", "follow-up-due", "follow-up-red", "stagnation", "loss-risk",
                 "grade-anomaly", "sprint-missed", "promise-due"):
        result = client.submit(make.command(
            "acknowledge_alert", opportunity_id="seen", note="I call them",
            kind="ALERT_KIND_" + kind.replace("-", "_").upper()))
        assert result.HasField("receipt") == (kind in up), (kind, result)
    until = make.now_ms() + 2 * DAY_MS
    snoozed = client.accept(make.command(
        "snooze_alert", opportunity_id="put-off", kind="ALERT_KIND_STAGNATION", until_ms=until,
        reason="they are away"))
    followed = client.accept(make.follow_up("put-off", own_office.tag))
    rows = {(row["opportunity_id"], row["kind"]): row for row in (json.loads(line) for line in run(
        "oppreplay", "alerts", own_office.daemon.data, "--on", date(make.now_ms()), "--format",
        "json", check=0).stdout.splitlines())}
    for (id, kind), row in rows.items():
        assert (row["acknowledged_by"] == "integration:crm") == (id == "seen"), row
        assert (row["ended_at"] is not None) == (
            id == "put-off" and kind != "stagnation"), row
        if row["ended_at"]:
            assert [event["position"] for event in row["ended_by"]] == [followed.first_position]
    put_off = rows["put-off", "stagnation"]
    assert (put_off["snoozed_until_ms"], put_off["snoozed_position"]) == (
        until, snoozed.first_position)
    table = run("oppreplay", "alerts", own_office.daemon.data, "--on", date(make.now_ms()),
                "--format", "table", "--lang", "zh", check=0).stdout.decode()
    assert "已确认" in table and "暂缓至" in table


# Wrong questions


@pytest.mark.parametrize("arguments, code", [
    (("timeline", "--opportunity", "nobody"), "NOT_FOUND"),
    (("timeline", "--customer", "nobody"), "NOT_FOUND"),
    (("timeline", "--user", "nobody"), "NOT_FOUND"),
    (("timeline", "--opportunity", "o-1", "--as-of", "1999-01-01"), "BEFORE_LEDGER"),
    (("timeline", "--opportunity", "o-1", "--as-of", "2999-01-01"), "IN_FUTURE"),
    (("timeline", "--opportunity", "o-1", "--as-of", "#99999999"), "NOT_FOUND"),
    (("diff", "1999-01-01", "2999-01-01"), "IN_FUTURE"),
    (("diff", "1999-01-01", "2026-01-01"), "BEFORE_LEDGER"),
    (("diff", "#20", "#10"), "INVALID_RANGE"),
    (("diff", "2026-01-02", "2026-01-01"), "INVALID_RANGE"),
    (("diff", "#1", "#99999999"), "NOT_FOUND"),
    (("diff", "#1", "#20", "--owner", "nobody"), "NOT_FOUND"),
    (("diff", "#1", "#20", "--team", "nobody"), "NOT_FOUND"),
    (("diff", "#1", "#20", "--opportunity", "nobody"), "NOT_FOUND"),
    (("why", "nobody"), "NOT_FOUND"),
    (("why", "o-1", "1999-01-01"), "BEFORE_LEDGER"),
    (("why", "o-1", "2999-01-01"), "IN_FUTURE"),
    (("why", "o-1", "#99999999"), "NOT_FOUND"),
    (("alerts", "--on", "1999-01-01"), "BEFORE_LEDGER"),
    (("alerts", "--on", "2999-01-01"), "IN_FUTURE"),
    (("alerts", "--on", "today-1", "--opportunity", "nobody"), "NOT_FOUND"),
    (("alerts", "--on", "today-1", "--person", "nobody"), "NOT_FOUND"),
])
def test_what_cannot_be_answered_says_why(told, arguments, code):
    name, *rest = (date(make.now_ms() - DAY_MS) if a == "today-1" else a for a in arguments)
    done = run("oppreplay", name, told.data, *rest)
    assert done.returncode == 1 and not done.stdout
    assert done.stderr.decode().startswith(f"oppreplay: {code}: "), done.stderr


@pytest.mark.parametrize("arguments", [
    ("timeline",), ("timeline", "--opportunity", "o-1", "--user", "u-ann"),
    ("timeline", "--opportunity", "o-1", "--as-of", "yesterday"),
    ("timeline", "--opportunity", "o-1", "--known-at", "2026-01-01"),
    ("diff", "2026-01-01"), ("diff", "2026-01-01", "2026-02-30"), ("diff", "1", "2", "--view", "all"),
    ("diff", "1", "2", "--known-at", "2026-01-01"), ("why",), ("why", "o-1", "soon"),
    ("alerts",), ("alerts", "--on", "2026-02-30"), ("alerts", "--on", "#12"),
    ("alerts", "--on", "2026-01-01", "--kind", "red"),
])
def test_wrong_usage_ends_with_2(told, arguments):
    name, *rest = arguments
    done = run("oppreplay", name, told.data, *rest)
    assert done.returncode == 2 and done.stderr, done


@pytest.mark.parametrize("command", ["timeline", "diff", "why", "alerts"])
def test_help_teaches_with_examples(command):
    text = run("oppreplay", command, "--help", check=0).stdout.decode()
    assert "Examples:" in text and text.count(f"oppreplay {command} ") >= 4 and "IN_FUTURE" in text


def test_asking_changes_nothing(told):
    before = (told.data / "data.mdb").read_bytes()
    for question in (("timeline", "--opportunity", "o-1"), ("diff", "#1", "#20"), ("why", "o-1"),
                     ("alerts", "--on", date(make.now_ms()))):
        run("oppreplay", question[0], told.data, *question[1:], check=0)
    assert (told.data / "data.mdb").read_bytes() == before


def test_a_cut_file_is_a_verdict(told, folder):
    import shutil
    copy = folder / "copy"
    shutil.copytree(told.data, copy)
    whole = (copy / "data.mdb").read_bytes()
    (copy / "data.mdb").write_bytes(whole[:len(whole) // 2])
    for question in (("timeline", "--opportunity", "o-1"), ("diff", "#1", "#20"), ("why", "o-1"),
                     ("alerts", "--on", date(make.now_ms()))):
        done = run("oppreplay", question[0], copy, *question[1:])
        assert done.returncode > 0
        assert b"TRUNCATED" in done.stderr + done.stdout or b"DAMAGED" in done.stderr + done.stdout
