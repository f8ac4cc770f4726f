"""Chances that fall with silence, honesty of grades, wins by a day, and the waterfall (SPEC 4)."""

import datetime
import json

import pytest

import make
from make import DAY_MS
from conftest import judged
from checks import refusal_code
from oppdaemon import run
from oppschema import queries, values

GRADES = {"A": values.GRADE_A, "B": values.GRADE_B, "C": values.GRADE_C}
LATE = {"backfill_reason": "entered from paper"}


def ctl(office, *arguments, check=0) -> bytes:
    return run("oppctl", *arguments, check=check, socket=office.daemon.socket).stdout


def rows(output: bytes) -> list[dict]:
    return [json.loads(line) for line in output.decode().splitlines()]


def iso(ms: int) -> str:
    moment = datetime.datetime.fromtimestamp(ms // 1000, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S") + f".{ms % 1000:03}Z"


def publish_silence(client, days: int, odds_ppm: int):
    document = client.ask("policy").policy.document
    document.win_odds.silence_days, document.win_odds.silence_odds_ppm = days, odds_ppm
    return client.accept(make.command("publish_policy", document=document, reason="silence counts"))


@pytest.mark.parametrize("letter, expected", [("A", 500_000), ("B", 155_172), ("C", 22_059)])
def test_fourteen_silent_days_multiply_the_odds_by_three_sevenths(
        own_office, client, letter, expected):
    publish_silence(client, 0, 0)
    now = make.now_ms()
    silent, heard, planned = (make.fresh_id(name) for name in ("silent", "heard", "planned"))
    for id in (silent, heard, planned):
        client.accept(make.create(
            id, own_office.customer, own_office.ann, grade=GRADES[letter],
            grade_basis=make.basis(), at=now - 15 * DAY_MS, **LATE))
    client.accept(make.follow_up(heard, own_office.tag, at=now - DAY_MS))
    client.accept(make.follow_up(
        planned, own_office.tag, at=now - 15 * DAY_MS, next_due_at_ms=now - 10 * DAY_MS, **LATE))
    prior = client.opportunity(silent).win_probability_ppm
    before = client.ask("forecast").forecast
    receipt = publish_silence(client, 14, 428_571)
    chances = {id: client.opportunity(id).win_probability_ppm for id in (silent, heard, planned)}
    assert chances == {silent: expected, heard: prior, planned: prior}
    assert "silent" in client.opportunity(silent).flags
    assert "silent" not in client.opportunity(heard).flags
    forecast = client.ask("forecast").forecast
    assert [(row.silent, row.count) for row in forecast.grades] == [(False, 2), (True, 1)]
    assert abs(forecast.wins_mean - (2 * prior + expected) / 1e6) < 1e-6
    amounts = client.ask("pipeline").pipeline[0]
    assert amounts.weighted_minor == sum(round(100_00 * p / 1e6) for p in (prior, prior, expected))
    # The past keeps the rules it had.
    then = client.ask("forecast", basis={"position": receipt.first_position - 1})
    assert then.forecast.wins_mean == before.wins_mean
    card = ctl(own_office, "opportunity", silent, "--lang", "zh", "--format", "table").decode()
    assert "久未联系" in card


def test_thirty_per_cent_of_twenty_a_won_is_too_loose(own_office, client):
    ids = [make.fresh_id("a") for _ in range(20)]
    client.accept_all([make.create(
        id, own_office.customer, own_office.ann, grade=values.GRADE_A,
        grade_basis=make.basis()) for id in ids])
    client.accept_all([make.win(id) for id in ids[:6]])
    client.accept_all([make.lose(id, own_office.loss_reason) for id in ids[6:19]])
    row, = client.ask("grades").grades
    assert (row.grade, row.won, row.resolved, row.verdict) == (values.GRADE_A, 6, 19, "too-few")
    last = client.accept(make.lose(ids[19], own_office.loss_reason))
    row, = client.ask("grades").grades
    assert (row.won, row.resolved, row.rate_ppm, row.prior_ppm) == (6, 20, 300_000, 700_000)
    assert row.verdict == "grade-too-loose" and row.certainty_ppm == 986_825
    assert row.low_ppm < 300_000 < row.high_ppm < 550_000
    by_owner, = client.ask("grades", group_by=queries.GradesQuery.GROUP_BY_OWNER).grades
    assert by_owner.owner_id == own_office.ann and by_owner.verdict == row.verdict
    assert not client.ask("grades", owner_id=own_office.bob).grades
    then, = client.ask("grades", basis={"position": last.first_position - 1}).grades
    assert then.resolved == 19
    assert "等级过松" in ctl(own_office, "grades", "--by", "owner", "--lang", "zh", "--format", "table").decode()
    live = ctl(own_office, "grades", "--as-of", f"#{last.last_position}", "--format", "json")
    own_office.daemon.kill()
    replayed = run("oppreplay", "state", own_office.daemon.data, "--view", "grades", "--as-of",
                   f"#{last.last_position}", "--format", "json", check=0).stdout
    assert replayed == live
    # A start from the log or from a checkpoint counts the same.
    own_office.daemon.start()
    with own_office.daemon.client() as again:
        assert again.ask("grades").grades[0] == row


@pytest.mark.parametrize("letter, chances", [
    ("A", [.6245, .6998, .7000, .7000]), ("B", [.0298, .1902, .2778, .3000]),
    ("C", [.0002, .0053, .0179, .0460])])
def test_wins_by_day_30_60_90_and_180_from_contact(own_office, client, letter, chances):
    client.accept(make.create(
        make.fresh_id("one"), own_office.customer, own_office.ann, amount=1_000_000_00,
        grade=GRADES[letter], grade_basis=make.basis()))
    for days, chance in zip((30, 60, 90, 180), chances):
        forecast = client.ask("forecast", within_days=days).forecast
        row, = forecast.grades
        assert round(row.probability_ppm / 1e6, 4) == chance
        assert forecast.currencies[0].expected_minor == row.probability_ppm * 100
        assert forecast.within_days == days
    shown, = rows(ctl(own_office, "forecast", "--within", "30", "--format", "json"))
    assert shown["within_days"] == 30 and round(shown["wins_mean"], 4) == chances[0]
    today = day_of(client)
    by_day = client.ask("forecast", by_day=today + 60).forecast
    assert by_day.within_days in (59, 60)
    assert not client.ask("forecast").forecast.HasField("within_days")
    for wrong in ({"by_day": today - 2}, {"within_days": 3_651}, {"within_days": 1, "by_day": today}):
        assert refusal_code(client.ask, "forecast", **wrong) == "INVALID_QUERY"


def day_of(client) -> int:
    """Today where the organisation is, which is another day than in Greenwich for eight hours."""
    offset = client.ask("policy").policy.document.utc_offset_minutes
    return (make.now_ms() + offset * 60_000) // DAY_MS


def test_the_waterfall_adds_up_and_names_every_step(own_office, client):
    names = ("kept", "up", "won", "lost", "moved", "later")
    ids = {name: make.fresh_id(name) for name in names}
    day = day_of(client)
    client.accept_all([make.create(
        id, own_office.customer, own_office.ann, amount=1 << place, expected_close_day=day + 10)
        for place, id in enumerate(ids.values())])
    start = make.now_ms()
    while make.now_ms() <= start + 2:
        pass  # what follows falls into another millisecond
    start += 1
    new = make.fresh_id("new")
    client.accept_all([
        make.revise(ids["up"], 100), make.win(ids["won"]),
        make.lose(ids["lost"], own_office.loss_reason), make.reassign(ids["moved"], own_office.bob),
        make.revise_close(ids["later"], day + 400),
        make.create(new, own_office.customer, own_office.ann, amount=1_000,
                    expected_close_day=day + 1)])

    def steps(**more):
        answer = client.ask("waterfall", from_ms=start, **more)
        found = {row.step: (row.count, row.amount_minor) for row in answer.waterfall}
        assert sum(amount for step, (_, amount) in found.items() if step != "end") \
            == found["end"][1]
        return found

    assert steps() == {
        "start": (6, 63), "new": (1, 1_000), "amount-up": (1, 98), "won": (1, -4),
        "lost": (1, -8), "end": (5, 1_149)}
    assert steps(owner_id=own_office.ann)["reassigned-out"] == (1, -16)
    assert steps(owner_id=own_office.bob) == {
        "start": (0, 0), "reassigned-in": (1, 16), "end": (1, 16)}
    assert steps(team_id=own_office.team) == steps()
    assert steps(closing_from_day=day, closing_until_day=day + 30)["pushed-out"] == (1, -32)
    assert steps(basis={"at_ms": start}) == {"start": (6, 63), "end": (6, 63)}
    for wrong in ({}, {"from_ms": make.now_ms() + DAY_MS}, {"from_ms": start, "closing_from_day": 1}):
        assert refusal_code(client.ask, "waterfall", **wrong) == "INVALID_QUERY"

    end = iso(make.now_ms())
    table = ctl(own_office, "waterfall", "--from", iso(start), "--to", end, "--lang", "zh", "--format", "table").decode()
    assert all(word in table for word in ("期初", "新增", "成交", "丢单", "金额上调", "期末"))
    assert ctl(own_office, "waterfall", "--from", iso(start), "--format", "csv").count(b"\n") == 7
    live = ctl(own_office, "waterfall", "--from", iso(start), "--to", end, "--format", "json")
    assert all(row["from_ms"] == start and row["closing_from"] is None for row in rows(live))
    assert [row["step"] for row in rows(live)] == [
        "start", "new", "amount-up", "won", "lost", "end"]
    data = own_office.daemon.data
    judged(own_office.daemon)
    replayed = run("oppreplay", "state", data, "--view", "waterfall", "--from", iso(start),
                   "--as-of", end, "--format", "json", check=0).stdout
    assert replayed == live
