"""The load of the crash test, in a process of its own: it must outlive what it drives.

Each connection keeps a journal. A line is written and fsynced *before* its request is sent:

    S <connection's request number> <1 if an atomic batch> <hex of each command's bytes> …

and, after the answer was received:

    A <request number> <position>:<leaf hash> …      accepted
    R <request number> <code> …                      refused
    H <position> <root>                              a head the daemon gave out

The driver ends by itself when the daemon is gone. `read_journal` gives the lines back.
"""

import dataclasses
import os
import pathlib
import random
import sys
import threading

import make
from oppclient import Client, ConnectionClosed, Refused, batch_frame, submit_frame
from oppschema import protocol
from workload import Workload


@dataclasses.dataclass
class Request:
    number: int
    atomic: bool
    commands: list[bytes]
    receipts: list[tuple[int, bytes]] | None = None  # when acknowledged
    codes: list[str] | None = None                   # when refused


def read_journal(path) -> tuple[list[Request], list[tuple[int, bytes]]]:
    """The requests in the order sent, and the heads that were given out."""
    requests, heads = {}, []
    for line in pathlib.Path(path).read_text().splitlines():
        kind, number, *rest = line.split(" ")
        if kind == "S":
            requests[int(number)] = Request(
                int(number), rest[0] == "1", [bytes.fromhex(text) for text in rest[1:]])
        elif kind == "A":
            requests[int(number)].receipts = [
                (int(position), bytes.fromhex(leaf))
                for position, leaf in (pair.split(":") for pair in rest)]
        elif kind == "R":
            requests[int(number)].codes = rest
        elif kind == "H":
            heads.append((int(number), bytes.fromhex(rest[0])))
    return [requests[number] for number in sorted(requests)], heads


class Connection(threading.Thread):
    def __init__(self, socket, journal, seed, name, office):
        super().__init__(daemon=True)
        self.client = Client(socket)
        self.journal = open(journal, "w", buffering=1 << 20)
        self.dice = random.Random(f"{seed} {name}")
        self.work = Workload(f"{seed} {name}", prefix=name, **office)
        self.window = self.dice.choice([1, 4, 16, 64, 128])
        self.in_flight: dict[int, int] = {}
        self.heads: set[int] = set()

    def run(self):
        try:
            while True:
                self.send_some()
                self.read_some()
        except (ConnectionClosed, OSError, Refused):
            pass  # the daemon is gone, or is going
        finally:
            self.journal.close()

    def send_some(self):
        frames = b""
        while len(self.in_flight) < self.window:
            frames += self.request()
            if self.dice.random() < 0.1:
                break
        self.journal.flush()
        os.fsync(self.journal.fileno())
        self.client.send_bytes(frames)
        if self.dice.random() < 0.05:
            self.ask_for_the_head()

    def request(self) -> bytes:
        number = self.client.next_request_id()
        chance = self.dice.random()
        if chance < 0.05:  # must leave no trace, however the daemon dies
            commands = [make.follow_up("o-none", "tag-none")]
        elif chance < 0.2:
            commands = [self.work.next() for _ in range(self.dice.randint(2, 8))]
        else:
            commands = [self.work.next()]
        atomic = len(commands) > 1
        stored = [command.SerializeToString() for command in commands]
        self.journal.write(f"S {number} {atomic:d} {' '.join(c.hex() for c in stored)}\n")
        self.in_flight[number] = len(stored)
        return batch_frame(number, stored, True) if atomic else submit_frame(number, stored[0])

    def ask_for_the_head(self):
        frame = protocol.ClientFrame(request_id=self.client.next_request_id())
        frame.status.SetInParent()
        self.heads.add(frame.request_id)
        self.client.send(frame)

    def read_some(self):
        for frame in self.client.receive_more():
            if frame.HasField("refusal"):
                raise Refused(frame.refusal)
            if frame.request_id in self.heads:
                self.journal.write(f"H {frame.status.head_position} {frame.status.root.hex()}\n")
                continue
            del self.in_flight[frame.request_id]
            results = ([frame.result] if frame.HasField("result")
                       else list(frame.batch_result.results))
            if results[0].HasField("receipt"):
                self.journal.write(f"A {frame.request_id} " + " ".join(
                    f"{r.receipt.first_position}:{r.receipt.leaf_hash.hex()}"
                    for r in results) + "\n")
            else:
                self.journal.write(
                    f"R {frame.request_id} {' '.join(r.rejection.code for r in results)}\n")


def main(socket, folder, seed, connections, round_name):
    with Client(socket) as client:
        policy = client.ask("policy").policy.document
    office = {
        "owners": ["u-ann", "u-bob"], "customer": "c-hospital",
        "tags": [t.code for t in policy.feedback_tags],
        "loss_reasons": [r.code for r in policy.loss_reasons], "opportunities": 200}
    threads = [
        Connection(socket, pathlib.Path(folder) / f"{round_name}-{index}.journal", seed,
                   f"{round_name}-{index}", office) for index in range(int(connections))]
    print("under load", flush=True)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
