"""One opportunity at any moment on both time axes, by which records, and which alerts are up.

Written from the specification's words (C3, C4, C7, C11, and "two times"), and from no code of the
ledger: where both agree, two readings of the text agree.
"""

import dataclasses

from oppschema import record as records, values

DAY_MS, HOUR_MS = 86_400_000, 3_600_000


def chosen(log, at=None, known_at=None):
    """The records that count at `at`, each with when it counts from: (time, record), in log order.

    An event of a stream counts no earlier than those before it in the stream.
    """
    times = {}
    for record in log:
        imported = record.actor.kind == values.Actor.KIND_IMPORT
        own = record.occurred_at_ms if imported or known_at is not None else record.recorded_at_ms
        if known_at is not None and record.recorded_at_ms > known_at:
            continue
        stream = (record.stream_kind, record.stream_id)
        times[stream] = max(own, times.get(stream, own))
        if at is None or times[stream] <= at:
            yield times[stream], record


@dataclasses.dataclass
class Deal:
    """What the records of one opportunity add up to, and which of them settled what."""
    owner: str = ""
    status: int = values.STATUS_OPEN
    stage: int = 0
    grade: int = 0
    basis: object = None
    supported: bool = True
    contradicted: bool = False
    anomaly_at: int = 0
    amount: int = 0
    close_day: int | None = None
    customer: str = ""
    created_at: int = 0
    stage_at: int = 0
    progress_at: int = 0
    talk_at: int = 0
    sentiment: int = 0
    promised_at: int = 0
    planned_at: int = 0
    reopened_at: int = 0
    by: dict = dataclasses.field(default_factory=dict)

    def take(self, record):
        kind, at, here = record.WhichOneof("event"), record.occurred_at_ms, record.position
        event = getattr(record, kind)
        settled = getattr(self, "_" + kind, None)
        for what in (settled(event, at) if settled else ()):
            self.by[what] = here

    def _opportunity_created(self, event, at):
        self.owner, self.stage, self.customer = event.owner_id, event.stage, event.customer_id
        self.grade, self.basis, self.supported = event.grade, event.grade_basis, event.grade_supported
        self.amount, self.created_at = event.amount.minor_units, at
        self.stage_at = self.progress_at = at
        self.close_day = event.expected_close_day if event.HasField("expected_close_day") else None
        if not self.supported:
            self.anomaly_at = at
        return "creation", "owner", "stage", "progress", "grade", "amount", "close", "anomaly"

    def _opportunity_graded(self, event, at):
        self.grade, self.basis, self.supported = event.new, event.basis, event.supported
        self.contradicted, self.anomaly_at = False, 0 if event.supported else at
        return "grade", "anomaly"

    def _follow_up_logged(self, event, at):
        settled = []
        if event.contradicts_grade:
            self.contradicted = True
            if not self.anomaly_at:
                self.anomaly_at = at
                settled.append("anomaly")
        if at >= self.talk_at:
            self.talk_at, self.sentiment = at, event.sentiment
            self.promised_at, self.planned_at = event.promised_feedback_at_ms, event.next_due_at_ms
            settled += ["talk", "plan"]
        return settled

    def _follow_up_planned(self, event, at):
        if at >= self.talk_at:
            self.planned_at = event.due_at_ms
            return "plan",
        return ()

    def _plan_cancelled(self, event, at):
        if at >= self.talk_at:
            self.planned_at = 0
            return "plan",
        return ()

    def _stage_moved(self, event, at):
        self.stage, self.stage_at = event.to, at
        if event.to > getattr(event, "from") and at >= self.progress_at:
            self.progress_at = at
            return "stage", "progress"
        return "stage",

    def _opportunity_reassigned(self, event, at):
        self.owner = event.to_owner_id
        return "owner",

    def _amount_revised(self, event, at):
        self.amount = event.new.minor_units
        return "amount",

    def _expected_close_revised(self, event, at):
        self.close_day = event.new_day
        return "close",

    def _opportunity_won(self, event, at):
        self.status, self.amount = values.STATUS_WON, event.final_amount.minor_units
        return "amount", "outcome"

    def _opportunity_lost(self, event, at):
        self.status = values.STATUS_LOST
        return "outcome",

    def _opportunity_reopened(self, event, at):
        self.status, self.reopened_at = values.STATUS_OPEN, at
        return "reopening", "outcome"

    # Clocks

    def silent_since(self):
        return max(self.talk_at or self.created_at, self.reopened_at)

    def suspended_until(self, at, policy, quiet):
        longest = policy.cadence.suspension_days_maximum * DAY_MS
        ends = []
        if self.talk_at and self.planned_at:
            ends.append(min(self.planned_at, self.talk_at + longest))
        if quiet and quiet[0] <= at:
            ends.append(min(quiet[1], quiet[0] + longest))
        return max(ends, default=None)

    def due_rules(self, at, policy, quiet):
        """Every rule that is looked at, with when it is due."""
        rules, found = policy.cadence, []
        if self.planned_at:
            found.append(("planned-next-step", max(self.planned_at, self.reopened_at)))
        if self.promised_at:
            lead = max(self.promised_at - rules.promise_lead_hours * HOUR_MS, self.talk_at)
            found.append(("promised-feedback", max(lead, self.reopened_at)))
        end = self.suspended_until(at, policy, quiet)
        if end is not None and at < end and self.planned_at:
            return found
        start = end if end is not None else 0

        def silent(length):
            return max(self.silent_since() + length, start)
        if not self.talk_at:
            found.append(("first-response", silent(rules.first_response_hours * HOUR_MS)))
            if self.stage == values.STAGE_CONTACT:
                found.append(("first-follow-up", silent(rules.first_follow_up_days * DAY_MS)))
        if self.stage == values.STAGE_CLOSING:
            found.append(("closing-daily", silent(rules.closing_days * DAY_MS)))
        found.append(("grade-cadence", silent(self.cadence(policy) * DAY_MS)))
        return found

    def cadence(self, policy):
        return next(g.cadence_days for g in policy.grades if g.grade == self.grade)

    def alerts(self, at, policy, quiet):
        """{kind: since} of what is up at `at`."""
        if self.status != values.STATUS_OPEN:
            return {}
        rules, up = policy.cadence, {}
        end = self.suspended_until(at, policy, quiet)
        suspended = end is not None and at < end

        def silent(length):
            return max(self.silent_since() + length, end or 0)
        agreed = ("planned-next-step", "promised-feedback")
        owed = [when for rule, when in self.due_rules(at, policy, quiet)
                if rule in agreed or not suspended]
        if owed and at >= min(owed):
            up["follow-up-due"] = min(owed)
        first = silent(rules.first_response_hours * HOUR_MS)
        if not self.talk_at and not suspended and at >= first:
            up["first-response"] = first
        promise = dict(self.due_rules(at, policy, quiet)).get("promised-feedback")
        if promise is not None and at >= promise:
            up["promise-due"] = promise
        red = silent(max(rules.red_days_minimum, self.cadence(policy)) * DAY_MS)
        if self.stage == values.STAGE_CLOSING:
            missed = silent(rules.closing_days * DAY_MS)
            if not suspended and at > missed:
                up["sprint-missed"] = missed
            red = min(red, max(missed, self.stage_at))
        if not suspended and at > red:
            up["follow-up-red"] = red
        stalled = max(self.stage_at, self.reopened_at) + rules.stagnation_days * DAY_MS
        if at > stalled:
            up["stagnation"] = stalled
        if self.sentiment == values.SENTIMENT_NEGATIVE:
            up["loss-risk"] = self.talk_at
        if self.anomaly_at:
            up["grade-anomaly"] = self.anomaly_at
        return up

    # Health and chance

    def health(self, at, policy):
        """Points of the three parts, weighted, and their sum."""
        rules, cadence = policy.health, self.cadence(policy)
        days = max(0, at - self.silent_since()) // DAY_MS
        frequency = min(100, max(0, 100 * (1 - max(0, days - cadence) / (1.5 * cadence))))
        feedback = {
            0: rules.neutral_points, values.SENTIMENT_POSITIVE: rules.positive_points,
            values.SENTIMENT_NEUTRAL: rules.neutral_points,
            values.SENTIMENT_OBJECTION: rules.objection_points,
            values.SENTIMENT_DEFERRAL: rules.deferral_points,
            values.SENTIMENT_NEGATIVE: rules.negative_points}[self.sentiment]
        parts = (frequency * rules.frequency_weight / 100, feedback * rules.feedback_weight / 100,
                 100 * self.stage / 6 * rules.stage_weight / 100)
        return parts, sum(parts)

    def chances(self, at, policy, quiet):
        """By the grade alone, with the stage, and with silence, each in parts per million."""
        prior = next(g.win_prior_ppm for g in policy.grades if g.grade == self.grade) / 1e6
        odds = prior / (1 - prior)
        staged = odds * next(s.odds_permille for s in policy.stages if s.stage == self.stage) / 1e3
        silenced = staged
        since = max(self.silent_since(), self.suspended_until(at, policy, quiet) or 0)
        days = policy.win_odds.silence_days
        if days and at >= since + days * DAY_MS:
            silenced = staged * policy.win_odds.silence_odds_ppm / 1e6
        return tuple(round(1e6 * o / (1 + o)) for o in (odds, staged, silenced))


def deals(log, at=None, known_at=None):
    """Every opportunity as it stood: {id: Deal}."""
    found = {}
    for _, record in chosen(log, at, known_at):
        if record.stream_kind == records.STREAM_KIND_OPPORTUNITY:
            found.setdefault(record.stream_id, Deal()).take(record)
    return found
