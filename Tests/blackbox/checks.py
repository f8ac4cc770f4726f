"""Assertions that many tests share."""

import contextlib

from oppclient import Refused


@contextlib.contextmanager
def nothing_recorded(client):
    """The ledger ends at the same position under the same root as before."""
    before = client.status()
    yield
    after = client.status()
    assert (after.head_position, after.root) == (before.head_position, before.root)


def refusal_code(call, *arguments, **more) -> str:
    """The code of the refusal that the call must end in; the connection must live on."""
    try:
        answer = call(*arguments, **more)
    except Refused as refused:
        assert refused.message, "a refusal without a word of explanation"
        assert not refused.closing, f"{refused.code} closes the connection"
        return refused.code
    raise AssertionError(f"answered: {str(answer)[:300]}")


def outcome(client, command) -> str:
    """The code a command is turned down with, be it a refusal or a rejection."""
    try:
        result = client.submit(command)
    except Refused as refused:
        assert refused.message and not refused.closing, refused
        return refused.code
    assert result.HasField("rejection"), f"accepted: {result}"
    explains(result.rejection)
    return result.rejection.code


def explains(rejection):
    """What went wrong is named for machines and said for people."""
    assert rejection.code == rejection.code.upper() and rejection.code, rejection
    assert len(rejection.message) >= 10, f"no explanation: {rejection}"
