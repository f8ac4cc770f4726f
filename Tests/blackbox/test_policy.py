"""The policy document as the one who sets the rules meets it: shown, edited, checked, published."""

import json

import make
from conftest import judged
from oppdaemon import run

DONE, REJECTED = 0, 1
# What documents could not say in the first version of the schema.
NEW_GROUPS = (
    "gates", "pipelines", "scorecard", "pool", "quiet", "splits", "approvals", "review", "alerts",
    "thresholds", "win_odds", "incentives", "growth", "qualification", "profile", "scripts",
    "transcripts", "competitors", "grade_honesty")


def ctl(daemon, *arguments, check=None):
    return run("oppctl", "policy", *arguments, check=check, socket=daemon.socket)


def rows(done) -> list[dict]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def shown(daemon, folder, name="rules.json"):
    path = folder / name
    path.write_bytes(ctl(daemon, "show", check=DONE).stdout)
    return path


def edited(path, name, *changes):
    text = path.read_text()
    for old, new in changes:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    made = path.with_name(name)
    made.write_text(text)
    return made


def test_rules_are_shown_edited_checked_compared_and_published(daemon, folder):
    rules = shown(daemon, folder)
    assert rows(ctl(daemon, "check", rules, "--format", "json", check=DONE)) == []
    assert rows(ctl(daemon, "diff", "current", rules, "--format", "json", check=DONE)) == []
    new = edited(rules, "new.json", ('"GATE_MODE_FLAG"', '"强制"'),
                 ('"claim_quota": 20,', '"claim_quota": 30, // agreed in May'))
    expected = [{"path": "gates.mode", "old": "flag", "new": "enforce"},
                {"path": "pool.claim_quota", "old": 20, "new": 30}]
    # Two files need no daemon.
    offline = run("oppctl", "policy", "diff", rules, new, "--format", "json",
                  "--socket", folder / "none", check=DONE)
    assert rows(offline) == expected
    ctl(daemon, "publish", new, "--reason", "五月", "--approval", "ap-7", check=DONE)
    assert rows(ctl(daemon, "diff", "1", "2", "--format", "json", check=DONE)) == expected
    versions = rows(ctl(daemon, "list", "--format", "json", check=DONE))
    assert [(v["version"], v["changes"], v["reason"]) for v in versions][1] == (2, 2, "五月")
    ledger = judged(daemon)
    assert len(ledger.records) == 2


def test_every_fault_is_told_at_once_and_changes_nothing(daemon, client, folder):
    rules = shown(daemon, folder)
    bad = edited(rules, "bad.json", ('"claim_quota": 20', '"claim_quota": 0'),
                 ('"standard_template": "standard"', '"standard_template": "none"'),
                 ('"at_risk_score": 50', '"at_risk_score": 101'))
    paths = ["pipelines.standard_template", "pool.claim_quota", "thresholds.at_risk_score"]
    checked = ctl(daemon, "check", bad, "--format", "json", check=REJECTED)
    assert [row["path"] for row in rows(checked)] == paths
    refused = ctl(daemon, "publish", bad, "--reason", "x", "--format", "json", check=REJECTED)
    assert all(path in refused.stdout.decode() for path in paths)
    worse = edited(rules, "worse.json", ('"claim_quota"', '"claim_quotas"'),
                   ('"GATE_MODE_FLAG"', '"perhaps"'))
    checked = ctl(daemon, "check", worse, "--format", "json", check=REJECTED)
    assert [row["path"] for row in rows(checked)] == ["gates.mode", "pool.claim_quotas"]
    assert client.status().head_position == 1


def test_a_version_that_is_not_there_is_named(daemon):
    done = ctl(daemon, "diff", "1", "9", check=REJECTED)
    assert "version 9" in done.stderr.decode()


def test_rules_of_before_mean_what_they_meant(daemon, client, folder):
    """A document without the groups says the same as the standard, before and after a restart."""
    document = client.ask("policy").policy.document
    # A new ledger may start with settings that documents could not say before; then they are off.
    news = ["win_odds.silence_days", "win_odds.silence_odds_ppm"]
    expected = [path for path in news if getattr(document.win_odds, path.partition(".")[2])]
    for group in NEW_GROUPS:
        document.ClearField(group)
    client.accept(make.command("publish_policy", document=document, reason="as before"))
    differences = rows(ctl(daemon, "diff", "1", "2", "--format", "json", check=DONE))
    assert [row["path"] for row in differences] == expected
    assert all(row["new"] == 0 for row in differences)
    rules = shown(daemon, folder)
    daemon.stop()
    daemon.start()
    with daemon.client() as again:
        assert again.ask("policy").policy.document == document
    # What is shown leaves nothing unsaid, and may be published as it is.
    assert '"claim_quota": 20' in rules.read_text()
    ctl(daemon, "publish", rules, "--reason", "written out", check=DONE)
    assert rows(ctl(daemon, "diff", "2", "3", "--format", "json", check=DONE)) == []
    judged(daemon)


def test_rules_are_never_retroactive(daemon, client):
    document = client.ask("policy").policy.document
    past = make.command("publish_policy", document=document, reason="late",
                        effective_from_ms=make.now_ms() - make.DAY_MS)
    assert client.reject(past).code == "RETROACTIVE_POLICY"


def test_a_version_that_waits_for_its_day_is_named_and_is_not_in_force(daemon, client):
    document = client.ask("policy").policy.document
    before = client.status().policy_version
    client.accept(make.command("publish_policy", document=document, reason="from tomorrow",
                               effective_from_ms=make.now_ms() + make.DAY_MS))
    assert client.status().policy_version == before == client.ask("policy").policy_version
    refused = client.reject(make.command("publish_policy", document=document, reason="now"))
    assert refused.code == "RETROACTIVE_POLICY"
    assert f"version {before + 1} is published for " in refused.message
    client.accept(make.command("publish_policy", document=document, reason="instead of it",
                               effective_from_ms=make.now_ms() + 2 * make.DAY_MS))
