"""An upload that is cut anywhere leaves nothing half: the draft is as it was, and the next try works."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil
import pytest
import requests
from sqlalchemy import select

from dvc.config import Settings
from dvc.db import Database
from dvc.models.draft import Draft
from dvc.models.upload import Upload
from dvc.services import setup, uploads
from tests.support.filer import PAPER, Filer, Ready, at_browser, hidden, residents, taken
from tests.support.photos import photo
from tests.support.portal import Portal

PHOTO = photo(7, size=(800, 600))
END = b"--\r\n"


@pytest.fixture
def draft(database: Database, settings: Settings) -> Ready:
    setup.install(settings)
    return residents(database, 1)[0]


@pytest.fixture
def filer(server: Portal, draft: Ready) -> Iterator[Filer]:
    with at_browser(server.url, draft) as made:
        yield made


def upload_bytes(filer: Filer) -> tuple[bytes, bytes]:
    """Return head and body of what a browser sends for one photograph."""
    path = f"{filer.ready.path}/giay-to/{PAPER}"
    page = filer.get(f"/giay-to/{PAPER}")
    fields = {"csrf_token": hidden(page)["csrf_token"]}
    asked = requests.Request("POST", filer.url + path, data=fields, files={"files": ("a.jpg", PHOTO)}).prepare()
    assert isinstance(asked.body, bytes)
    head = {
        "Host": filer.url.removeprefix("http://"),
        "Cookie": f"dvc={filer.ready.token}",
        "Content-Type": asked.headers["Content-Type"],
        "Content-Length": str(len(asked.body)),
        "Connection": "close",
    }
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]
    return "\r\n".join(lines).encode(), asked.body


@contextmanager
def begun(filer: Filer, share: bytes) -> Iterator[socket.socket]:
    host, port = filer.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as link:
        link.sendall(share)
        yield link


def rows(database: Database) -> tuple[int, list[str], dict[str, str], list[str]]:
    """Return what of the draft an upload would change."""
    with database.reading() as session:
        draft = session.scalars(select(Draft)).one()
        return draft.rev, draft.steps, draft.papers, [one.digest for one in session.scalars(select(Upload))]


@pytest.mark.parametrize("goodbye", [True, False], ids=["closed", "reset"])
def test_an_upload_cut_at_any_byte_leaves_nothing_half(
    server: Portal, filer: Filer, database: Database, *, goodbye: bool
) -> None:
    before = rows(database)
    head, body = upload_bytes(filer)
    filer.link.close()
    start = body.index(PHOTO)
    for kept in (0, 1, start - 1, start, start + 1, start + len(PHOTO) // 2, start + len(PHOTO), len(body) - len(END)):
        with begun(filer, head + body[:kept]) as link:
            if goodbye:
                link.shutdown(socket.SHUT_WR)
                with suppress(ConnectionResetError):
                    assert b" 303 " not in link.makefile("rb").readline(), kept - len(body)
            else:
                link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    server.wait_until(lambda: not connected(server), "a cut connection is still held")
    assert server.stop() == 0  # what still ran has ended
    assert rows(database) == before
    assert "Traceback" not in server.said()
    server.start("web")
    assert taken(filer.get(f"/giay-to/{PAPER}")) == 0
    assert taken(filer.send_photo("a.jpg", PHOTO)) == 1
    assert kept_whole(database)


def test_an_upload_that_is_under_way_is_taken_when_the_server_is_told_to_stop(
    server: Portal, filer: Filer, database: Database
) -> None:
    head, body = upload_bytes(filer)
    with begun(filer, head + body[:-100]) as link:
        assert requests.get(f"{server.url}/", timeout=30).ok
        server.signal(signal.SIGTERM)
        server.wait_until(lambda: not server.answers(), "the server still takes new requests")
        link.sendall(body[-100:])
        assert b" 303 " in link.makefile("rb").readline()
    assert server.stop() == 0
    assert kept_whole(database)


def test_a_server_killed_in_the_middle_of_an_upload_keeps_nothing_of_it(
    server: Portal, filer: Filer, database: Database
) -> None:
    before = rows(database)
    head, body = upload_bytes(filer)
    with begun(filer, head + body[:-100]) as link:
        assert requests.get(f"{server.url}/", timeout=30).ok
        server.kill()
        with suppress(ConnectionResetError):
            assert link.recv(1) == b""
    server.start("web")
    assert rows(database) == before
    assert taken(filer.send_photo("a.jpg", PHOTO)) == 1
    assert kept_whole(database)


def connected(server: Portal) -> bool:
    """Tell whether the server still holds a connection."""
    assert server.process is not None
    workers = psutil.Process(server.process.pid).children()
    return any(link.status != psutil.CONN_LISTEN for worker in workers for link in worker.net_connections("tcp"))


def kept_whole(database: Database) -> bool:
    """Tell whether the one file is there byte for byte."""
    with database.reading() as session:
        return uploads.original(session.scalars(select(Upload)).one()).data == PHOTO
