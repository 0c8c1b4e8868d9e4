"""A disk that takes nothing more: the page says so, nothing is half-kept, and the same step works later."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from sqlalchemy import select

from dvc.config import Settings
from dvc.db import Database
from dvc.models.draft import Draft
from dvc.models.upload import Upload
from dvc.services import setup, storage, uploads
from tests.support.filer import Filer, Ready, at_browser, residents, taken, words_of
from tests.support.pages import check_page
from tests.support.photos import photo
from tests.support.portal import Portal

SAYS = "Trang đang nghỉ ít phút"
KEPT = "Hồ sơ nháp đã lưu vẫn còn"
ROOM = 1_000_000  # bytes that a file may have: the database's journal fits, the photograph does not
NO_ROOM = 0


@pytest.fixture
def draft(database: Database, settings: Settings) -> Ready:
    setup.install(settings)
    return residents(database, 1)[0]


@pytest.fixture
def filer(server: Portal, draft: Ready) -> Iterator[Filer]:
    with at_browser(server.url, draft) as made:
        yield made


def limit_files(portal: Portal, size: int) -> None:
    """Let no process of the server make a file longer than this, as a disk that is full does."""
    assert portal.process is not None
    main = psutil.Process(portal.process.pid)
    for process in (main, *main.children(recursive=True)):
        hard = process.rlimit(psutil.RLIMIT_FSIZE)[1]
        process.rlimit(psutil.RLIMIT_FSIZE, (size, hard))


def says_later(filer: Filer, act: Callable[[], str]) -> None:
    """Expect the page that asks to try again later, and that says what is kept."""
    page = act()
    assert filer.statuses[-1] == 503, words_of(page) or page
    assert SAYS in words_of(page)
    assert KEPT in words_of(page)
    check_page(page, "503")


def state(database: Database) -> tuple[int, dict[str, str], int]:
    with database.reading() as session:
        draft = session.scalars(select(Draft)).one()
        return draft.rev, draft.papers, len(session.scalars(select(Upload)).all())


@pytest.mark.parametrize("size", [(2400, 1800), (800, 600)], ids=["spooled", "in-memory"])
def test_a_photograph_that_the_disk_does_not_take_is_refused_whole(
    server: Portal, filer: Filer, database: Database, size: tuple[int, int]
) -> None:
    picture = photo(9, size=size)
    before = state(database)
    limit_files(server, min(ROOM, len(picture) // 2))
    says_later(filer, lambda: filer.send_photo("a.jpg", picture))
    assert state(database) == before
    assert list(storage.store().names()) == []
    assert unfinished() == []
    limit_files(server, psutil.RLIM_INFINITY)
    assert taken(filer.send_photo("a.jpg", picture)) == 1
    with database.reading() as session:
        assert uploads.original(session.scalars(select(Upload)).one()).data == picture
    assert "OSError" in server.said()  # the operator is told which


def test_a_database_that_cannot_grow_loses_no_draft(server: Portal, filer: Filer, database: Database) -> None:
    form = filer.last_page()
    before = state(database)
    limit_files(server, NO_ROOM)
    says_later(filer, lambda: filer.post("/nop", form))
    assert state(database) == before
    limit_files(server, psutil.RLIM_INFINITY)
    assert filer.submit(form)


def test_a_store_that_is_no_folder_refuses_files_and_keeps_the_draft(
    server: Portal, filer: Filer, database: Database, settings: Settings
) -> None:
    before = state(database)
    root = Path(settings.storage_url.removeprefix("file://"))
    root.write_text("a file stands here")
    says_later(filer, lambda: filer.send_photo("a.jpg", photo(9, size=(320, 240))))
    assert state(database) == before
    root.unlink()
    assert taken(filer.send_photo("a.jpg", photo(9, size=(320, 240)))) == 1
    assert "FileExistsError" in server.said()


def unfinished() -> list[Path]:
    """Return what a broken-off write left in the store's folder."""
    root = Path(setup.settings().storage_url.removeprefix("file://"))
    return list((root / "incoming").glob("*"))
