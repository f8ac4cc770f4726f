"""Evidence: signed heads, proofs for outsiders, and what a directory cannot hide from kept notes."""

import base64
import copy as copies
import json
import os
import random
import shutil
import stat
import subprocess
import sys
import time

import pytest

import make
import oracle
from conftest import Homes
from oppdaemon import PATIENCE, StartRefused, run
from oppschema import TOP
from oppschema import record as schema

sys.path.insert(0, str(TOP / "tools"))
import verify_proof  # noqa: E402  the path comes first

SEED = int(os.environ.get("OPP_SEED", "20261122"))
PROOFS = int(os.environ.get("OPP_PROOFS", "10000"))
MUTATIONS = 1_000
ORIGIN = "ledger.example.com/acme"
BEHIND_A_TREE = 700  # records; more than two nodes of the kept tree


def signing(daemon, name="k"):
    """Makes a key beside the data directory and has the daemon sign with it."""
    key = daemon.home / name
    run("oppctl", "key", "new", key, "--name", ORIGIN, check=0)
    daemon.options = ["--key", key]
    return key


def verifier_keys(daemon):
    return tuple((daemon.home / "k.pub").read_text().split())


def fill(daemon, count):
    with daemon.client() as client:
        client.accept_all([make.team(make.fresh_id("t")) for _ in range(count)])
        return client.status().head_position


def checkpoint(daemon) -> str:
    return run("oppctl", "checkpoint", socket=daemon.socket, check=0).stdout.decode()


def prove(daemon, *arguments) -> dict:
    done = run("oppctl", "prove", *arguments, "--format", "json", socket=daemon.socket, check=0)
    return json.loads(done.stdout)


def verify_script(folder, keys, proof, *kept):
    """The verifier as an outsider runs it."""
    (folder / "keys").write_text("\n".join(keys) + "\n")
    (folder / "proof.json").write_text(proof if isinstance(proof, str) else json.dumps(proof))
    files = []
    for index, note in enumerate(kept):
        (folder / f"kept{index}").write_text(note)
        files.append(folder / f"kept{index}")
    return subprocess.run(
        [sys.executable, str(TOP / "tools/verify_proof.py"), folder / "keys",
         folder / "proof.json", *files], capture_output=True, text=True, timeout=PATIENCE)


def kept_sizes(daemon) -> list[int]:
    """The sizes in the daemon's own book of notes."""
    blocks = (daemon.data / "signed-heads").read_text().split("\n\n")
    return [int(text.split("\n")[1]) for text in blocks[0::2] if text]


@pytest.fixture(scope="module")
def signer():
    """A daemon that signs, with a kept note at some sizes, and what the oracle read of it later."""
    homes = Homes()
    try:
        daemon = homes.daemon()
        signing(daemon)
        daemon.start()
        daemon.notes = []
        for count in (99, 300, BEHIND_A_TREE - 400):
            fill(daemon, count)
            daemon.notes.append(checkpoint(daemon))
        yield daemon
    finally:
        homes.end()


@pytest.fixture(scope="module")
def reading(signer):
    """The oracle's reading of that ledger: live, because nothing is written to it any more."""
    return oracle.read_ledger(signer.data)


# keys


def test_a_key_is_its_owners_and_never_overwritten(folder):
    key = folder / "k"
    made = run("oppctl", "key", "new", key, "--name", ORIGIN, check=0).stdout.decode()
    assert made.startswith(ORIGIN + "+") and made == (folder / "k.pub").read_text()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    refused = run("oppctl", "key", "new", key, "--name", ORIGIN, check=1)
    assert b"there already" in refused.stderr and key.read_bytes() == before
    assert run("oppctl", "key", "show", key, check=0).stdout.decode() == made
    run("oppctl", "key", "new", folder / "l", "--name", "two words", check=1)
    key.chmod(0o640)
    refused = run("oppctl", "key", "show", key, check=1)
    assert b"KEY_FILE" in refused.stderr and made.split("+")[2].encode() not in refused.stderr


def test_a_daemon_does_not_start_with_a_key_that_others_may_read(homes):
    daemon = homes.daemon()
    key = signing(daemon)
    key.chmod(0o604)
    with pytest.raises(StartRefused) as refused:
        daemon.start()
    assert refused.value.returncode == 1 and "KEY_FILE" in refused.value.output


