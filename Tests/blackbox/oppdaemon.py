"""Starts, kills and stops real daemons, each by its own process id."""

import os
import pathlib
import signal
import subprocess
import time

from oppclient import Client
from oppschema import TOP

PATIENCE = 120  # seconds; how long a test waits before it calls something hung


def binary(name: str) -> pathlib.Path:
    folder = pathlib.Path(os.environ.get("OPP_BIN") or TOP / ".build/debug")
    path = folder.resolve() / name
    if not path.is_file():
        raise FileNotFoundError(
            f"{path} is not there: build the product (swift build) or name its folder in OPP_BIN")
    return path


def run(name: str, *arguments, input: bytes | None = None, check: int | None = None,
        socket=None):
    """One run of a program; `check` is the exit code it must have, `socket` the daemon's."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "OPP_SOCKET"))}
    environment["LANG"] = "en_US.UTF-8"
    if socket is not None:
        environment["OPP_SOCKET"] = str(socket)
    done = subprocess.run(
        [str(binary(name)), *map(str, arguments)], input=input, capture_output=True,
        timeout=PATIENCE * 15, env=environment)
    if check is not None:
        assert done.returncode == check, (
            f"{name} {' '.join(map(str, arguments))} exited {done.returncode}, not {check}\n"
            f"stdout: {done.stdout[-2000:].decode(errors='replace')}\n"
            f"stderr: {done.stderr[-2000:].decode(errors='replace')}")
    return done


class StartRefused(Exception):
    """The daemon ended before it served; `output` is what it said."""

    def __init__(self, returncode: int, output: str):
        super().__init__(f"oppd exited {returncode}: {output}")
        self.returncode = returncode
        self.output = output


class Daemon:
    """One `oppd` on one data directory."""

    def __init__(self, home):
        self.home = pathlib.Path(home)
        self.data = self.home / "data"
        self.socket = self.home / "s"
        self.log = self.home / "oppd.log"
        self.process = None
        self.options: list[str] = []
        # Seconds; a test that wants the ledger to do something by itself says so.
        self.act_every = 0

    def start(self):
        assert self.process is None, "started twice"
        binary_path = binary("oppd")
        self._log_start = self.log.stat().st_size if self.log.exists() else 0
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [str(binary_path), "--data", str(self.data), "--socket", str(self.socket),
                 "--act-every", str(self.act_every), *map(str, self.options)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        deadline = time.monotonic() + PATIENCE
        while True:
            if self.process.poll() is not None:
                returncode, self.process = self.process.returncode, None
                raise StartRefused(returncode, self.output())
            try:
                Client(self.socket).close()
                return self
            except OSError:
                pass
            if time.monotonic() > deadline:
                self.kill()
                raise AssertionError(f"oppd was not ready in {PATIENCE} s: {self.output()}")
            time.sleep(0.01)

    def output(self) -> str:
        """What this start of the daemon has printed so far."""
        return self.log.read_bytes()[self._log_start:].decode(errors="replace")

    @property
    def pid(self) -> int:
        return self.process.pid

    def kill(self):
        """SIGKILL, as a crash would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def begin_stop(self):
        self.process.send_signal(signal.SIGTERM)

    def stop(self) -> int:
        """SIGTERM and its exit code."""
        self.begin_stop()
        return self.wait()

    def wait(self) -> int:
        try:
            returncode = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"oppd did not end in {PATIENCE} s: {self.output()}") from None
        self.process = None
        return returncode

    @property
    def running(self) -> bool:
        return self.process is not None

    def client(self, **options) -> Client:
        return Client(self.socket, **options)
