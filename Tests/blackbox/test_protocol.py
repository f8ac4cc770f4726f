"""Frames, hello, pipelining and their limits: PROTOCOL.md, sentence by sentence."""

import collections
import contextlib
import itertools
import os
import pathlib
import random
import resource
import socket
import struct
import time

import pytest

import make
from checks import nothing_recorded, outcome
from oppclient import (
    FRAME_BYTES_MAXIMUM, ConnectionClosed, Refused, field, framed, number_field, varint)
from oppschema import protocol, values


def raw_client(office):
    return office.daemon.client(hello=False)


def closing_refusal(client) -> str:
    """The daemon must refuse and then close; the code of the refusal."""
    frames = client.expect_closed()
    assert len(frames) == 1 and frames[0].HasField("refusal"), frames
    assert frames[0].refusal.closing and frames[0].refusal.message
    return frames[0].refusal.code


# Hello


def test_welcome_names_the_limits_and_the_head(office, desk):
    welcome = desk.welcome
    assert welcome.version == 1
    assert welcome.frame_bytes_maximum == FRAME_BYTES_MAXIMUM
    assert welcome.commands_in_flight_maximum == 1024
    assert welcome.batch_commands_maximum == 1000
    assert welcome.head_position == desk.status().head_position > 0
    assert welcome.server


@pytest.mark.parametrize("minimum, maximum", [(1, 1), (1, 9), (0, 1)])
def test_a_client_that_speaks_version_1_is_welcome(office, minimum, maximum):
    with raw_client(office) as client:
        assert client.hello(minimum, maximum).version == 1


@pytest.mark.parametrize("minimum, maximum", [(2, 2), (2, 4_294_967_295), (0, 0)])
def test_a_client_without_a_common_version_is_refused(office, minimum, maximum):
    with raw_client(office) as client:
        with pytest.raises(Refused) as refused:
            client.hello(minimum, maximum)
        assert refused.value.code == "VERSION_UNSUPPORTED"
        assert refused.value.closing
        assert "1" in refused.value.message, "the message does not say which version is spoken"
        assert client.expect_closed() == []


@pytest.mark.parametrize("body", ["submit", "submit_batch", "query", "status", "tail"])
def test_anything_before_hello_is_refused(office, body):
    with raw_client(office) as client:
        frame = protocol.ClientFrame(request_id=1)
        getattr(frame, body).SetInParent()
        client.send(frame)
        assert closing_refusal(client) == "HELLO_REQUIRED"


def test_a_command_before_hello_is_not_recorded(office, desk):
    with nothing_recorded(desk), raw_client(office) as client:
        client.send_command(make.team(make.fresh_id("t")))
        assert closing_refusal(client) == "HELLO_REQUIRED"


# Frames


@pytest.mark.parametrize("length", [FRAME_BYTES_MAXIMUM + 1, 0x7FFF_FFFF, 0xFFFF_FFFF])
@pytest.mark.parametrize("hello", [True, False])
def test_an_oversized_frame_is_refused_by_its_length_alone(office, desk, length, hello):
    with nothing_recorded(desk), office.daemon.client(hello=hello) as client:
        client.send_bytes(struct.pack(">I", length))
        assert closing_refusal(client) == "FRAME_TOO_LARGE"


def test_a_command_of_more_than_a_frame_is_refused_and_not_recorded(office, desk):
    id = office.opportunity(desk)
    with nothing_recorded(desk), office.daemon.client() as client:
        with pytest.raises((Refused, OSError, ConnectionClosed)) as ended:
            client.submit(make.follow_up(id, office.tag, note="x" * (FRAME_BYTES_MAXIMUM + 1)))
        if isinstance(ended.value, Refused):
            assert ended.value.code == "FRAME_TOO_LARGE" and ended.value.closing


def test_a_frame_of_exactly_the_maximum_is_read(office, desk):
    id = office.opportunity(desk)
    with nothing_recorded(desk):
        command = make.follow_up(id, office.tag, note="x" * (FRAME_BYTES_MAXIMUM - 200))
        request_id = desk.next_request_id()
        message = number_field(1, request_id) + field(3, command.SerializeToString())
        command.log_follow_up.note += "x" * (FRAME_BYTES_MAXIMUM - len(message))
        message = number_field(1, request_id) + field(3, command.SerializeToString())
        assert len(message) == FRAME_BYTES_MAXIMUM
        desk.send_bytes(framed(message))
        assert desk.wait_for(request_id).result.rejection.code == "INVALID_FIELD"