def test_while_keys_change_notes_carry_both_signatures(homes, folder):
    daemon = homes.daemon()
    key = signing(daemon)
    (old,) = verifier_keys(daemon)
    daemon.start()
    fill(daemon, 20)
    first = checkpoint(daemon)
    assert daemon.stop() == 0
    run("oppctl", "key", "rotate", key, check=0)
    new, same = verifier_keys(daemon)
    assert same == old != new
    daemon.start()
    both = checkpoint(daemon)
    # The same head once more: what the new key had not signed yet.
    assert both.split("\n")[:3] == first.split("\n")[:3]
    for keys in ((old,), (new,)):
        assert verify_proof.signed_head(both, keys)[0] == ORIGIN
    with pytest.raises(ValueError, match="none of the keys"):
        verify_proof.signed_head(first, (new,))
    assert daemon.stop() == 0
    run("oppctl", "key", "rotate", key, "--finish", check=0)
    daemon.start()
    fill(daemon, 5)
    last = checkpoint(daemon)
    with pytest.raises(ValueError, match="none of the keys"):
        verify_proof.signed_head(last, (old,))
    proof = prove(daemon, "--from", both.split("\n")[1])
    done = verify_script(folder, (new,), proof, both)
    assert done.returncode == 0, done.stderr
    published = (daemon.data / "verifier-keys").read_text().split()
    assert published == [new, old]


# signed heads


def test_a_signed_head_is_that_of_the_records_by_stock_openssl(signer, reading, folder):
    sizes = []
    for note in signer.notes:
        origin, size, root = verify_proof.signed_head(note, verifier_keys(signer))
        assert origin == ORIGIN
        assert reading.roots_at([size])[size] == root
        sizes.append(size)
    assert sizes == [100, 400, 700]
    # As an auditor would do it by hand.
    note = signer.notes[-1]
    (folder / "text").write_text(note.rpartition("\n\n")[0] + "\n")
    (folder / "sig").write_bytes(base64.b64decode(note.split(" ")[-1])[4:])
    public = base64.b64decode(verifier_keys(signer)[0].split("+", 2)[2])[1:]
    pem = base64.b64encode(bytes.fromhex("302a300506032b6570032100") + public).decode()
    (folder / "pub.pem").write_text(
        f"-----BEGIN PUBLIC KEY-----\n{pem}\n-----END PUBLIC KEY-----\n")
    done = subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "pub.pem", "-rawin", "-in", "text",
         "-sigfile", "sig"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0 and "Verified Successfully" in done.stdout


def test_a_daemon_signs_every_second_with_news_and_at_its_end(homes):
    daemon = homes.daemon()
    signing(daemon)
    daemon.start()
    head = fill(daemon, 10)
    deadline = time.monotonic() + PATIENCE
    while not (daemon.data / "signed-heads").exists() or kept_sizes(daemon)[-1:] != [head]:
        assert time.monotonic() < deadline, "nothing was signed of itself"
        time.sleep(0.05)
    before = kept_sizes(daemon)
    time.sleep(2.5)
    assert kept_sizes(daemon) == before, "without news nothing is signed"
    head = fill(daemon, 10)
    assert daemon.stop() == 0
    assert kept_sizes(daemon)[-1] == head
    daemon.start()
    assert checkpoint(daemon).split("\n")[1] == str(head)
    # A kill takes nothing back that was signed.
    for _ in range(3):
        fill(daemon, 30)
        note = checkpoint(daemon)
        fill(daemon, 30)
        daemon.kill()
        daemon.start()
        proof = prove(daemon, "--from", note.split("\n")[1])
        assert verify_proof.check(proof, verifier_keys(daemon), note)
    sizes = kept_sizes(daemon)
    assert sizes == sorted(sizes)


def test_what_a_power_cut_leaves_of_the_last_note_is_no_trouble(homes):
    daemon = homes.daemon()
    signing(daemon)
    daemon.start()
    fill(daemon, 10)
    checkpoint(daemon)
    daemon.kill()
    book = daemon.data / "signed-heads"
    whole = book.read_bytes()
    for cut in (1, 2, 40, 100, 160):
        book.write_bytes(whole + whole[:cut])
        daemon.start()
        assert book.read_bytes() == whole, cut
        daemon.kill()


