import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.security.stage import FILER, NOBODY, OFFICER, Stage, addresses, client_of, csrf, fetch

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}


def check(answer: TestResponse, path: str) -> None:
    for name, value in ALWAYS.items():
        assert answer.headers.get(name) == value, f"{path}: {name}"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy, path
    assert "frame-ancestors 'none'" in policy, path
    assert "unsafe" not in policy, path


@pytest.mark.parametrize("who", [NOBODY, FILER, OFFICER])
@pytest.mark.parametrize("htmx", [False, True])
def test_every_answer_is_guarded_and_no_personal_one_is_kept(app: Flask, stage: Stage, who: str, htmx: bool) -> None:  # noqa: FBT001 - the two ways of asking
    client = client_of(app, stage, who)
    headers = {"HX-Request": "true"} if htmx else {}
    for path in (*addresses(app, stage, "GET"), "/khong-co", "/static/x/none.css", "/tep/khong-phai-id"):
        answer = fetch(client, path, headers=headers)
        check(answer, path)
        if who != NOBODY and not path.startswith("/static/"):
            assert answer.headers.get("Cache-Control") == "no-store", path
            assert "ETag" not in answer.headers, path


@pytest.mark.parametrize("who", [NOBODY, FILER, OFFICER])
def test_refused_posts_are_guarded_and_not_kept(app: Flask, stage: Stage, who: str) -> None:
    client = client_of(app, stage, who)
    token = csrf(client)
    for path in [path for path in addresses(app, stage, "POST") if path != "/dang-xuat"]:
        for data in ({}, {"csrf_token": token}):
            answer = client.post(path, data=data)
            check(answer, path)
            assert answer.headers.get("Cache-Control") == "no-store", path


def test_a_page_kept_of_a_visitor_is_not_given_to_who_has_signed_in(app: Flask, stage: Stage) -> None:
    nobody = app.test_client().get("/thu-tuc/1.001193")
    assert "Cookie" in nobody.headers["Vary"]
    again = client_of(app, stage, FILER).get("/thu-tuc/1.001193", headers={"If-None-Match": nobody.headers["ETag"]})
    assert again.status_code == 200
    kept = app.test_client().get("/thu-tuc/1.001193", headers={"If-None-Match": nobody.headers["ETag"]})
    if kept.status_code == 304:
        check(kept, "304")
    assert "Set-Cookie" not in kept.headers


def test_files_are_given_so_that_nothing_in_them_runs(app: Flask, stage: Stage) -> None:
    client = client_of(app, stage, FILER)
    for path in (f"/tep/{stage.file}?goc=1", f"/giay/{stage.paper}.pdf", f"/tep/{stage.file}"):
        answer = client.get(path)
        assert "sandbox" in answer.headers["Content-Security-Policy"], path
        assert answer.headers["Cache-Control"] == "no-store", path
    original = client.get(f"/tep/{stage.file}?goc=1")
    assert original.headers["Content-Disposition"].startswith("attachment")


def test_only_the_methods_of_a_route_are_taken(app: Flask) -> None:
    client = app.test_client()
    for method in ("PUT", "DELETE", "PATCH", "TRACE"):
        assert client.open("/ca-nhan/thong-tin", method=method).status_code in (403, 405)
