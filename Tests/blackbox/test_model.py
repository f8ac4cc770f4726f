"""A model of the ledger's opportunities, and hypothesis looking for a run in which the two differ.

After every step the answer (version, or the code of the rejection) must be the model's; after many
steps the questions must be answered as the model would; killing and restarting the daemon is a step
like any other and may change nothing.

OPP_MODEL_EXAMPLES and OPP_MODEL_STEPS make the search longer; with CI set it is the same every time.
"""

import copy
import dataclasses
import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle, RuleBasedStateMachine, initialize, precondition, rule,
    run_state_machine_as_test)

import make
from conftest import judged
from make import DAY_MS
from oppschema import values

EXAMPLES = int(os.environ.get("OPP_MODEL_EXAMPLES", "20"))
STEPS = int(os.environ.get("OPP_MODEL_STEPS", "40"))
OPEN, WON, LOST, ARCHIVED = (
    values.STATUS_OPEN, values.STATUS_WON, values.STATUS_LOST, values.STATUS_ARCHIVED)
STAGES = list(range(1, 7))
AMOUNTS = st.one_of(st.integers(0, 10**9), st.sampled_from([0, 1, 10**15]))


@dataclasses.dataclass
class One:
    id: str
    owner: str
    amount: int
    stage: int
    status: int = OPEN
    grade: int = 0
    version: int = 1
    follow_ups: int = 0
    close_day: int | None = None
    pushes: int = 0
    loss_reason: str = ""


