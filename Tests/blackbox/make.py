"""Commands, made short: every builder gives a whole `Command` with an id of its own."""

import itertools
import os
import time
import uuid

from oppschema import commands, values

INTEGRATION = values.Actor(kind=values.Actor.KIND_INTEGRATION, id="crm")
IMPORT = values.Actor(kind=values.Actor.KIND_IMPORT, id="history")
DAY_MS = 86_400_000
HOUR_MS = 3_600_000

_counter = itertools.count(1)


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def fresh_id(prefix: str) -> str:
    """An identifier no other test uses."""
    return f"{prefix}-{os.getpid()}-{next(_counter)}"


def command(body_name: str, *, id: bytes | None = None, actor=INTEGRATION, at: int = 0,
            expected: int | None = None, backfill_reason: str = "", row=None, **fields):
    made = commands.Command(
        command_id=uuid.uuid4().bytes if id is None else id, actor=actor, occurred_at_ms=at,
        backfill_reason=backfill_reason)
    if expected is not None:
        made.expected_version = expected
    if row is not None:
        getattr(made, "import").CopyFrom(row)
    body = getattr(made, body_name)
    body.SetInParent()
    body.MergeFrom(type(body)(**{k: v for k, v in fields.items() if v is not None}))
    return made


def money(minor_units: int, currency: str = "CNY"):
    return values.Money(minor_units=minor_units, currency=currency)


def team(team_id: str, parent: str = "", **more):
    return command("register_team", team_id=team_id, name=f"Team {team_id}", parent_id=parent, **more)


def user(user_id: str, team_id: str = "", roles=(values.ROLE_REP,), **more):
    return command("register_user", user_id=user_id, name=f"User {user_id}", roles=roles,
                   team_id=team_id, **more)


def customer(customer_id: str, **more):
    more.setdefault("name", f"Company {customer_id}")
    more.setdefault("kind", values.CUSTOMER_KIND_ORGANISATION)
    return command("register_customer", customer_id=customer_id, **more)


def create(opportunity_id: str, customer_id: str, owner_id: str, amount: int = 100_00, *,
           currency: str = "CNY", **more):
    more.setdefault("title", f"Opportunity {opportunity_id}")
    return command("create_opportunity", opportunity_id=opportunity_id, customer_id=customer_id,
                   owner_id=owner_id, amount=money(amount, currency), **more)


def basis(need=True, budget=True, days: int | None = 20, comparing: int = 2):
    made = values.GradeBasis(need=need, budget=budget, comparing=comparing)
    if days is not None:
        made.decision_days = days
    return made


def grade(opportunity_id: str, letter: str, **more):
    more.setdefault("basis", basis())
    return command("grade_opportunity", opportunity_id=opportunity_id,
                   grade=values.Grade.Value(f"GRADE_{letter}"), **more)


def follow_up(opportunity_id: str, *tags: str, **more):
    more.setdefault("channel", values.CHANNEL_PHONE)
    return command("log_follow_up", opportunity_id=opportunity_id, tags=tags, **more)


def plan(opportunity_id: str, due_at_ms: int, **more):
    return command("plan_follow_up", opportunity_id=opportunity_id, due_at_ms=due_at_ms,
                   purpose="ask for feedback", **more)


def cancel_plan(opportunity_id: str, reason: str = "they called first", **more):
    return command("cancel_plan", opportunity_id=opportunity_id, reason=reason, **more)


def move(opportunity_id: str, origin: int, to: int, note: str = "agreed on the phone", **more):
    return command("move_stage", opportunity_id=opportunity_id, to=to, note=note,
                   **{"from": origin}, **more)


def reassign(opportunity_id: str, owner_id: str, reason: str = "territory", **more):
    return command("reassign_opportunity", opportunity_id=opportunity_id, owner_id=owner_id,
                   reason=reason, **more)


def revise(opportunity_id: str, amount: int, reason: str = "scope", currency: str = "CNY", **more):
    return command("revise_amount", opportunity_id=opportunity_id,
                   amount=money(amount, currency), reason=reason, **more)


def revise_close(opportunity_id: str, day: int, reason: str = "budget year", **more):
    return command("revise_expected_close", opportunity_id=opportunity_id, expected_close_day=day,
                   reason=reason, **more)


def win(opportunity_id: str, contract: str = "C-1", **more):
    return command("win_opportunity", opportunity_id=opportunity_id, contract_number=contract,
                   **more)


def lose(opportunity_id: str, reason: str, **more):
    return command("lose_opportunity", opportunity_id=opportunity_id, reason=reason, **more)


def archive(opportunity_id: str, reason: str = "no answer for months", **more):
    return command("archive_opportunity", opportunity_id=opportunity_id, reason=reason, **more)


def reopen(opportunity_id: str, reason: str = "customer called back", **more):
    return command("reopen_opportunity", opportunity_id=opportunity_id, reason=reason, **more)