def test_a_daemon_without_a_key_proves_and_signs_nothing(homes, folder):
    daemon = homes.daemon().start()
    fill(daemon, 10)
    refused = run("oppctl", "checkpoint", socket=daemon.socket, check=1)
    assert b"UNSIGNED" in refused.stderr
    proof = prove(daemon, "--event", 3)
    assert proof["note"] == "" and proof["size"] == 11
    assert verify_script(folder, ["a+b+c"], proof).returncode == 1
    assert not (daemon.data / "signed-heads").exists()


# proofs


def test_one_record_is_proved_to_an_outsider(signer, reading, folder):
    for position in (1, 17, 256, 257, 512, 700):
        proof = prove(signer, "--event", position)
        assert base64.b64decode(proof["record"]) == reading.records[position - 1]
        assert base64.b64decode(proof["leaf_hash"]) == reading.leaves[position - 1]
        done = verify_script(folder, verifier_keys(signer), proof)
        assert done.returncode == 0, done.stderr
        assert f"record {position} " in done.stdout and "700 records" in done.stdout


def test_a_terminal_gets_the_standard_form_of_a_proof(signer):
    done = run("oppctl", "prove", "--event", 9, "--format", "table", socket=signer.socket, check=0)
    first, extra, index, *rest = done.stdout.decode().split("\n")
    proof = prove(signer, "--event", 9)
    assert first == "c2sp.org/tlog-proof@v1" and index == "index 8"
    assert extra == "extra " + proof["record"]
    steps = len(proof["path"])
    assert rest[:steps] == proof["path"] and rest[steps] == ""
    assert "\n".join(rest[steps + 1:]) == proof["note"]
    for lang, word in (("en", "begins with its first 100"), ("zh", "以最初的 100 条开头")):
        done = run("oppctl", "prove", "--from", 100, "--to", 401, "--format", "table", "--lang", lang,
                   socket=signer.socket, check=0)
        text = done.stdout.decode()
        assert word in text and signer.notes[0] in text


def test_history_is_proved_to_have_only_grown(signer, folder):
    for note in signer.notes:
        proof = prove(signer, "--from", note.split("\n")[1])
        done = verify_script(folder, verifier_keys(signer), proof, note)
        assert done.returncode == 0, done.stderr
    # Between two signed heads without a note of one's own.
    proof = prove(signer, "--from", 100, "--to", 400)
    assert proof["older_note"] == signer.notes[0] and proof["note"] == signer.notes[1]
    assert verify_script(folder, verifier_keys(signer), proof).returncode == 0
    # A note of another size, or of another ledger, is not what the proof begins with.
    refused = verify_script(folder, verifier_keys(signer), proof, signer.notes[1])
    assert refused.returncode == 1 and "REFUSED" in refused.stderr


@pytest.mark.parametrize("arguments", [
    ("--event", 701), ("--event", 5, "--size", 4), ("--event", 5, "--size", 701),
    ("--from", 701), ("--from", 5, "--to", 4), ("--from", 5, "--to", 701)])
def test_what_is_not_there_is_not_proved(signer, arguments):
    refused = run("oppctl", "prove", *arguments, socket=signer.socket, check=1)
    assert b"NOT_FOUND" in refused.stderr or b"INVALID_QUERY" in refused.stderr


@pytest.mark.parametrize("arguments", [
    (), ("--event", 0), ("--from", 0), ("--event", 1, "--from", 1), ("--event", 1, "--to", 3),
    ("--from", 1, "--size", 3)])
def test_wrong_usage_is_said(signer, arguments):
    run("oppctl", "prove", *arguments, socket=signer.socket, check=2)


