"""Fixtures: real daemons on real directories, and a final judgement of every directory used."""

import os
import pathlib
import shutil
import tempfile

import pytest

import oppschema  # noqa: F401  generates the messages before any test module is read
import make
import oracle
from oppclient import Client
from oppdaemon import Daemon, binary, run


def pytest_report_header(config):
    try:
        return f"programs under test: {binary('oppd').parent}"
    except FileNotFoundError as error:
        return f"programs under test: MISSING, {error}"


@pytest.fixture(scope="session")
def shared_data() -> pathlib.Path:
    """The folder of real data, which is no part of the repository."""
    folder = pathlib.Path(
        os.environ.get("OPP_SHARED_DATA") or oppschema.TOP.parent / "shared/data")
    if not folder.is_dir():
        pytest.skip(f"REAL DATA NOT TESTED: {folder} is absent; name the folder in OPP_SHARED_DATA")
    return folder


class Homes:
    """Short-named temporary directories (a socket's path has 108 bytes) and the daemons in them."""

    def __init__(self):
        self.daemons: list[Daemon] = []
        self.folders: list[pathlib.Path] = []

    def folder(self) -> pathlib.Path:
        self.folders.append(pathlib.Path(tempfile.mkdtemp(prefix="opp-")))
        return self.folders[-1]

    def daemon(self) -> Daemon:
        self.daemons.append(Daemon(self.folder()))
        return self.daemons[-1]

    def end(self):
        for daemon in self.daemons:
            daemon.kill()
        for folder in self.folders:
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def homes():
    made = Homes()
    yield made
    made.end()


@pytest.fixture
def folder(homes) -> pathlib.Path:
    return homes.folder()


@pytest.fixture
def daemon(homes) -> Daemon:
    """A daemon of this test's own, started."""
    return homes.daemon().start()


@pytest.fixture
def client(daemon):
    with daemon.client() as made:
        yield made


class Office:
    """A ledger with a team, two reps and a customer: the ground most tests stand on."""

    team, ann, bob, customer = "t-sales", "u-ann", "u-bob", "c-hospital"

    def __init__(self, daemon: Daemon):
        self.daemon = daemon
        with daemon.client() as client:
            client.accept_all([
                make.team(self.team), make.user(self.ann, self.team),
                make.user(self.bob, self.team), make.customer(self.customer)])
            policy = client.ask("policy").policy
        self.policy = policy.document
        self.tag = next(t.code for t in self.policy.feedback_tags if not t.contradicts_grade_a)
        self.loss_reason = self.policy.loss_reasons[0].code

    def opportunity(self, client: Client, *, id: str | None = None, **more) -> str:
        """Creates one, of Ann's, and gives its id."""
        id = id or make.fresh_id("o")
        more.setdefault("owner_id", self.ann)
        client.accept(make.create(id, self.customer, **more))
        return id


def judged(daemon: Daemon):
    """Stops the daemon and lets the oracle and the auditor's tool judge what it leaves."""
    assert daemon.stop() == 0, daemon.output()
    ledger = oracle.read_ledger(daemon.data)
    run("oppreplay", "verify", daemon.data, check=0)
    return ledger


@pytest.fixture(scope="module")
def office():
    """One daemon for a whole test file; at the end its ledger must be whole."""
    homes = Homes()
    try:
        made = Office(homes.daemon().start())
        yield made
        if made.daemon.running:
            judged(made.daemon)
    finally:
        homes.end()


@pytest.fixture
def desk(office):
    """A fresh connection to the file's daemon."""
    with office.daemon.client() as made:
        yield made


@pytest.fixture
def own_office(daemon) -> Office:
    """As `office`, for one test alone."""
    return Office(daemon)