class Machine(RuleBasedStateMachine):
    opportunities = Bundle("opportunities")

    def __init__(self, office):
        super().__init__()
        self.office, self.daemon = office, office.daemon
        if not self.daemon.running:
            self.daemon.start()
        self.client = self.daemon.client()
        self.owners = [make.fresh_id("u"), make.fresh_id("u")]
        self.client.accept_all([make.user(owner, office.team) for owner in self.owners])
        self.model: dict[str, One] = {}
        self.accepted: list[tuple[bytes, object]] = []
        self.past: list[tuple[int, dict]] = []
        self.unchecked = 0

    def teardown(self):
        self.check_everything()
        self.client.close()

    # What the model says, and holding the ledger to it

    def expect(self, command, id: str, code: str):
        """The command's answer must be `code`, or a receipt when it is empty."""
        stored = command.SerializeToString()
        result = self.client.submit(stored)
        one = self.model.get(id)
        if code:
            assert result.HasField("rejection"), f"accepted, the model says {code}: {command}"
            assert result.rejection.code == code, f"the model says {code}: {result} for {command}"
            return False
        assert result.HasField("receipt"), f"the model accepts {command}: {result}"
        if one is not None:
            one.version += 1
            assert result.receipt.stream_version == one.version
        self.accepted.append((stored, result.receipt))
        return True

    def change(self, id, command, fault: str = "", **changes):
        """A command to an opportunity: refused when closed, else by its own fault, else applied."""
        one = self.model[id]
        if self.expect(command, id, "OPPORTUNITY_CLOSED" if one.status != OPEN else fault):
            for name, value in changes.items():
                setattr(one, name, value)

    # Rules

    @initialize(target=opportunities, amount=AMOUNTS)
    def first(self, amount):
        return self.create(amount, 0, 1)

    @rule(target=opportunities, amount=AMOUNTS, owner=st.integers(0, 1),
          stage=st.sampled_from(STAGES))
    def another(self, amount, owner, stage):
        return self.create(amount, owner, stage)

    def create(self, amount, owner, stage):
        id = make.fresh_id("m")
        self.expect(make.create(
            id, self.office.customer, self.owners[owner], amount, stage=stage), id, "")
        self.model[id] = One(id, self.owners[owner], amount, stage)
        return id

    @rule(id=opportunities)
    def create_again(self, id):
        self.expect(make.create(id, self.office.customer, self.owners[0]), "", "DUPLICATE_ID")

    @rule(id=opportunities, letter=st.sampled_from("ABC"), budget=st.booleans())
    def grade(self, id, letter, budget):
        self.change(id, make.grade(id, letter, basis=make.basis(budget=budget)),
                    grade=values.Grade.Value(f"GRADE_{letter}"))

    @rule(id=opportunities, number=st.integers(0, 99), note=st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40))
    def follow_up(self, id, number, note):
        tags = self.office.policy.feedback_tags
        self.change(id, make.follow_up(id, tags[number % len(tags)].code, note=note),
                    follow_ups=self.model[id].follow_ups + 1)

    @rule(id=opportunities, origin=st.sampled_from(STAGES), to=st.sampled_from(STAGES),
          right=st.booleans(), note=st.booleans())
    def move(self, id, origin, to, right, note):
        stage = self.model[id].stage
        origin = stage if right else origin
        fault = ("STALE_STAGE" if origin != stage else "SAME_STAGE" if to == origin
                 else "" if note else "NOTE_OR_FILE_REQUIRED")
        self.change(id, make.move(id, origin, to, note="agreed" if note else ""), fault, stage=to)

    @rule(id=opportunities, to=st.integers(0, 1))
    def reassign(self, id, to):
        fault = "UNCHANGED" if self.owners[to] == self.model[id].owner else ""
        self.change(id, make.reassign(id, self.owners[to]), fault, owner=self.owners[to])

    @rule(id=opportunities, amount=AMOUNTS)
    def revise(self, id, amount):
        fault = "UNCHANGED" if amount == self.model[id].amount else ""
        self.change(id, make.revise(id, amount), fault, amount=amount)

    @rule(id=opportunities, days=st.integers(2, 400))
    def revise_close(self, id, days):
        one, day = self.model[id], make.now_ms() // DAY_MS + days
        fault = "UNCHANGED" if day == one.close_day else ""
        pushed = one.close_day is not None and day > one.close_day
        self.change(id, make.revise_close(id, day), fault, close_day=day,
                    pushes=one.pushes + pushed)

    @rule(id=opportunities, amount=st.none() | AMOUNTS)
    def win(self, id, amount):
        final = None if amount is None else make.money(amount)
        self.change(id, make.win(id, final_amount=final), status=WON,
                    amount=self.model[id].amount if amount is None else amount)

    @rule(id=opportunities, number=st.integers(0, 99))
    def lose(self, id, number):
        reasons = self.office.policy.loss_reasons
        reason = reasons[number % len(reasons)].code
        self.change(id, make.lose(id, reason), status=LOST, loss_reason=reason)

    @rule(id=opportunities)
    def archive(self, id):
        self.change(id, make.archive(id), status=ARCHIVED)

    @rule(id=opportunities)
    def reopen(self, id):
        one = self.model[id]
        if self.expect(make.reopen(id), id, "NOT_CLOSED" if one.status == OPEN else ""):
            one.status = OPEN

    @rule(id=opportunities, fault=st.sampled_from([
        "FEEDBACK_REQUIRED", "UNKNOWN_TAG", "UNKNOWN_REASON", "REASON_REQUIRED",
        "CONTRACT_REQUIRED", "BAD_AMOUNT", "BAD_CURRENCY", "CURRENCY_CHANGED", "BAD_DATE",
        "FUTURE_TIME", "BACKFILL_REASON_REQUIRED", "INVALID_FIELD", "NOT_FOUND"]))
    def bad_input(self, id, fault):
        now = make.now_ms()
        tag = self.office.tag
        command = {
            "FEEDBACK_REQUIRED": lambda: make.follow_up(id),
            "UNKNOWN_TAG": lambda: make.follow_up(id, "no-such-tag"),
            "UNKNOWN_REASON": lambda: make.lose(id, "no-such-reason"),
            "REASON_REQUIRED": lambda: make.archive(id, ""),
            "CONTRACT_REQUIRED": lambda: make.win(id, ""),
            "BAD_AMOUNT": lambda: make.revise(id, -1),
            "BAD_CURRENCY": lambda: make.revise(id, 1, currency="yuan"),
            "CURRENCY_CHANGED": lambda: make.revise(id, 1, currency="USD"),
            "BAD_DATE": lambda: make.revise_close(id, now // DAY_MS - 3),
            "FUTURE_TIME": lambda: make.follow_up(id, tag, at=now + 600_000),
            "BACKFILL_REASON_REQUIRED": lambda: make.follow_up(id, tag, at=now - 5 * DAY_MS),
            "INVALID_FIELD": lambda: make.follow_up(id, tag, note="\0"),
            "NOT_FOUND": lambda: make.reassign(id, "u-none"),
        }[fault]()
        if fault in ("FUTURE_TIME", "BACKFILL_REASON_REQUIRED"):
            self.expect(command, id, fault)  # the clock is asked before the opportunity
        else:
            self.change(id, command, fault)

    @rule(id=opportunities, off=st.sampled_from([-1, 1, 1000]))
    def wrong_version(self, id, off):
        one = self.model[id]
        result = self.client.submit(
            make.follow_up(id, self.office.tag, expected=one.version + off))
        assert result.rejection.code == "VERSION_CONFLICT", result
        assert result.rejection.current_version == one.version

    @precondition(lambda self: self.accepted)
    @rule(data=st.data())
    def resend(self, data):
        stored, first = data.draw(st.sampled_from(self.accepted[-50:]))
        again = self.client.accept(stored)
        assert again.duplicate
        again.duplicate = False
        assert again == first

    @precondition(lambda self: self.accepted)
    @rule(data=st.data())
    def reuse_an_id(self, data):
        _, receipt = data.draw(st.sampled_from(self.accepted[-50:]))
        other = make.team(make.fresh_id("t"), id=receipt.command_id)
        assert self.client.reject(other).code == "IDEMPOTENCY_CONFLICT"

    @rule(id=opportunities, count=st.integers(1, 5), bad=st.booleans(), atomic=st.booleans())
    def batch(self, id, count, bad, atomic):
        one = self.model[id]
        commands = [make.follow_up(id, self.office.tag) for _ in range(count)]
        if bad:
            commands.append(make.follow_up(id, "no-such-tag"))
        results = self.client.submit_batch(commands, atomic=atomic)
        if one.status != OPEN:
            codes = ["OPPORTUNITY_CLOSED"] * len(commands)
            if atomic:
                codes[1:] = ["BATCH_ABORTED"] * (len(commands) - 1)
        else:
            codes = ["BATCH_ABORTED" if bad and atomic else ""] * count + ["UNKNOWN_TAG"] * bad
        assert [r.rejection.code for r in results] == codes
        landed = codes.count("")
        one.version += landed
        one.follow_ups += landed
        if landed:
            assert results[count - 1].receipt.stream_version == one.version

    @rule(how=st.sampled_from(["kill", "stop"]))
    def restart(self, how):
        self.client.close()
        getattr(self.daemon, how)()
        self.daemon.start()
        self.client = self.daemon.client()

    @rule()
    def remember(self):
        self.past.append((self.client.status().head_position, copy.deepcopy(self.model)))

    # Questions

    @rule(id=opportunities)
    def ask_one(self, id):
        self.check_row(self.client.opportunity(id), self.model[id])

    @rule()
    def ask_all(self):
        self.check_everything()

    @precondition(lambda self: self.past)
    @rule(data=st.data())
    def ask_the_past(self, data):
        position, model = data.draw(st.sampled_from(self.past))
        self.check_pipeline(model, basis={"position": position})

    def check_everything(self):
        for owner in self.owners:
            mine = {one.id: one for one in self.model.values() if one.owner == owner}
            rows = self.client.ask("opportunities", owner_id=owner).opportunities
            assert [row.opportunity_id for row in rows] == sorted(mine)
            for row in rows:
                self.check_row(row, mine[row.opportunity_id])
        self.check_pipeline(self.model)

    @staticmethod
    def check_row(row, one):
        assert (row.opportunity_id, row.owner_id, row.amount.minor_units, row.stage, row.status,
                row.grade, row.version, row.follow_up_count, row.push_count) == (
            one.id, one.owner, one.amount, one.stage, one.status, one.grade, one.version,
            one.follow_ups, one.pushes)
        assert (row.expected_close_day if row.HasField("expected_close_day") else None
                ) == one.close_day
        if one.status == LOST:
            assert row.loss_reason == one.loss_reason

    def check_pipeline(self, model, basis=None):
        for owner in self.owners:
            expected = {}
            for one in model.values():
                if one.owner == owner:
                    key = (one.stage if one.status == OPEN else 0, one.status)
                    count, amount = expected.get(key, (0, 0))
                    expected[key] = (count + 1, amount + one.amount)
            rows = self.client.ask("pipeline", owner_id=owner, basis=basis).pipeline
            assert {(row.stage, row.status): (row.count, row.amount_minor)
                    for row in rows if row.count} == expected


def test_the_ledger_and_the_model_never_differ(own_office):
    run_state_machine_as_test(
        lambda: Machine(own_office),
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, database=None,
            derandomize=bool(os.environ.get("CI")), print_blob=True,
            suppress_health_check=list(HealthCheck)))
    judged(own_office.daemon)
