"""Erased means unreadable: for the daemon, for the replay tool, and in every file."""

import collections
import json
import os
import random

import pytest

import make
import oracle
from oppdaemon import StartRefused, run
from oppschema import erasures, record, values
from texts import TextKeys

CANARY = "王芳-138-0013-8000"


def erase(subject: int, subject_id: str, contact_id: str = "", **more):
    return make.command(
        "erase_personal_data", erasure_id=make.fresh_id("E"), subject=subject, subject_id=subject_id,
        contact_id=contact_id, basis="a request of 3 March", **more)


def subject(name: str) -> int:
    return erasures.TextOwner.Value(f"TEXT_OWNER_{name}")


def note(opportunity: str, text: str):
    return make.follow_up(opportunity, "interested", note=text)


def contact(customer: str, contact_id: str, text: str):
    return make.command(
        "add_contact", customer_id=customer, contact_id=contact_id, name=text,
        decision_role="DECISION_ROLE_BUYER",
        ways=[{"channel": values.CHANNEL_PHONE, "address": text}])


def everything_told(daemon, client) -> str:
    """What the daemon and the replay tool say about everything there is."""
    told = []
    told.append(run("oppctl", "--socket", daemon.socket, "opportunities", "--format", "json", check=0).stdout)
    for row in client.ask("opportunities").opportunities:
        told.append(
            run("oppctl", "--socket", daemon.socket, "timeline", row.opportunity_id, check=0).stdout)
    told.append(run("oppreplay", "events", daemon.data, "--format", "json", check=0).stdout)
    told.append(run("oppreplay", "state", daemon.data, "--view", "opportunities", "--format", "json",
                    check=0).stdout)
    told += [stored for _, stored in client.tail_records(
        client.open_tail(1, 65_536), client.status().head_position)]
    return b"".join(told).decode(errors="replace")


def files(daemon) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in daemon.data.iterdir()}


def test_texts_are_sealed_in_every_file_and_read_by_who_has_the_keys(own_office, daemon):
    with daemon.client() as client:
        deal = own_office.opportunity(client, title="报表")
        client.accept(contact(own_office.customer, "K-1", CANARY + "a"))
        client.accept(note(deal, CANARY + "b"))
        told = everything_told(daemon, client)
        assert CANARY + "a" in told and CANARY + "b" in told
    daemon.stop()
    for name, content in files(daemon).items():
        assert CANARY.encode() not in content, name
    keys, read = TextKeys(daemon.data), collections.Counter()
    for stored in oracle.read_ledger(daemon.data).records:
        if record.Record.FromString(stored).sealed:
            texts = keys.texts(stored)
            read[texts.WhichOneof("event")] += 1
            if texts.HasField("contact_added"):
                assert texts.contact_added.name == texts.contact_added.ways[0].address == CANARY + "a"
    assert read["contact_added"] == read["follow_up_logged"] == 1
    assert (daemon.data / "text.keys").stat().st_mode & 0o777 == 0o600


def test_random_erasures_take_what_they_name_and_nothing_else(own_office, daemon):
    """Every text has a mark of its own; after each erasure exactly its owner's are gone everywhere."""
    dice, alive, gone = random.Random(11), collections.defaultdict(set), set()
    with daemon.client() as client:
        deals = [own_office.opportunity(client) for _ in range(4)]
        for number in range(6):
            client.accept(contact(own_office.customer, f"K-{number}", f"{CANARY}-c{number}."))
            alive[subject("CONTACT"), own_office.customer, f"K-{number}"].add(f"{CANARY}-c{number}.")
        for number in range(24):
            deal = dice.choice(deals)
            client.accept(note(deal, f"{CANARY}-n{number}."))
            alive[subject("OPPORTUNITY"), deal, ""].add(f"{CANARY}-n{number}.")
        for round in range(6):
            owner = dice.choice(sorted(alive))
            client.accept(erase(*owner))
            gone |= alive.pop(owner)
            if owner[0] == subject("OPPORTUNITY"):
                client.accept(note(owner[1], f"{CANARY}-r{round}."))
                alive[owner].add(f"{CANARY}-r{round}.")
            told = everything_told(daemon, client)
            assert not [mark for mark in gone if mark in told]
            assert not [mark for marks in alive.values() for mark in marks if mark not in told]
        head = client.status()
    before = f"{head.head_position}:{head.root.hex()}"
    daemon.kill()
    daemon.start()
    with daemon.client() as client:
        told = everything_told(daemon, client)
    assert not [mark for mark in gone if mark in told]
    assert not [mark for marks in alive.values() for mark in marks if mark not in told]
    run("oppreplay", "verify", daemon.data, "--expect", before, check=0)


