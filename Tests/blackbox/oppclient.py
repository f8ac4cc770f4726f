"""A small client of the ledger daemon, written from schemas/PROTOCOL.md alone.

One blocking socket, frames of a u32 big-endian length and one protobuf message, answers matched by
request id. A command is sent as the bytes it was given, because its payload *is* those bytes.
"""

import collections
import select
import socket
import struct

from oppschema import protocol, queries

FRAME_BYTES_MAXIMUM = 1_048_576
VERSION = 1


class ConnectionClosed(Exception):
    """The daemon closed the connection."""


class Refused(Exception):
    """The daemon could not serve the request as a whole."""

    def __init__(self, refusal):
        super().__init__(f"{refusal.code}: {refusal.message}")
        self.code = refusal.code
        self.message = refusal.message
        self.closing = refusal.closing


class Rejected(Exception):
    """A command broke a rule; nothing was recorded."""

    def __init__(self, rejection):
        super().__init__(f"{rejection.code} ({rejection.field}): {rejection.message}")
        self.rejection = rejection
        self.code = rejection.code


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def field(number: int, payload: bytes) -> bytes:
    """A length-delimited protobuf field, by hand: also for bytes no library would write."""
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def number_field(number: int, value: int) -> bytes:
    return varint(number << 3) + varint(value & 0xFFFF_FFFF_FFFF_FFFF)


def encoded(command) -> bytes:
    return command if isinstance(command, bytes) else command.SerializeToString()


def framed(message: bytes) -> bytes:
    return struct.pack(">I", len(message)) + message


def submit_frame(request_id: int, command) -> bytes:
    return framed(number_field(1, request_id) + field(3, encoded(command)))


def batch_frame(request_id: int, batch_of_commands, atomic: bool) -> bytes:
    batch = b"".join(field(1, encoded(command)) for command in batch_of_commands)
    if atomic:
        batch += number_field(2, 1)
    return framed(number_field(1, request_id) + field(4, batch))


