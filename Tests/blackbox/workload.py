"""A seeded stream of valid commands over a few opportunities: the same seed, the same business."""

import random

import make
from oppschema import values

LAST_STAGE = values.STAGE_CLOSING


class Workload:
    """Makes commands that the ledger must accept when they are sent in the order made."""

    def __init__(self, seed, *, owners, customer, tags, loss_reasons, prefix, opportunities=40):
        self.dice = random.Random(seed)
        self.owners, self.customer = owners, customer
        self.tags, self.loss_reasons = tags, loss_reasons
        self.prefix, self.maximum = prefix, opportunities
        self.open: dict[str, dict] = {}
        self.shelf: dict[str, dict] = {}  # lost and archived: may be reopened
        self.made = 0

    def next(self, **more):
        dice = self.dice
        if len(self.open) < 3 or (self.made < self.maximum and dice.random() < 0.2):
            return self._create(**more)
        id = dice.choice(sorted(self.open))
        one = self.open[id]
        kind = dice.choices(
            ["follow", "move", "grade", "reassign", "revise", "date", "close", "reopen", "plan"],
            [40, 20, 8, 8, 8, 6, 6, 4, 8])[0]
        if kind == "plan":
            one["planned"] = not one["planned"]
            if not one["planned"]:
                return make.cancel_plan(id, **more)
            return make.plan(id, make.now_ms() + dice.randint(1, 40) * make.DAY_MS, **more)
        if kind == "follow":
            one["planned"] = False
            return make.follow_up(
                id, *dice.sample(self.tags, dice.randint(1, min(3, len(self.tags)))),
                note=dice.choice(["", "talked about the quote", "聊了报价"]), minutes=dice.randrange(60),
                **more)
        if kind == "move":
            origin = one["stage"]
            one["stage"] = dice.choice([s for s in range(1, LAST_STAGE + 1) if s != origin])
            return make.move(id, origin, one["stage"], **more)
        if kind == "grade":
            one["grade"] = dice.choice([g for g in "ABC" if g != one["grade"]])
            return make.grade(id, one["grade"], basis=make.basis(budget=dice.random() < 0.5), **more)
        if kind == "reassign" and len(self.owners) > 1:
            one["owner"] = dice.choice([o for o in self.owners if o != one["owner"]])
            return make.reassign(id, one["owner"], **more)
        if kind == "revise":
            one["amount"] += dice.randint(1, 10_000)
            return make.revise(id, one["amount"], currency=one["currency"], **more)
        if kind == "date":
            one["day"] = max(one["day"], make.now_ms() // make.DAY_MS + 1) + dice.randint(1, 30)
            return make.revise_close(id, one["day"], **more)
        if kind == "close":
            return self._close(id, **more)
        if kind == "reopen" and self.shelf:
            id = dice.choice(sorted(self.shelf))
            self.open[id] = self.shelf.pop(id)
            return make.reopen(id, **more)
        one["planned"] = False
        return make.follow_up(id, dice.choice(self.tags), **more)

    def _create(self, **more):
        self.made += 1
        id = f"{self.prefix}-{self.made}"
        one = self.open[id] = {
            "stage": self.dice.randint(1, 3), "grade": "", "owner": self.dice.choice(self.owners),
            "amount": self.dice.randint(0, 1_000_000), "currency": self.dice.choice(["CNY", "EUR"]),
            "day": 0, "planned": False}
        if self.dice.random() < 0.5:
            more["needs"] = ["一键生成报表", "data security"][:self.dice.randint(1, 2)]
        return make.create(id, self.customer, one["owner"], one["amount"],
                           currency=one["currency"], stage=one["stage"], **more)

    def _close(self, id, **more):
        how = self.dice.choice(["win", "lose", "archive"])
        one = self.open.pop(id)
        if how == "win":
            return make.win(id, **more)
        self.shelf[id] = one
        if how == "lose":
            return make.lose(id, self.dice.choice(self.loss_reasons), **more)
        return make.archive(id, **more)


def work_of(office, seed=1, prefix="w", more_owners=()):
    """For the people, the customer and the rules of an office."""
    return Workload(
        seed, owners=[office.ann, office.bob, *more_owners], customer=office.customer,
        tags=[tag.code for tag in office.policy.feedback_tags],
        loss_reasons=[reason.code for reason in office.policy.loss_reasons], prefix=prefix)