def test_random_proofs_hold_for_the_independent_verifier(signer, reading):
    """Both kinds, of any record and any two sizes, with roots that the oracle computed."""
    dice = random.Random(SEED)
    roots = reading.roots_at(range(reading.head + 1))
    with signer.client() as client:
        for turn in range(PROOFS):
            newer = dice.randint(1, reading.head)
            older = dice.randint(1, newer)
            if turn % 2:
                proof = client.ask("inclusion", position=older, size=newer, at_least=0).inclusion
                assert proof.record == reading.records[older - 1], (SEED, turn)
                leaf = verify_proof.sha(b"\0" + proof.record)
                assert verify_proof.included(
                    leaf, older - 1, newer, list(proof.path)) == roots[newer], (SEED, turn)
            else:
                proof = client.ask(
                    "consistency", older_size=older, newer_size=newer, at_least=0).consistency
                assert verify_proof.grown(
                    roots[older], older, newer, list(proof.path)
                ) == (roots[older], roots[newer]), (SEED, turn)


def mutated(proof, dice):
    """The proof with one thing changed that it says."""
    changed = copies.deepcopy(proof)
    fields = ["note", "path"] + (
        ["record", "position"] if proof["proof"] == "inclusion" else ["older_note"])
    field = dice.choice(fields)
    if field == "position":
        changed[field] = dice.choice([n for n in range(1, 701) if n != proof[field]])
    elif field == "path":
        index = dice.randrange(len(changed[field]))
        what = dice.randrange(4)
        if what == 0:
            del changed[field][index]
        elif what == 1:
            changed[field].insert(index, changed[field][index])
        else:
            step = bytearray(base64.b64decode(changed[field][index]))
            step[dice.randrange(32)] ^= 1 << dice.randrange(8)
            changed[field][index] = base64.b64encode(step).decode()
    elif field == "record":
        record = bytearray(base64.b64decode(changed[field]))
        record[dice.randrange(len(record))] ^= 1 << dice.randrange(8)
        changed[field] = base64.b64encode(record).decode()
    else:
        text = list(changed[field])
        index = dice.randrange(len(text) - 1)
        text[index] = dice.choice([c for c in "aB3+/ \n" if c != text[index]])
        changed[field] = "".join(text)
    return changed


def test_every_changed_proof_is_refused(signer):
    dice = random.Random(SEED)
    proofs = [prove(signer, "--event", 300), prove(signer, "--event", 1),
              prove(signer, "--from", 100, "--to", 400)]
    keys = verifier_keys(signer)
    for proof in proofs:
        assert verify_proof.check(proof, keys)
    for turn in range(MUTATIONS):
        changed = mutated(dice.choice(proofs), dice)
        with pytest.raises((ValueError, KeyError, TypeError, IndexError)):
            print("held:", SEED, turn, changed, verify_proof.check(changed, keys))


# continuity against notes kept outside


@pytest.fixture
def kept(signer, folder):
    """Notes that an auditor has, and a copy of the directory."""
    signer_copy = folder / "copy"
    shutil.copytree(signer.data, signer_copy)
    notes = folder / "notes"
    notes.write_text("\n".join(signer.notes))
    return signer_copy, notes


def verified(directory, notes, signer, code=None, keys=True):
    arguments = ["--checkpoint", notes]
    for key in verifier_keys(signer) if keys else ():
        arguments += ["--key", key]
    done = run("oppreplay", "verify", directory, *arguments, check=1 if code else 0)
    line = done.stdout.decode()
    assert line.startswith(f"BROKEN: {code}:" if code else "OK:"), line
    return line


def test_an_unchanged_ledger_agrees_with_every_kept_note(signer, kept):
    directory, notes = kept
    assert "3 signed heads up to 700 records agree" in verified(directory, notes, signer)
    assert "not checked" in verified(directory, notes, signer, keys=False)
    fill_copy = verified(signer.data, notes, signer)  # beside the running daemon
    assert "agree" in fill_copy


def test_a_removed_tail_or_an_older_backup_is_found_and_located(signer, reading, kept, folder):
    _, notes = kept
    for size in (399, 400, 699):
        older = folder / f"older{size}"
        oracle.write_ledger(older, reading.records[:size])
        run("oppreplay", "verify", older, check=0)  # sound in itself
        line = verified(older, notes, signer, "ROLLED_BACK")
        assert f"from record {size + 1} on" in line
        assert f"first {100 if size < 400 else 400}" in line


def rewritten(reading, position):
    """The same history but for one name, everything after it computed anew."""
    record = schema.Record.FromString(reading.records[position - 1])
    record.team_registered.name = "another"
    return [*reading.records[:position - 1], record.SerializeToString(), *reading.records[position:]]


