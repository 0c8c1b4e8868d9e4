"""The whole filing by an HTTP client that reads labels and presses buttons."""

from datetime import timedelta

import pytest

from dvc import clock
from tests.e2e.birth import file_birth, look_up, register
from tests.e2e.conftest import PlainVisitor, code_sent
from tests.support.peers import SmsPeer
from tests.support.photos import photo
from tests.support.portal import Portal
from tests.support.transports import HttpTransport

PHOTOS = (("CHUNG-SINH.JPG", photo(1)), ("mat-sau.jpg", photo(2)), ("can-cuoc.jpeg", photo(3)))


@pytest.mark.every_database
def test_a_parent_files_a_birth_and_anybody_looks_the_code_up(
    running: Portal, plain: PlainVisitor, sms_peer: SmsPeer
) -> None:
    register(plain, lambda: code_sent(running, sms_peer), lambda _name: None)
    code = file_birth(plain, PHOTOS, clock.today() - timedelta(days=9), lambda _name: None)
    stranger = PlainVisitor(HttpTransport(running.url))
    look_up(stranger, code, lambda _name: None)
    assert "Mới đăng ký – chờ tiếp nhận" in stranger.words
    assert "Niê" not in stranger.words
    dossier = next(one for one in running.listed("dossiers") if one["code"] == code)
    assert [file["bytes"] for file in dossier["files"]] == [len(data) for _, data in PHOTOS]
