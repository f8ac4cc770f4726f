"""What a run of records means, computed again in Python from the specification's words.

`fold(records)` gives the opportunities; the functions below it answer the daemon's questions from
them. Nothing here was copied from the daemon: where both agree, two readings of the text agree.
"""

import dataclasses
import math
from collections import defaultdict

from oppschema import values

DAY_MS = 86_400_000
HOUR_MS = 3_600_000
OPEN, WON, LOST, ARCHIVED = (
    values.STATUS_OPEN, values.STATUS_WON, values.STATUS_LOST, values.STATUS_ARCHIVED)

# Facts that raise the version of an opportunity and answer no question yet.
VERSION_ONLY = frozenset((
    "opportunity_scored", "needs_updated", "competitor_noted", "evidence_attached",
    "evidence_verified", "evidence_rejected", "quote_issued", "sales_promise_recorded",
    "commitment_recorded", "post_mortem_recorded", "payment_planned", "payment_recorded"))


@dataclasses.dataclass
class Opportunity:
    id: str
    title: str
    customer: str
    owner: str
    amount: int
    currency: str
    stage: int
    grade: int
    supported: bool
    created_at: int
    stage_entered_at: int
    close_day: int | None = None
    push_count: int = 0
    status: int = OPEN
    version: int = 1
    follow_ups: int = 0
    last_follow_up_at: int = 0
    closed_at: int = 0
    loss_reason: str = ""
    sentiment: int = 0
    last_topic: str = ""
    promised_at: int = 0
    planned_at: int = 0
    reopened_at: int = 0


class State:
    def __init__(self):
        self.opportunities: dict[str, Opportunity] = {}
        self.customers: dict[str, str] = {}
        self.users: dict[str, str] = {}  # user → team
        self.teams: dict[str, str] = {}  # team → parent
        self.policy = None
        self.policy_version = 0
        self.position = 0

    def apply(self, record):
        kind = record.WhichOneof("event")
        event = getattr(record, kind)
        self.position = record.position
        if kind == "policy_published":
            self.policy, self.policy_version = event.document, event.version
        elif kind == "team_registered":
            self.teams[record.stream_id] = event.parent_id
        elif kind == "user_registered":
            self.users[record.stream_id] = event.team_id
        elif kind == "customer_registered":
            self.customers[record.stream_id] = event.name or event.person_name
        elif kind == "opportunity_created":
            self.opportunities[record.stream_id] = Opportunity(
                record.stream_id, event.title, event.customer_id, event.owner_id,
                event.amount.minor_units, event.amount.currency, event.stage, event.grade,
                event.grade_supported, record.occurred_at_ms, record.occurred_at_ms,
                event.expected_close_day if event.HasField("expected_close_day") else None)
        else:
            one = self.opportunities[record.stream_id]
            one.version = record.stream_version
            if kind not in VERSION_ONLY:
                getattr(self, "_" + kind)(one, event, record.occurred_at_ms)
        return self

    @staticmethod
    def _opportunity_graded(one, event, at):
        one.grade, one.supported = event.new, event.supported

    @staticmethod
    def _follow_up_planned(one, event, at):
        if at >= one.last_follow_up_at:
            one.planned_at = event.due_at_ms

    @staticmethod
    def _plan_cancelled(one, event, at):
        if at >= one.last_follow_up_at:
            one.planned_at = 0

    @staticmethod
    def _follow_up_logged(one, event, at):
        one.follow_ups += 1
        if at >= one.last_follow_up_at:
            one.last_follow_up_at = at
            one.sentiment = event.sentiment
            one.last_topic = event.tags[0] if event.tags else ""
        one.promised_at = event.promised_feedback_at_ms
        one.planned_at = event.next_due_at_ms

    @staticmethod
    def _stage_moved(one, event, at):
        one.stage, one.stage_entered_at = event.to, at

    @staticmethod
    def _opportunity_reassigned(one, event, at):
        one.owner = event.to_owner_id

    @staticmethod
    def _amount_revised(one, event, at):
        one.amount, one.currency = event.new.minor_units, event.new.currency

    @staticmethod
    def _expected_close_revised(one, event, at):
        one.close_day, one.push_count = event.new_day, event.push_count

    @staticmethod
    def _opportunity_won(one, event, at):
        one.status, one.closed_at = WON, at
        if event.HasField("final_amount"):
            one.amount, one.currency = event.final_amount.minor_units, event.final_amount.currency

    @staticmethod
    def _opportunity_lost(one, event, at):
        one.status, one.closed_at, one.loss_reason = LOST, at, event.reason

    @staticmethod
    def _opportunity_archived(one, event, at):
        one.status, one.closed_at = ARCHIVED, at

    @staticmethod
    def _opportunity_reopened(one, event, at):
        one.status, one.closed_at, one.reopened_at = OPEN, 0, at

    # Questions

    def team_members(self, team: str) -> set[str]:
        def below(candidate):
            while candidate:
                if candidate == team:
                    return True
                candidate = self.teams.get(candidate, "")
            return False
        return {user for user, of in self.users.items() if below(of)}

    def is_silent(self, one: Opportunity, now: int) -> bool:
        """Whether nobody talked with the customer for as long as the rules say; a plan excuses it."""
        days = self.policy.win_odds.silence_days
        excused = min(
            one.planned_at,
            one.last_follow_up_at + self.policy.cadence.suspension_days_maximum * DAY_MS)
        since = max(one.last_follow_up_at or one.created_at, one.reopened_at,
                    excused if one.planned_at and one.last_follow_up_at else 0)
        return days > 0 and now >= since + days * DAY_MS

    def win_chance(self, one: Opportunity, now: int) -> float:
        """Grade's prior with its odds multiplied by the stage's, and by that of silence."""
        prior = next(g.win_prior_ppm for g in self.policy.grades if g.grade == one.grade) / 1e6
        times = next(s.odds_permille for s in self.policy.stages if s.stage == one.stage) / 1e3
        odds = prior / (1 - prior) * times
        if self.is_silent(one, now):
            odds *= self.policy.win_odds.silence_odds_ppm / 1e6
        return odds / (1 + odds)

    def pipeline(self, now: int, group=lambda one: ""):
        """(group, stage, status, currency) → [count, amount, weighted as a fraction]."""
        rows = defaultdict(lambda: [0, 0, 0.0])
        for one in self.opportunities.values():
            stage = one.stage if one.status == OPEN else 0
            row = rows[group(one), stage, one.status, one.currency]
            row[0] += 1
            row[1] += one.amount
            if one.status == OPEN:
                row[2] += self.win_chance(one, now) * one.amount
        return dict(rows)


