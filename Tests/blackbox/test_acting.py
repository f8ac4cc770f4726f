"""The ledger acts by itself when time has passed: once, by its rules, and it says so."""

import collections
import json
import os
import time

import make
from conftest import judged
from oppdaemon import PATIENCE, run
from oppschema import values

DONE = 0
HEAD = "u-head"
LEFT_ALONE = 60


def rules(daemon, folder, *changes):
    """Publishes the rules in force with some of their text replaced."""
    text = run("oppctl", "policy", "show", check=DONE, socket=daemon.socket).stdout.decode()
    for old, new in changes:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    path = folder / "rules.json"
    path.write_text(text)
    run("oppctl", "policy", "publish", path, "--reason", "the ledger reclaims", check=DONE,
        socket=daemon.socket)


def history(office):
    """What was imported: long left alone, planned, at closing; and something of today."""
    now = make.now_ms()
    month, days = now - 30 * make.DAY_MS, now - 20 * make.DAY_MS
    carried = {"actor": make.IMPORT}

    def create(id, at, **more):
        return make.create(id, office.customer, office.ann, at=at, **carried, **more)

    return [
        make.user(HEAD, office.team, roles=(values.ROLE_DEPARTMENT_HEAD,)),
        *(create(f"old-{index}", month + index) for index in range(LEFT_ALONE)),
        *(create(id, month, grade=values.GRADE_A, grade_basis=make.basis())
          for id in ("silent", "planned")),
        make.follow_up("silent", office.tag, at=days, **carried),
        make.follow_up("planned", office.tag, at=days, next_due_at_ms=now + 5 * make.DAY_MS,
                       **carried),
        make.customer("c-quiet"),
        make.create("alone", "c-quiet", office.ann, at=month, **carried),
        make.command("set_quiet_period", customer_id="c-quiet", from_ms=days,
                     until_ms=now + make.DAY_MS, scope="QUIET_SCOPE_ALL_CONTACT",
                     reason="they asked for it", **carried),
        create("sprint", now - 3 * make.DAY_MS, stage=values.STAGE_CLOSING),
        make.create("today", office.customer, office.ann),
        make.command("request_approval", approval_id="ap-late", kind="APPROVAL_KIND_DISCOUNT",
                     opportunity_id="today", note="ten percent", at=now - 2 * make.DAY_MS),
        make.command("request_approval", approval_id="ap-new", kind="APPROVAL_KIND_DISCOUNT",
                     opportunity_id="today", note="ten percent"),
    ]


def told(daemon) -> list[dict]:
    lines = [json.loads(line) for line in daemon.output().splitlines() if line.startswith("{")]
    return [line for line in lines if line["message"] == "the ledger acted"]


def wait_until(condition, what):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, what()
        time.sleep(0.02)


def grown_to(daemon, position):
    def head():
        with daemon.client() as client:
            return client.status().head_position

    wait_until(lambda: head() >= position, lambda: (head(), position, daemon.output()))


def deeds(ledger):
    """What the ledger did by itself: by stream, the kinds of event with the record."""
    done = collections.defaultdict(list)
    for record in ledger.parsed():
        if record.actor.id == "oppd" and record.WhichOneof("event") != "policy_published":
            assert record.actor.kind == values.Actor.KIND_SYSTEM
            assert record.peer_uid == os.getuid()
            done[record.stream_id].append((record.WhichOneof("event"), record))
    return done


def test_what_is_due_is_done_once_whatever_happens_to_the_daemon(own_office, daemon, folder):
    rules(daemon, folder, ('"reclaim_confirmed": true', '"reclaim_confirmed": false'))
    with daemon.client() as client:
        client.accept_all(history(own_office))
        before = client.status().head_position
    expected = LEFT_ALONE + 3  # silent, sprint and ap-late
    time.sleep(1.5)
    with daemon.client() as client:
        assert client.status().head_position == before, "switched off, it does nothing"

    daemon.act_every = 1
    for _ in range(3):
        daemon.kill()
        daemon.start()
        # It dies while it acts, or just after.
        grown_to(daemon, before + 1)
    daemon.kill()
    daemon.start()
    grown_to(daemon, before + expected)
    time.sleep(2.5)

    with daemon.client() as client:
        assert client.status().head_position == before + expected
        assert client.opportunity("sprint").owner_id == HEAD
        assert client.opportunity("old-0").owner_id == ""
        for kept in ("planned", "alone", "today"):
            assert client.opportunity(kept).owner_id == own_office.ann
    done = deeds(judged(daemon))
    assert {stream: len(events) for stream, events in done.items()} == {
        **{f"old-{index}": 1 for index in range(LEFT_ALONE)}, "silent": 1, "sprint": 1, "ap-late": 1}
    kind, record = done["old-7"][0]
    assert kind == "opportunity_reclaimed"
    assert record.opportunity_reclaimed.from_owner_id == own_office.ann
    assert record.opportunity_reclaimed.rule == 1  # no first follow-up
    assert record.opportunity_reclaimed.idle_days == 30
    assert record.opportunity_reclaimed.confirmed_by_id == ""
    assert done["silent"][0][1].opportunity_reclaimed.rule == 2
    assert record.policy_version == 2
    kind, record = done["sprint"][0]
    assert kind == "opportunity_escalated"
    assert record.opportunity_escalated.to_owner_id == HEAD
    assert record.opportunity_escalated.rule == 1  # a day at closing was missed
    kind, record = done["ap-late"][0]
    assert kind == "approval_escalated"
    assert record.approval_escalated.step == 1
    assert record.approval_escalated.rule == 1
    assert record.approval_escalated.open_to == values.ROLE_DEPARTMENT_HEAD
    assert 24 * 60 <= record.approval_escalated.late_minutes < 24 * 60 + 10


def test_it_waits_for_a_manager_where_the_rules_say_so_and_its_log_names_nobody(
        own_office, daemon):
    with daemon.client() as client:
        client.accept_all(history(own_office))
        before = client.status().head_position
    daemon.stop()
    daemon.act_every = 1
    daemon.start()
    grown_to(daemon, before + 2)
    wait_until(lambda: told(daemon), daemon.output)
    time.sleep(1.5)
    lines = told(daemon)
    assert len(lines) == 1
    assert lines[0]["escalate-closing-missed"] == "1"
    assert lines[0]["escalate-approval-overdue"] == "1"
    assert lines[0]["due"] == "2"
    for name in ("sprint", "ap-late", own_office.ann, HEAD, own_office.customer):
        assert name not in json.dumps(lines)
    assert set(deeds(judged(daemon))) == {"sprint", "ap-late"}


def test_the_interval_is_checked(folder):
    refused = run("oppd", "--data", folder / "d", "--socket", folder / "s", "--act-every", "-1")
    assert refused.returncode == 2
    config = folder / "conf.json"
    config.write_text('{"act_every_seconds": 86401}')
    refused = run("oppd", "--data", folder / "d", "--socket", folder / "s", "--config", config)
    assert refused.returncode == 2
    assert b"act_every_seconds" in refused.stderr
