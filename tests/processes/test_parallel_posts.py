"""However often and wherever a submission arrives at once, one draft gives one dossier and one code."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from dvc.config import Settings
from dvc.db import Database, new_id
from dvc.models.dossier import Dossier, DossierEvent
from dvc.models.upload import Upload
from dvc.services import ledger, setup
from tests.support.filer import Ready, at_browser, residents, taken
from tests.support.photos import photo
from tests.support.portal import Portal

POSTS = 50
PEOPLE = 25

pytestmark = pytest.mark.every_database


@pytest.fixture
def drafts(database: Database, settings: Settings) -> list[Ready]:
    setup.install(settings)
    return residents(database, PEOPLE)


def submit_all(portal: Portal, forms: list[tuple[Ready, dict[str, str]]]) -> tuple[list[str], Counter[int]]:
    """Press every button at once, each at a browser of its own."""

    def press(one: tuple[Ready, dict[str, str]]) -> tuple[str, list[int]]:
        with at_browser(portal.url, one[0]) as filer:
            return filer.submit(one[1]), filer.statuses

    with ThreadPoolExecutor(len(forms)) as hands:
        answers = list(hands.map(press, forms))
    return [code for code, _ in answers], Counter(status for _, statuses in answers for status in statuses)


def filed(database: Database) -> list[str]:
    with database.reading() as session:
        assert list(ledger.verify(session)) == []
        codes = list(session.scalars(select(Dossier.code)))
        assert len(session.scalars(select(DossierEvent)).all()) == len(codes)
        return codes


@pytest.mark.usefixtures("server")
def test_fifty_posts_of_one_page_give_one_dossier(portal: Portal, database: Database, drafts: list[Ready]) -> None:
    with at_browser(portal.url, drafts[0]) as filer:
        form = filer.last_page()
    codes, statuses = submit_all(portal, [(drafts[0], form)] * POSTS)
    assert filed(database) == [codes[0]]
    assert set(codes) == {codes[0]}
    assert statuses == {303: POSTS, 200: POSTS}


@pytest.mark.usefixtures("server")
def test_fifty_pages_of_one_draft_give_one_dossier(portal: Portal, database: Database, drafts: list[Ready]) -> None:
    with at_browser(portal.url, drafts[0]) as filer:
        forms = [filer.last_page() for _ in range(POSTS)]
    assert len({form["key"] for form in forms}) == POSTS
    codes, statuses = submit_all(portal, [(drafts[0], form) for form in forms])
    assert filed(database) == [codes[0]]
    assert set(codes) == {codes[0]}
    assert statuses == {303: POSTS, 200: POSTS}


@pytest.mark.usefixtures("server")
def test_people_who_file_at_once_get_a_code_each(portal: Portal, database: Database, drafts: list[Ready]) -> None:
    forms = []
    for ready in drafts:
        with at_browser(portal.url, ready) as filer:
            forms.append((ready, filer.last_page()))
    codes, statuses = submit_all(portal, forms * 2)
    assert codes[:PEOPLE] == codes[PEOPLE:]
    assert sorted(filed(database)) == sorted(codes[:PEOPLE])
    assert statuses == {303: PEOPLE * 2, 200: PEOPLE * 2}


@pytest.mark.usefixtures("server")
def test_a_key_of_another_draft_files_nothing(portal: Portal, database: Database, drafts: list[Ready]) -> None:
    with at_browser(portal.url, drafts[0]) as one, at_browser(portal.url, drafts[1]) as other:
        key = one.last_page()["key"]
        code = one.submit(one.last_page() | {"key": key})
        assert other.submit(other.last_page() | {"key": key}) == ""
        assert other.statuses[-1] < 500
        assert filed(database) == [code]
        assert other.submit(other.last_page() | {"key": str(new_id())})


@pytest.mark.usefixtures("server")
def test_a_photograph_that_arrives_often_at_once_is_one_file(
    portal: Portal, database: Database, drafts: list[Ready]
) -> None:
    def send(_number: int) -> int:
        with at_browser(portal.url, drafts[0]) as filer:
            return taken(filer.send_photo("a.jpg", photo(1, size=(320, 240))))

    with ThreadPoolExecutor(8) as hands:
        assert set(hands.map(send, range(8))) == {1}
    with database.reading() as session:
        assert len(session.scalars(select(Upload)).all()) == 1