def fold(records) -> State:
    state = State()
    for record in records:
        state.apply(record)
    return state


def poisson_binomial(chances) -> list[float]:
    distribution = [1.0]
    for chance in chances:
        longer = [0.0] * (len(distribution) + 1)
        for wins, share in enumerate(distribution):
            longer[wins] += share * (1 - chance)
            longer[wins + 1] += share * chance
        distribution = longer
    return distribution


def quantile(distribution, level: float) -> int:
    total = 0.0
    for wins, share in enumerate(distribution):
        total += share
        if total >= level - 1e-12:
            return wins
    return len(distribution) - 1


def deviation(chances) -> float:
    return math.sqrt(sum(chance * (1 - chance) for chance in chances))


# Health (SPEC 3.6) and clocks (SPEC 2, C4) of one open opportunity


def cadence_days(state: State, one: Opportunity) -> int:
    return next(g.cadence_days for g in state.policy.grades if g.grade == one.grade)


def silent_days(one: Opportunity, at: int) -> int:
    return max(0, at - (one.last_follow_up_at or one.created_at)) // DAY_MS


def frequency_points(days: int, cadence: int) -> float:
    return min(100.0, max(0.0, 100 * (1 - max(0, days - cadence) / (1.5 * cadence))))


def stage_points(one: Opportunity) -> float:
    return 100 * one.stage / 6


def is_red(state: State, one: Opportunity, at: int) -> bool:
    silent = at - (one.last_follow_up_at or one.created_at)
    limit = max(state.policy.cadence.red_days_minimum, cadence_days(state, one))
    if one.stage == values.STAGE_CLOSING:
        limit = state.policy.cadence.closing_days
    return silent > limit * DAY_MS
