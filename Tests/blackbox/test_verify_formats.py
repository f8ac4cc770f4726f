"""What verifying says to programs: the same keys whatever it found."""

import csv
import io
import json
import shutil

import oracle
from conftest import Office
from oppdaemon import run


def verified(directory, form, *options, check=0):
    return run("oppreplay", "verify", directory, "--format", form, *options, check=check).stdout.decode()


def test_programs_get_the_same_keys_whatever_was_found(homes, folder):
    daemon = homes.daemon().start()
    office = Office(daemon)
    with daemon.client() as client:
        office.opportunity(client)
    live = json.loads(verified(daemon.data, "json"))  # beside the running daemon
    assert daemon.stop() == 0
    ledger = oracle.read_ledger(daemon.data)
    told = json.loads(verified(daemon.data, "json"))
    assert told == live
    assert (told["row"], told["verdict"], told["code"]) == ("verify", "OK", None)
    assert (told["records"], told["root"]) == (ledger.head, ledger.root.hex())
    assert told["opportunities"] == 1 and told["names_readable"] is True
    assert told["checkpoint"] == "none" and told["kept_heads"] is None
    assert len(told["write_model"]) == len(told["read_model"]) == 64

    wrong = ("--expect", f"{ledger.head}:{'0' * 64}")
    broken = json.loads(verified(daemon.data, "json", *wrong, check=1))
    assert list(broken) == list(told)
    assert (broken["verdict"], broken["code"]) == ("BROKEN", "WRONG_ROOT") and broken["message"]
    heading, row = csv.reader(io.StringIO(verified(daemon.data, "csv")))
    assert heading == [key for key in told if key != "row"]
    assert dict(zip(heading, row))["root"] == ledger.root.hex()
    other, _ = csv.reader(io.StringIO(verified(daemon.data, "csv", *wrong, check=1)))
    assert other == heading
    assert "通过" in verified(daemon.data, "table", "--lang", "zh")
    assert "OK" in verified(daemon.data, "table", "--lang", "en")

    # Without the keys of texts the read model has no names, and its digest is another.
    copy = folder / "copy"
    shutil.copytree(daemon.data, copy)
    (copy / "text.keys").unlink()
    blind = json.loads(verified(copy, "json"))
    assert blind["names_readable"] is False
    assert blind["write_model"] == told["write_model"] and blind["read_model"] != told["read_model"]

    (copy / "FORMAT").write_text("opportunity-ledger 99\n")
    nothing = json.loads(verified(copy, "json", check=1))
    assert list(nothing) == list(told) and nothing["records"] is None


def test_the_digests_are_of_the_history_and_nothing_else(homes, folder):
    """Written anew in other blocks by somebody else, the same records give the same models."""
    daemon = homes.daemon().start()
    Office(daemon)
    assert daemon.stop() == 0
    other = folder / "other"
    oracle.write_ledger(other, oracle.read_ledger(daemon.data).records, block_records=1)
    shutil.copy(daemon.data / "text.keys", other / "text.keys")
    one, two = (json.loads(verified(data, "json")) for data in (daemon.data, other))
    assert one["blocks"] != two["blocks"]
    for key in ("records", "root", "write_model", "read_model"):
        assert one[key] == two[key]