def test_names_of_people_go_and_figures_stay(own_office, daemon):
    with daemon.client() as client:
        person = make.fresh_id("P")
        client.accept(make.customer(person, kind=values.CUSTOMER_KIND_PERSON, name="", person_name=CANARY))
        deal = make.fresh_id("o")
        client.accept(make.create(deal, person, own_office.ann))
        client.accept(note(deal, CANARY))
        before = client.ask("opportunity", opportunity_id=deal).opportunities[0]
        assert before.customer_name == CANARY
        client.accept(erase(subject("CUSTOMER"), person))
        after = client.ask("opportunity", opportunity_id=deal).opportunities[0]
        assert after.customer_name == ""
        after.customer_name = CANARY
        for row in (before, after):
            row.ClearField("health")
            row.ClearField("due")
        assert before == after
        assert CANARY not in everything_told(daemon, client)
        shown = run("oppctl", "--socket", daemon.socket, "timeline", deal, "--lang", "zh",
                    "--format", "table").stdout
        assert "已删除" in shown.decode()


def test_keys_from_a_backup_bring_nobody_back(own_office, daemon):
    keys = daemon.data / "text.keys"
    with daemon.client() as client:
        deal = own_office.opportunity(client)
        client.accept(note(deal, CANARY))
        backup = keys.read_bytes()
        client.accept(erase(subject("OPPORTUNITY"), deal))
        assert keys.read_bytes() != backup
    daemon.kill()
    keys.write_bytes(backup)
    daemon.start()
    with daemon.client() as client:
        assert CANARY not in everything_told(daemon, client)
    assert keys.read_bytes() != backup


def test_a_crash_between_the_fact_and_the_end_of_its_keys_is_made_good(own_office, daemon):
    """The log has the erasure, the file still has the keys: what a kill in between leaves."""
    keys = daemon.data / "text.keys"
    with daemon.client() as client:
        deal = own_office.opportunity(client)
        client.accept(note(deal, CANARY))
        backup = keys.read_bytes()
        client.accept(erase(subject("OPPORTUNITY"), deal))
        new = keys.read_bytes()
    daemon.kill()
    # Half way: the new file is whole beside the old one, of which a part is overwritten.
    keys.write_bytes(bytes(40) + backup[40:])
    beside = keys.with_name("text.keys.new")
    beside.write_bytes(new)
    for path in (keys, beside):
        path.chmod(0o600)
    daemon.start()
    assert keys.read_bytes() == new and not beside.exists()
    with daemon.client() as client:
        assert CANARY not in everything_told(daemon, client)


def test_without_its_keys_a_ledger_starts_only_when_told_to(own_office, daemon):
    keys = daemon.data / "text.keys"
    with daemon.client() as client:
        deal = own_office.opportunity(client)
        client.accept(note(deal, CANARY))
    daemon.kill()
    whole = keys.read_bytes()
    for content, mode, code in ((None, 0, "TEXT_KEYS_MISSING"), (whole[:-1], 0o600, "TEXT_KEYS_DAMAGED"),
                                (whole, 0o644, "TEXT_KEYS_EXPOSED")):
        keys.unlink(missing_ok=True)
        if content is not None:
            keys.write_bytes(content)
            os.chmod(keys, mode)
        with pytest.raises(StartRefused) as refused:
            daemon.start()
        assert refused.value.returncode == 1 and code in refused.value.output
    keys.unlink()
    daemon.options = ["--new-text-keys"]
    daemon.start()
    with daemon.client() as client:
        assert CANARY not in everything_told(daemon, client)
        client.accept(note(deal, CANARY + "again"))
        assert CANARY + "again" in everything_told(daemon, client)
    daemon.stop()
    daemon.options = []
    daemon.start()
    run("oppreplay", "verify", daemon.data, check=0)


def test_names_in_a_checkpoint_go_too(own_office, daemon):
    config = daemon.home / "conf.json"
    config.write_text(json.dumps({"checkpoint_records": 10}))
    daemon.stop()
    daemon.options = ["--config", config]
    daemon.start()
    with daemon.client() as client:
        member = make.fresh_id("u")
        client.accept(make.command(
            "register_user", user_id=member, name=CANARY, roles=[values.ROLE_REP]))
        client.accept_all([make.team(make.fresh_id("t")) for _ in range(30)])
    daemon.stop()
    assert (daemon.data / "state.checkpoint").exists()
    assert not [name for name, content in files(daemon).items() if CANARY.encode() in content]
    old = (daemon.data / "state.checkpoint").read_bytes()
    daemon.start()
    with daemon.client() as client:
        client.accept(erase(subject("USER"), member))
    daemon.kill()
    (daemon.data / "state.checkpoint").write_bytes(old)
    daemon.start()
    assert '"checkpoint":"0"' in daemon.output().replace(" ", "")
