"""The measurements by which the WSGI server was chosen (ADR 0002), as tests of order, not of time."""

import select
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest
import requests

from tests.support.portal import Portal

SLOW = 60
NORMAL = 20
HALF_HEAD = b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "
REST_OF_HEAD = b"1\r\nConnection: close\r\n\r\n"
HALF_BODY = (
    b"POST /tra-cuu HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 2000\r\n\r\n" + b"a" * 1000
)
REST_OF_BODY = b"a" * 1000
ASKING_FIRST = HALF_BODY.replace(b"Connection: close", b"Connection: close\r\nExpect: 100-continue")


@contextmanager
def half_sent(server: Portal, half: bytes, count: int) -> Iterator[list[socket.socket]]:
    with ExitStack() as stack:
        links = [stack.enter_context(socket.create_connection(("127.0.0.1", server.port))) for _ in range(count)]
        for link in links:
            link.sendall(half)
        yield links


def answered(links: list[socket.socket]) -> list[socket.socket]:
    return select.select(links, [], [], 0)[0]


def first_line(link: socket.socket) -> bytes:
    link.settimeout(30)
    line = b""
    while not line.endswith(b"\n") and (byte := link.recv(1)):
        line += byte
    return line


@pytest.mark.parametrize(
    ("half", "rest"),
    [pytest.param(HALF_HEAD, REST_OF_HEAD, id="headers"), pytest.param(HALF_BODY, REST_OF_BODY, id="bodies")],
)
def test_normal_requests_finish_before_any_half_sent_one(server: Portal, half: bytes, rest: bytes) -> None:
    with half_sent(server, half, SLOW) as slow:
        for _ in range(NORMAL):
            assert requests.get(f"{server.url}/", timeout=30).ok
        assert answered(slow) == []
        for link in slow:
            link.sendall(rest)
        assert {first_line(link)[:9] for link in slow} == {b"HTTP/1.1 "}


def test_a_running_request_is_let_finish_when_the_server_is_told_to_stop(server: Portal) -> None:
    with half_sent(server, ASKING_FIRST, 2) as running:
        # Only a request that the program reads is told to go on: both are running, in whichever process.
        assert {first_line(link) for link in running} == {b"HTTP/1.1 100 Continue\r\n"}
        server.signal(signal.SIGTERM)
        server.wait_until(lambda: not server.answers(), "the server still takes new requests")
        for link in running:
            assert first_line(link) == b"\r\n"
        assert answered(running) == [], server.said()
        for link in running:
            link.sendall(REST_OF_BODY)
        assert {first_line(link)[:9] for link in running} == {b"HTTP/1.1 "}
    assert server.stop() == 0


def test_two_processes_serve_and_a_killed_one_is_replaced(server: Portal) -> None:
    assert server.process is not None
    main = psutil.Process(server.process.pid)
    workers = main.children()
    assert len(workers) == 2
    workers[0].kill()
    server.wait_until(lambda: len({*main.children()} - {*workers}) == 1, "the killed worker is not replaced")
    server.wait_until(server.answers, "the server does not answer after a worker's death")


def test_a_peer_that_vanishes_is_noticed_by_the_kernel(server: Portal) -> None:
    def accepted_with_a_timer() -> bool:  # a worker that has just started marks its socket a moment later
        with half_sent(server, HALF_BODY, 1):
            return kept_alive(server.port)

    server.wait_until(accepted_with_a_timer, "an accepted connection has no keep-alive timer")


def kept_alive(port: int) -> bool:
    # /proc/net/tcp: local address, remote address, state, queues, then the timer (02 is keep-alive).
    rows = [row.split() for row in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    mine = [row for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "01"]
    return any(row[5].startswith("02:") for row in mine)


def test_abandoned_bodies_leave_the_server_whole(server: Portal) -> None:
    with half_sent(server, HALF_BODY, SLOW):
        pass
    for _ in range(NORMAL):
        assert requests.get(f"{server.url}/", timeout=30).ok
    assert "Traceback" not in server.said()
