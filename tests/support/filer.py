"""Residents with whole drafts, and a client that files them over HTTP: one photograph, one press, again if need be."""

import hashlib
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from typing import Any

import requests

from dvc.db import Database
from dvc.services import accounts, sessions
from tests.support.dossiers import an_agency
from tests.support.filings import a_person, a_whole_draft

PAPER = "giay-to-cu-tru"
CODE = re.compile(r"H15\.\d{5}-\d{6}-\d{4,}")
HIDDEN = re.compile(r'<input type="hidden"[^>]* name="(csrf_token|key|content|captcha_id)" value="([^"]*)"')
TAKEN = re.compile(r"Đã nhận (\d+) tệp")
LOST = (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)
PATIENCE_SECONDS = 90
LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Ready:
    """A draft that lacks nothing, the cookie of who wrote it, and whether he files for another."""

    draft_id: uuid.UUID
    token: str
    for_whom: str = "self"

    @property
    def path(self) -> str:
        """The draft's address."""
        return f"/ho-so/{self.draft_id}"


def residents(database: Database, count: int, *, others: int = 0) -> list[Ready]:
    """Write a whole draft for each of `count` residents; every `others`-th of them files for another."""
    with database.transaction() as session:
        desks = [an_agency(session, identifier_code=f"H15.{code}", commune_code=code).id for code in ("24265", "24262")]
        return [_resident(session, number, desks, others) for number in range(count)]


def _resident(session: Any, number: int, desks: list[int], others: int) -> Ready:
    identity = f"0661900{number:05d}"
    actor = a_person(session, id_number=identity, id_index=accounts.number_index(identity), phone=f"09051{number:05d}")
    for_whom = "other" if others and number % others == 0 else "self"
    draft = a_whole_draft(session, actor, for_whom, agency_id=desks[number % len(desks)])
    token = sessions.new_token()
    assert actor.account_id is not None
    sessions.sign_in(session, "", token, actor.account_id)
    return Ready(draft.id, token, for_whom)


class Filer:
    """One resident at his browser; `insist` repeats what the line has cut, as he would."""

    def __init__(self, url: str, ready: Ready) -> None:
        self.url = url
        self.ready = ready
        self.link = requests.Session()
        self.link.cookies.set("dvc", ready.token)
        self.statuses: list[int] = []
        self.repeats = 0

    def get(self, path: str) -> str:
        """Open a page of the draft."""
        return self._page(self.link.get(f"{self.url}{self.ready.path}{path}", timeout=60))

    def post(self, path: str, fields: dict[str, str], **more: Any) -> str:
        """Send a form of the draft and follow to the page it leads to."""
        return self._page(self.link.post(f"{self.url}{self.ready.path}{path}", data=fields, timeout=60, **more))

    def _page(self, answer: requests.Response) -> str:
        self.statuses += [one.status_code for one in (*answer.history, answer)]
        return answer.content.decode()

    def send_photo(self, name: str, data: bytes, paper: str = PAPER) -> str:
        """Send a photograph to a paper's page."""
        form = hidden(self.get(f"/giay-to/{paper}"))
        return self.post(f"/giay-to/{paper}", {"csrf_token": form["csrf_token"]}, files={"files": (name, data)})

    def last_page(self) -> dict[str, str]:
        """Fill in the last page: what its button will send."""
        page = hidden(self.get("/nop"))
        assert page.keys() == {"csrf_token", "key", "content", "captcha_id"}, sorted(page)
        return page | {"captcha": "ABCDE", "declared": "1"}

    def submit(self, form: dict[str, str]) -> str:
        """Press «Nộp hồ sơ»; return the code that the page shows, or nothing."""
        return code_on(self.post("/nop", form))

    def insist(self, act: Callable[[], str], done: Callable[[str], bool] = bool) -> str:
        """Do something until it is done, however often the line is cut."""
        pause = Event()
        for _ in range(int(PATIENCE_SECONDS / LOOK_SECONDS)):
            try:
                said = act()
            except LOST:
                self.repeats += 1
                pause.wait(LOOK_SECONDS)
                continue
            assert done(said), f"{self.ready.path}: {self.statuses[-3:]} {words_of(said)[:400]}"
            return said
        raise AssertionError(f"{self.ready.path}: the portal stays away")

    def file(self, name: str, photo: bytes) -> str:
        """Send one photograph, file, and return the code."""
        self.insist(lambda: self.send_photo(name, photo), lambda page: taken(page) == 1)
        form: dict[str, str] = {}
        self.insist(lambda: form.update(self.last_page()) or "page")
        return self.insist(lambda: self.submit(form))


@contextmanager
def at_browser(url: str, ready: Ready) -> Iterator[Filer]:
    """Lend a resident's browser."""
    filer = Filer(url, ready)
    with filer.link:
        yield filer


def hidden(page: str) -> dict[str, str]:
    """Return the hidden inputs of the page's forms."""
    return dict(HIDDEN.findall(page))


def taken(page: str) -> int:
    """Return how many files the page of a paper says it has."""
    found = TAKEN.search(page)
    return int(found[1]) if found else 0


def words_of(page: str) -> str:
    """Return a page's words."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


def code_on(page: str) -> str:
    """Return the code in the red panel of the confirmation, or nothing."""
    panel = page.partition('data-code="')[2].partition('"')[0]
    return panel if CODE.fullmatch(panel) else ""


def digest(data: bytes) -> str:
    """Return the SHA-256 of what was sent."""
    return hashlib.sha256(data).hexdigest()