@pytest.mark.parametrize("position, low, high", [
    (50, 1, 100), (100, 1, 100), (101, 101, 400), (700, 401, 700)])
def test_a_rewritten_record_is_found_and_located(signer, reading, kept, folder, position, low, high):
    changed = folder / "changed"
    oracle.write_ledger(changed, rewritten(reading, position))
    run("oppreplay", "verify", changed, check=0)  # sound in itself
    line = verified(changed, kept[1], signer, "REWRITTEN")
    assert f"a record of {low} to {high} " in line


def renumbered(records):
    """The same records, each told that it stands where it stands now."""
    result = []
    for place, stored in enumerate(records):
        record = schema.Record.FromString(stored)
        record.position = place + 1
        result.append(record.SerializeToString())
    return result


def _removed(records, at):
    return [*records[:at - 1], *records[at:]]


def _inserted(records, at):
    record = schema.Record.FromString(records[at - 1])
    record.stream_id = "t-inserted"
    record.command_id = b"i" * 16
    return [*records[:at - 1], record.SerializeToString(), *records[at - 1:]]


def _swapped(records, at):
    return [*records[:at - 1], records[at], records[at - 1], *records[at + 1:]]


@pytest.mark.parametrize("position, low, high", [(70, 1, 100), (255, 101, 400), (690, 401, 700)])
@pytest.mark.parametrize("change", [_removed, _inserted, _swapped])
def test_removed_inserted_and_swapped_records_are_found_and_located(
        signer, reading, kept, folder, change, position, low, high):
    """A history made anew as a whole, with its positions, checksums, root and kept tree."""
    whole = folder / "changed"
    records = renumbered(change(reading.records, position))
    oracle.write_ledger(whole, records, keeps_tree=True)
    run("oppreplay", "verify", whole, check=0)  # sound in itself
    line = run("oppreplay", "verify", whole, "--checkpoint", kept[1], check=1).stdout.decode()
    if change is _removed and high == 700:
        assert "BROKEN: ROLLED_BACK" in line and "from record 700 on" in line
    else:
        assert "BROKEN: REWRITTEN" in line and f"a record of {low} to {high} " in line
    # Beside the true ledger it is found to the record.
    done = run("oppreplay", "compare", kept[0], whole, "--format", "json", check=1)
    found = json.loads(done.stdout)
    assert (found["result"], found["position"]) == ("different", position)
    assert found["found_by"] == "kept_trees" and found["records_read"] <= 256
    # Without making it all anew it does not even verify.
    oracle.write_ledger(folder / "careless", change(reading.records, position), keeps_tree=True)
    line = run("oppreplay", "verify", folder / "careless", check=1).stdout.decode()
    assert f"{position}" in line and "BROKEN: " in line
    oracle.write_ledger(folder / "root", records, leaves=reading.leaves, keeps_tree=True,
                        block_records=100)
    line = run("oppreplay", "verify", folder / "root", check=1).stdout.decode()
    assert "BROKEN: DAMAGED" in line


def test_an_older_meta_page_is_found_by_a_kept_note(homes, folder):
    """LMDB's newer meta page gives way to the older one: one commit is gone, and all is sound."""
    daemon = homes.daemon()
    signing(daemon)
    daemon.start()
    fill(daemon, 300)
    before = checkpoint(daemon)
    with daemon.client() as client:
        client.accept(make.team("t-last"))
    notes = folder / "notes"
    notes.write_text(before + "\n" + checkpoint(daemon))
    assert daemon.stop() == 0
    head = oracle.read_ledger(daemon.data).head
    data = bytearray((daemon.data / "data.mdb").read_bytes())
    newest = max((0, 4_096), key=lambda page: int.from_bytes(data[page + 144:page + 152], "little"))
    older = 4_096 - newest
    number = data[newest:newest + 8]
    data[newest:newest + 4_096] = data[older:older + 4_096]
    data[newest:newest + 8] = number
    (daemon.data / "data.mdb").write_bytes(data)
    # The log is sound in itself; the heads beside it know of more, if nobody put them back as well.
    line = run("oppreplay", "verify", daemon.data, check=1).stdout.decode()
    assert "ROLLED_BACK" in line and f"says that {head} records were signed" in line
    own = daemon.data / "signed-heads"
    own.rename(folder / "aside")
    assert f"OK: {head - 1} records" in run(
        "oppreplay", "verify", daemon.data, check=0).stdout.decode()
    (folder / "aside").rename(own)
    line = verified(daemon.data, notes, daemon, "ROLLED_BACK")
    assert f"from record {head} on" in line and f"first {head - 1}" in line
    (daemon.data / "state.checkpoint").unlink(missing_ok=True)
    with pytest.raises(StartRefused) as refused:
        daemon.start()
    assert f"{head} records" in refused.value.output


