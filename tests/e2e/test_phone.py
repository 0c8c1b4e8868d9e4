"""The whole journey on a small phone: register, file with photographs, the red code, look-up, the desk, the mail."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

from dvc import clock
from tests.e2e.birth import file_birth, look_up, register
from tests.e2e.conftest import code_sent
from tests.e2e.hands import Hands
from tests.e2e.looks import Looks
from tests.support.peers import SmsPeer
from tests.support.photos import photo
from tests.support.portal import Portal

PHOTOS = (("CHUNG-SINH.JPG", photo(1)), ("mat-sau.jpg", photo(2)), ("can-cuoc.jpeg", photo(3)))


def test_a_parent_files_a_birth_from_a_phone_and_the_desk_receives_it(
    running: Portal, hands: Callable[[], Hands], sms_peer: SmsPeer
) -> None:
    parent = hands()
    look = Looks(parent, "nguoi-dan")
    register(parent, lambda: code_sent(running, sms_peer), look)
    code = file_birth(parent, PHOTOS, clock.today() - timedelta(days=9), look)
    dossier = next(one for one in running.listed("dossiers") if one["code"] == code)
    assert [file["sha256"] for file in dossier["files"]] == [hashlib.sha256(data).hexdigest() for _, data in PHOTOS]
    stranger = hands()
    look_up(stranger, code, Looks(stranger, "nguoi-la"))
    assert "Mới đăng ký – chờ tiếp nhận" in stranger.words
    assert "Niê" not in stranger.words
