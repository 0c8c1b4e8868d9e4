"""The captcha's picture and sound over HTTP."""

import re

from flask import Flask

from tests.support.client import PageClient

SHOWN = re.compile(r'src="(/ma-xac-nhan/[0-9a-f-]+)\.png"')


def address(client: PageClient) -> str:
    found = SHOWN.search(client.get("/tra-cuu").get_data(as_text=True))
    assert found is not None
    return found[1]


def test_the_picture_and_the_sound_come_to_their_visitor_and_are_not_kept(client: PageClient) -> None:
    shown = address(client)
    for ending, kind in ((".png", "image/png"), (".wav", "audio/wav")):
        response = client.get(shown + ending)
        assert (response.status_code, response.mimetype) == (200, kind)
        assert response.headers["Cache-Control"] == "no-store"
        assert len(response.data) <= 60_000


def test_another_visitor_finds_neither(app: Flask, client: PageClient) -> None:
    shown = address(client)
    other = app.test_client()
    other.get("/tra-cuu")
    assert [other.get(shown + ending).status_code for ending in (".png", ".wav")] == [404, 404]


def test_the_sound_comes_in_parts_that_fit_together(client: PageClient) -> None:
    shown = address(client) + ".wav"
    whole = client.get(shown).data
    part = client.get(shown, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.data) == (206, whole[100:200])