def test_notes_that_contradict_each_other_prove_two_histories(signer, reading, folder, homes):
    other = homes.daemon()
    shutil.copy(signer.home / "k", other.home / "k")
    shutil.copy(signer.home / "k.pub", other.home / "k.pub")
    oracle.write_ledger(other.data, rewritten(reading, 50))
    other.options = ["--key", other.home / "k"]
    other.start()
    notes = folder / "notes"
    notes.write_text(signer.notes[-1] + checkpoint(other))
    line = verified(signer.data, notes, signer, "TWO_HISTORIES")
    assert "700 records" in line


def test_notes_that_are_not_right_are_refused(signer, kept, folder):
    directory, notes = kept
    text = notes.read_text()
    notes.write_text(text.replace("\n400\n", "\n401\n"))
    verified(directory, notes, signer, "BAD_SIGNATURE")
    for nonsense in ("", "hello\n", text[:-30], text.replace("— ", "- ")):
        notes.write_text(nonsense)
        verified(directory, notes, signer, "MALFORMED_NOTE")
    verified(directory, folder / "nowhere", signer, "MALFORMED_NOTE")
    notes.write_text(text)
    done = run("oppreplay", "verify", directory, "--checkpoint", notes, "--key", "a+b+c", check=1)
    assert b"MALFORMED_KEY" in done.stdout
    run("oppreplay", "verify", directory, "--key", "a+b+c", check=2)


def test_a_daemon_does_not_go_on_from_a_log_older_than_it_signed(homes):
    daemon = homes.daemon()
    signing(daemon)
    daemon.start()
    fill(daemon, 50)
    assert daemon.stop() == 0
    backup = (daemon.data / "data.mdb").read_bytes()
    daemon.start()
    fill(daemon, 50)
    assert daemon.stop() == 0
    (daemon.data / "data.mdb").write_bytes(backup)
    (daemon.data / "state.checkpoint").unlink(missing_ok=True)
    with pytest.raises(StartRefused) as refused:
        daemon.start()
    assert "101 records" in refused.value.output and "ends at 51" in refused.value.output
    # Whoever wants to all the same says so.
    (daemon.data / "signed-heads").rename(daemon.home / "kept-notes")
    daemon.start()
    assert checkpoint(daemon).split("\n")[1] == "51"


def test_a_ledger_that_kept_no_tree_gets_one_and_is_proved_from_it(signer, reading, homes):
    older = homes.daemon()
    oracle.write_ledger(older.data, reading.records)
    assert (older.data / "FORMAT").read_bytes() == oracle.FORMATS[1]
    assert oracle.stored_entries(older.data)[2] is None
    older.start()
    proof = prove(older, "--event", 300)
    path = [base64.b64decode(step) for step in proof["path"]]
    assert verify_proof.included(reading.leaves[299], 299, 700, path) == reading.root
    assert older.stop() == 0
    assert (older.data / "FORMAT").read_bytes() == oracle.FORMATS[3]
    assert oracle.read_ledger(older.data).records == reading.records
    run("oppreplay", "verify", older.data, check=0)


def test_the_kept_tree_of_a_ledger_is_that_of_its_records(signer):
    fill(signer, 1)  # after everything else: the directory is judged at the end
    assert signer.stop() == 0
    ledger = oracle.read_ledger(signer.data)
    assert ledger.head == 701
    *_, tree = oracle.stored_entries(signer.data)
    assert len(tree) == 2
    assert (signer.data / "FORMAT").read_bytes() == oracle.FORMATS[3]
    run("oppreplay", "verify", signer.data, check=0)