MALFORMED = {
    "no message at all": b"\xff" * 16,
    "a field cut off": b"\x08\x01\x1a\x7f\x01",
    "a group never ended": b"\x08\x01\x0b",
    "field number 0": b"\x08\x01\x00\x01",
    "a varint of eleven bytes": b"\x08" + b"\xff" * 10 + b"\x01",
    "a request without a body": b"\x08\x01",
    "a body of a kind unknown": number_field(1, 1) + field(99, b""),
    "request id 0": field(6, b""),
    "an empty frame": b"",
}


@pytest.mark.parametrize("message", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_frame_is_named_and_the_connection_closed(office, desk, message):
    with nothing_recorded(desk), office.daemon.client() as client:
        client.send_bytes(framed(message))
        assert closing_refusal(client) == "MALFORMED_FRAME"


def test_a_half_frame_leaves_no_trace_and_holds_up_nobody(office, desk):
    id = office.opportunity(desk)
    whole = framed(
        number_field(1, 9) + field(3, make.follow_up(id, office.tag).SerializeToString()))
    for length in (1, 3, 4, 5, len(whole) // 2, len(whole) - 1):
        with nothing_recorded(desk), office.daemon.client() as client:
            client.send_bytes(whole[:length])
            assert desk.status().head_position > 0  # others are served meanwhile


def test_bytes_may_arrive_one_by_one(office):
    with raw_client(office) as client:
        hello = protocol.ClientFrame(request_id=1)
        hello.hello.version_minimum = hello.hello.version_maximum = 1
        status = protocol.ClientFrame(request_id=2)
        status.status.SetInParent()
        for byte in framed(hello.SerializeToString()) + framed(status.SerializeToString()):
            client.send_bytes(bytes([byte]))
        assert client.receive().HasField("welcome")
        assert client.receive().HasField("status")


def test_many_frames_may_arrive_in_one_write(office, desk):
    id = office.opportunity(desk)
    with raw_client(office) as client:
        hello = protocol.ClientFrame(request_id=7)
        hello.hello.version_minimum = hello.hello.version_maximum = 1
        data = framed(hello.SerializeToString())
        for request_id in range(8, 58):
            data += framed(number_field(1, request_id) + field(
                3, make.follow_up(id, office.tag).SerializeToString()))
        client.send_bytes(data)
        assert client.receive().HasField("welcome")
        answers = {}
        while len(answers) < 50:
            frame = client.receive()
            assert frame.request_id not in answers, "answered twice"
            answers[frame.request_id] = frame.result.receipt
        positions = [answers[i].first_position for i in range(8, 58)]
        assert positions == list(range(positions[0], positions[0] + 50))


def test_random_bytes_never_hurt_the_daemon(office, desk):
    dice = random.Random(20)
    with nothing_recorded(desk):
        for _ in range(100):
            with office.daemon.client(hello=dice.random() < 0.7) as client:
                garbage = dice.randbytes(dice.randrange(1, 600))
                if dice.random() < 0.8:
                    garbage = framed(garbage)
                try:
                    client.send_bytes(garbage)
                    client.socket.shutdown(socket.SHUT_WR)
                    client.expect_closed()
                except OSError:
                    pass  # the daemon may close before all is sent


def test_damaged_commands_never_hurt_the_daemon(office, desk):
    """Every single-byte damage to a valid command: answered with a code, or a command after all."""
    dice = random.Random(21)
    id = office.opportunity(desk)
    command = make.move(id, values.STAGE_CONTACT, values.STAGE_NEEDS, note="met the 院长").SerializeToString()
    answered = 0
    for index in range(len(command)):
        damaged = bytearray(command)
        damaged[index] ^= 1 << dice.randrange(8)
        with office.daemon.client() as client:
            try:
                result = client.submit(bytes(damaged))
                assert result.WhichOneof("result")
            except Refused as refused:
                assert refused.code in ("MALFORMED_COMMAND", "MALFORMED_FRAME"), refused
            answered += 1
    assert answered == len(command)
    assert desk.status().head_position > 0


# Commands that are whole frames but no commands


def damaged_commands():
    good = make.team("t-x")
    no_id, short_id, long_id = make.team("t-x"), make.team("t-x"), make.team("t-x")
    no_id.command_id, short_id.command_id, long_id.command_id = b"", bytes(15), bytes(17)
    bodyless = make.team("t-x")
    bodyless.ClearField("register_team")
    header = good.command_id
    return {
        "no command id": no_id.SerializeToString(),
        "a command id of 15 bytes": short_id.SerializeToString(),
        "a command id of 17 bytes": long_id.SerializeToString(),
        "no body": bodyless.SerializeToString(),
        "a body of a kind unknown": bodyless.SerializeToString() + field(199, b""),
        "bytes that are no message": b"\xff\xff\xff",
        "a cut body": field(1, header) + varint(30 << 3 | 2) + varint(50) + b"short",
        "nothing": b"",
        "invalid UTF-8": field(1, header) + field(2, make.INTEGRATION.SerializeToString())
        + field(30, field(1, b"t-utf8") + field(2, b"caf\xe9 \xff\xfe")),
        "an overlong UTF-8 slash": field(1, header)
        + field(2, make.INTEGRATION.SerializeToString())
        + field(30, field(1, b"t-utf8") + field(2, b"a\xc0\xafb")),
        "a surrogate in UTF-8": field(1, header)
        + field(2, make.INTEGRATION.SerializeToString())
        + field(30, field(1, b"t-utf8") + field(2, b"a\xed\xa0\x80b")),
    }


@pytest.mark.parametrize("kind", damaged_commands().keys())
def test_a_malformed_command_is_refused_and_the_connection_lives_on(office, desk, kind):
    with nothing_recorded(desk):
        # A field that is there and wrong may be named as a field.
        by_field = any(word in kind for word in ("UTF-8", "id", "nothing"))
        expected = ("MALFORMED_COMMAND", "INVALID_FIELD") if by_field else ("MALFORMED_COMMAND",)
        assert outcome(desk, damaged_commands()[kind]) in expected
    desk.accept(make.team(make.fresh_id("t")))


def test_a_malformed_command_in_a_batch_is_refused_and_the_connection_lives_on(office, desk):
    with nothing_recorded(desk):
        try:
            results = desk.submit_batch([damaged_commands()["no body"]], atomic=True)
            assert results[0].rejection.code == "MALFORMED_COMMAND"
        except Refused as refused:
            assert refused.code == "MALFORMED_COMMAND" and not refused.closing
    desk.accept(make.team(make.fresh_id("t")))


# Pipelining


def test_commands_of_one_connection_are_judged_in_the_order_sent(office, desk):
    id = office.opportunity(desk)
    results = desk.submit_all(
        [make.follow_up(id, office.tag, expected=version) for version in range(1, 301)])
    receipts = [result.receipt for result in results]
    assert [receipt.stream_version for receipt in receipts] == list(range(2, 302))
    positions = [receipt.first_position for receipt in receipts]
    assert positions == sorted(set(positions))


def test_more_commands_than_may_be_in_flight_are_all_answered(office, desk):
    """Beyond 1,024 the daemon stops reading; it loses and refuses none."""
    id = office.opportunity(desk)
    total = 4000
    with office.daemon.client() as client:
        frames = b"".join(
            framed(number_field(1, request_id) + field(
                3, make.follow_up(id, office.tag).SerializeToString()))
            for request_id in range(10, 10 + total))
        # It takes in answers while it sends: another thread that received would take them from it.
        client.send_bytes(frames)
        answers = {}
        while len(answers) < total:
            frame = client.receive()
            assert frame.request_id not in answers
            answers[frame.request_id] = frame.result.receipt.stream_version
    assert [answers[i] for i in range(10, 10 + total)] == list(range(2, total + 2))


def test_queries_and_commands_mix_on_one_connection(office, desk):
    id = office.opportunity(desk)
    command_ids, query_ids = [], []
    for _ in range(50):
        command_ids.append(desk.send_command(make.follow_up(id, office.tag)))
        frame = protocol.ClientFrame(request_id=desk.next_request_id())
        frame.query.opportunity.opportunity_id = id
        desk.send(frame)
        query_ids.append(frame.request_id)
    for request_id in reversed(query_ids):
        assert desk.wait_for(request_id).answer.opportunities[0].opportunity_id == id
    for version, request_id in enumerate(command_ids, start=2):
        assert desk.wait_for(request_id).result.receipt.stream_version == version


# Limits on peers


def test_connections_of_one_user_are_limited_and_come_free_again(office):
    clients, turned_away = [], 0
    try:
        for _ in range(80):
            try:
                clients.append(office.daemon.client())
            except (Refused, ConnectionClosed, OSError):
                turned_away += 1
        assert 56 <= len(clients) <= 64
        assert turned_away == 80 - len(clients)
        assert clients[0].status().head_position > 0
    finally:
        for client in clients:
            client.close()
    for _ in range(1000):  # the daemon sees the closes when it sees them
        try:
            office.daemon.client().close()
            break
        except (Refused, ConnectionClosed, OSError):
            pass
    else:
        pytest.fail("no connection came free")


def test_silent_and_stalled_clients_are_let_go(office, desk):
    """No hello for 5 s, or a frame begun and not ended for 10 s: closed, and only those."""
    id = office.opportunity(desk)
    with raw_client(office) as silent, office.daemon.client() as stalled:
        whole = framed(
            number_field(1, 9) + field(3, make.follow_up(id, office.tag).SerializeToString()))
        stalled.send_bytes(whole[:-1])
        with nothing_recorded(desk):
            silent.expect_closed()
            stalled.expect_closed()
        assert desk.opportunity(id).follow_up_count == 0


def test_a_client_that_reads_late_or_never_holds_up_nobody(office, desk):
    """A thousand large answers asked for and not fetched: the daemon lets the client go at 16 MiB,
    or says BUSY to what is too much. Others are served, and no answer comes in half."""
    count, asked = 400, 1000
    desk.accept_all([
        make.create(make.fresh_id("big"), office.customer, office.ann, title="长" * 200)
        for _ in range(count)])
    question = protocol.ClientFrame()
    question.query.opportunities.SetInParent()
    whole, rows = set(), collections.Counter()
    with office.daemon.client() as late:
        try:
            for request_id in range(10, 10 + asked):
                question.request_id = request_id
                late.socket.sendall(framed(question.SerializeToString()))
            assert len(desk.ask("opportunities").opportunities) >= count
            while len(whole) < asked:
                frame = late.receive()
                if frame.HasField("refusal"):
                    assert frame.refusal.code == "BUSY" and not rows[frame.request_id]
                    whole.add(frame.request_id)
                    continue
                assert frame.HasField("answer"), frame
                rows[frame.request_id] += len(frame.answer.opportunities)
                if frame.answer.last:
                    whole.add(frame.request_id)
                    assert rows[frame.request_id] >= count
        except (ConnectionError, ConnectionClosed):
            assert len(whole) < asked
    assert len(desk.ask("opportunities").opportunities) >= count


def processor_seconds(pid: int) -> float:
    """User and system time of a process so far (proc(5))."""
    words = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def test_without_free_descriptors_the_daemon_rests_and_then_serves_who_waited(own_office):
    """All its descriptors in use: those it has are served, it does not spin on those that wait,
    and these are served as soon as others go."""
    daemon = own_office.daemon
    taken = len(os.listdir(f"/proc/{daemon.pid}/fd"))
    limit = resource.prlimit(daemon.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(daemon.pid, resource.RLIMIT_NOFILE, (taken + 4, limit[1]))
    with contextlib.ExitStack() as stack:
        served = [stack.enter_context(daemon.client()) for _ in range(4)]
        waiting = [socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) for _ in range(3)]
        for each in waiting:
            stack.callback(each.close)
            each.connect(str(daemon.socket))
        time.sleep(0.2)
        before = processor_seconds(daemon.pid)
        time.sleep(1.5)
        assert processor_seconds(daemon.pid) - before < 0.3, "it spins"
        assert served[0].status().head_position > 0
        for client in served:
            client.close()
        with daemon.client() as late:
            assert late.status().head_position > 0
    assert "no more connections can be accepted now" in daemon.output()


def test_answers_keep_their_order_however_the_client_reads(office):
    """More answers than a socket holds, fetched in fits while more is asked: whole, and in order."""
    question = protocol.ClientFrame()
    question.status.SetInParent()
    asked = itertools.count(100)
    expected = itertools.count(100)
    with office.daemon.client() as late:
        for ask, fetch in [(4000, 10), (50, 2500), (1, 1), (3000, 0), (1, 4541)]:
            batch = b""
            for question.request_id in itertools.islice(asked, ask):
                batch += framed(question.SerializeToString())
            late.socket.sendall(batch)
            for request_id in itertools.islice(expected, fetch):
                frame = late.receive()
                assert frame.request_id == request_id
                assert frame.status.head_position > 0
        assert next(asked) == next(expected)