class Client:
    """One connection. Not for several threads."""

    def __init__(self, path, *, hello: bool = True, timeout: float = 60):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.settimeout(timeout)
        try:
            self.socket.connect(str(path))
            self._buffer = bytearray()
            self._set_aside = collections.defaultdict(collections.deque)
            self._last_request_id = 0
            self.welcome = self.hello() if hello else None
        except BaseException:
            self.socket.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    # Frames

    def send_bytes(self, data: bytes):
        """Sends all of it, and takes in answers meanwhile: two peers that only write are stuck."""
        waiting = memoryview(data)
        while waiting:
            readable, writable, _ = select.select(
                [self.socket], [self.socket], [], self.socket.gettimeout())
            if readable:
                self._fill()
            elif writable:
                try:
                    waiting = waiting[self.socket.send(waiting, socket.MSG_DONTWAIT):]
                except BlockingIOError:
                    pass  # room for less than one piece: ask again
            else:
                raise TimeoutError("the daemon neither reads nor writes")

    def send(self, frame):
        self.send_bytes(framed(frame.SerializeToString()))

    def receive(self):
        """The next frame, whatever it answers."""
        while True:
            frame = self._buffered_frame()
            if frame is not None:
                return frame
            self._fill()

    def receive_more(self):
        """Blocks for one frame at least, then returns every frame that has arrived whole."""
        frames = [self.receive()]
        while (frame := self._buffered_frame()) is not None:
            frames.append(frame)
        return frames

    def _buffered_frame(self):
        if len(self._buffer) < 4:
            return None
        (length,) = struct.unpack_from(">I", self._buffer)
        if len(self._buffer) < 4 + length:
            return None
        frame = protocol.ServerFrame.FromString(bytes(self._buffer[4:4 + length]))
        del self._buffer[:4 + length]
        return frame

    def _fill(self):
        try:
            data = self.socket.recv(262_144)
        except (ConnectionResetError, BrokenPipeError) as error:
            raise ConnectionClosed(str(error)) from error
        if not data:
            raise ConnectionClosed("end of stream")
        self._buffer += data

    def wait_for(self, request_id: int):
        """The next frame for this request; frames for others are kept for their turn."""
        if self._set_aside[request_id]:
            frame = self._set_aside[request_id].popleft()
        else:
            while (frame := self.receive()).request_id != request_id:
                if frame.request_id == 0 and frame.HasField("refusal"):
                    raise Refused(frame.refusal)
                self._set_aside[frame.request_id].append(frame)
        if frame.HasField("refusal"):
            raise Refused(frame.refusal)
        return frame

    def expect_closed(self):
        """Reads on until the daemon closes; whatever else arrives is returned."""
        frames = []
        try:
            while True:
                frames.append(self.receive())
        except ConnectionClosed:
            return frames

    def next_request_id(self) -> int:
        self._last_request_id += 1
        return self._last_request_id

    # Requests

    def hello(self, minimum: int = VERSION, maximum: int = VERSION):
        frame = protocol.ClientFrame(request_id=self.next_request_id())
        frame.hello.version_minimum = minimum
        frame.hello.version_maximum = maximum
        frame.hello.client = "blackbox"
        self.send(frame)
        answer = self.receive()
        if answer.HasField("refusal"):
            raise Refused(answer.refusal)
        assert answer.HasField("welcome"), answer
        return answer.welcome

    def send_command(self, command) -> int:
        request_id = self.next_request_id()
        self.send_bytes(submit_frame(request_id, command))
        return request_id

    def submit(self, command):
        """The `CommandResult`."""
        return self.wait_for(self.send_command(command)).result

    def accept(self, command):
        """The `Receipt`; a rejection is an error."""
        result = self.submit(command)
        if result.HasField("rejection"):
            raise Rejected(result.rejection)
        return result.receipt

    def reject(self, command):
        """The `Rejection`; a receipt is an error."""
        result = self.submit(command)
        assert result.HasField("rejection"), f"accepted: {result}"
        return result.rejection

    def submit_all(self, commands, window: int = 256):
        """Pipelines the commands and returns their results in the order given."""
        ids, results = [], {}
        for command in commands:
            if len(ids) - len(results) >= window:
                self._collect(results)
            ids.append(self.send_command(command))
        while len(results) < len(ids):
            self._collect(results)
        return [results[request_id] for request_id in ids]

    def _collect(self, results):
        for frame in self.receive_more():
            if frame.HasField("refusal"):
                raise Refused(frame.refusal)
            results[frame.request_id] = frame.result

    def accept_all(self, commands):
        receipts = []
        for result in self.submit_all(commands):
            if result.HasField("rejection"):
                raise Rejected(result.rejection)
            receipts.append(result.receipt)
        return receipts

    def submit_batch(self, commands, *, atomic: bool):
        request_id = self.next_request_id()
        self.send_bytes(batch_frame(request_id, commands, atomic))
        return list(self.wait_for(request_id).batch_result.results)

    def status(self):
        frame = protocol.ClientFrame(request_id=self.next_request_id())
        frame.status.SetInParent()
        self.send(frame)
        return self.wait_for(frame.request_id).status

    def query(self, query):
        """All pages of the answer as one `Answer`; `pages` on the client counts them."""
        frame = protocol.ClientFrame(request_id=self.next_request_id(), query=query)
        self.send(frame)
        whole, self.pages = None, 0
        while True:
            page = self.wait_for(frame.request_id).answer
            self.pages += 1
            if whole is None:
                whole = page
            else:
                for key in ("position", "at_ms", "policy_version", "total_rows"):
                    assert getattr(page, key) == getattr(whole, key), f"pages differ in {key}"
                whole.MergeFrom(page)
            if page.last:
                return whole

    def ask(self, view: str, *, basis=None, at_least: int | None = None, **arguments):
        """`ask("pipeline", group_by=…)`: reads its own writes unless a basis is given."""
        query = queries.Query()
        getattr(query, view).SetInParent()
        for name, value in arguments.items():
            target = getattr(query, view)
            if name == "owner_id" or name == "team_id":
                target = target.scope
            setattr(target, name, value)
        if basis is not None:
            query.basis.CopyFrom(queries.Basis(**basis))
        if at_least is not None:
            query.at_least_position = at_least
        elif basis is None:
            query.at_least_position = self.status().head_position
            query.wait_seconds = 60
        return self.query(query)

    def opportunity(self, opportunity_id: str, **more):
        answer = self.ask("opportunity", opportunity_id=opportunity_id, **more)
        assert len(answer.opportunities) == 1, answer
        return answer.opportunities[0]

    def open_tail(self, from_position: int, credit: int) -> int:
        frame = protocol.ClientFrame(request_id=self.next_request_id())
        frame.tail.from_position = from_position
        frame.tail.credit = credit
        self.send(frame)
        return frame.request_id

    def add_credit(self, request_id: int, credit: int):
        frame = protocol.ClientFrame(request_id=request_id)
        frame.tail_credit.credit = credit
        self.send(frame)

    def cancel_tail(self, request_id: int):
        frame = protocol.ClientFrame(request_id=request_id)
        frame.tail_cancel.SetInParent()
        self.send(frame)

    def tail_records(self, request_id: int, count: int):
        """Reads until `count` records have come; (position, stored bytes) pairs, checked gapless."""
        got = []
        while len(got) < count:
            events = self.wait_for(request_id).tail_events
            for offset, stored in enumerate(events.records):
                position = events.first_position + offset
                assert not got or position == got[-1][0] + 1, "a gap or a repetition in the tail"
                got.append((position, stored))
        return got
