"""The whole journey on a small phone: register, file with photographs, the red code, look-up, the desk, the mail."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

from dvc import clock
from tests.e2e import desk
from tests.e2e.birth import MAIL, file_birth, look_up, register
from tests.e2e.conftest import code_sent
from tests.e2e.hands import Hands
from tests.e2e.looks import Looks
from tests.gateways.peers import Mailbox
from tests.support.peers import SmsPeer
from tests.support.photos import photo
from tests.support.portal import Portal

PHOTOS = (("CHUNG-SINH.JPG", photo(1)), ("mat-sau.jpg", photo(2)), ("can-cuoc.jpeg", photo(3)))
AGAIN = ("chup-lai.jpg", photo(4))


def test_a_parent_files_a_birth_from_a_phone_and_the_desk_receives_it(
    running: Portal, hands: Callable[[], Hands], sms_peer: SmsPeer, mailbox: Mailbox
) -> None:
    parent, stranger, officer = hands(), hands(), hands()
    look, office = Looks(parent, "nguoi-dan"), Looks(officer, "can-bo")
    register(parent, lambda: code_sent(running, sms_peer), look)
    code = file_birth(parent, PHOTOS, clock.today() - timedelta(days=9), look)
    assert digests(running, code) == [hashlib.sha256(data).hexdigest() for _, data in PHOTOS]

    look_up(stranger, code, Looks(stranger, "nguoi-la"))
    assert "Mới đăng ký – chờ tiếp nhận" in stranger.words
    assert "Niê" not in stranger.words

    desk.sign_in(officer)
    desk.ask_for_supplement(officer, code, office)
    desk.answer_supplement(parent, code, AGAIN, look)
    desk.receive(officer, code, office)
    look_up(stranger, code, Looks(stranger, "nguoi-la"))
    assert "Được tiếp nhận" in stranger.words
    assert digests(running, code)[-1] == hashlib.sha256(AGAIN[1]).hexdigest()

    running.wait_until(lambda: len(mailbox.mails) >= 4, "four letters to the parent")
    letters = [letter for letter in mailbox.mails if MAIL in letter["To"]]
    told = [letter["Subject"] for letter in letters]
    assert all(code in subject for subject in told), told
    received = next(letter for letter in letters if "tiếp nhận" in letter["Subject"].lower())
    plain = received.get_body(("plain",))
    assert plain is not None
    words = plain.get_content()
    assert "Ea Kiết" in words
    assert f"{clock.today().year}" in words


def digests(running: Portal, code: str) -> list[str]:
    """Return the digests of a dossier's originals in the order in which they came."""
    dossier = next(one for one in running.listed("dossiers") if one["code"] == code)
    return [file["sha256"] for file in dossier["files"]]
