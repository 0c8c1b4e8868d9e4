"""The frame of every page: headers, cookie, forged posts, errors, static files."""

import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import Client

from dvc.app import create_app
from dvc.config import Settings
from dvc.web import static_files
from dvc.web.permissions import check_routes
from tests.support.client import PageClient

SIGN_IN = "/dang-nhap"


def test_every_answer_carries_the_headers_that_keep_people_safe(client: PageClient) -> None:
    for address in ("/", "/healthz", "/khong-co", SIGN_IN):
        headers = client.get(address).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Referrer-Policy"]
        assert headers["Permissions-Policy"]
        assert "Strict-Transport-Security" not in headers


def test_behind_tls_the_cookie_is_bound_to_the_host_and_the_browser_stays_on_tls(environment: dict[str, str]) -> None:
    environment["DVC_PUBLIC_URL"] = "https://dvc.example"
    app = create_app(Settings.from_environ(environment))
    response = app.test_client().get(SIGN_IN, base_url="https://dvc.example")
    app.extensions["dvc_database"].close()
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-dvc=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert response.headers["Strict-Transport-Security"].startswith("max-age=")


def test_a_visitor_who_only_reads_gets_no_cookie(client: PageClient) -> None:
    assert "Set-Cookie" not in client.get("/thu-tuc").headers


def test_a_public_page_is_checked_by_its_etag(client: PageClient) -> None:
    first = client.get("/")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("address", [SIGN_IN, "/dang-ky", "/tra-cuu", "/dang-xuat"])
def test_a_post_without_the_token_is_refused(client: PageClient, address: str) -> None:
    assert client.post(address, data={"q": "x"}).status_code == 403


def test_the_token_of_one_visitor_is_worth_nothing_to_another(app: Flask) -> None:
    one, other = app.test_client(), app.test_client()
    found = re.search(r'name="csrf_token" value="([^"]+)"', one.get(SIGN_IN).get_data(as_text=True))
    assert found
    other.get(SIGN_IN)
    assert other.post(SIGN_IN, data={"csrf_token": found[1]}).status_code == 403
    assert one.post(SIGN_IN, data={"csrf_token": found[1]}).status_code == 422


def test_an_unknown_page_and_a_wrong_method_say_so_calmly(client: PageClient) -> None:
    assert client.get("/khong-co-trang-nay").status_code == 404
    response = client.put("/tra-cuu")
    assert response.status_code in {403, 405}


def test_a_fault_tells_neither_the_reader_nor_the_log_what_was_typed(
    environment: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "dvc.log"
    app = create_app(Settings.from_environ({**environment, "DVC_LOG": str(log)}))

    def broken() -> str:
        raise ValueError("066190000001 Nguyễn Thị Hoa")

    broken.__permission__ = "public"  # type: ignore[attr-defined]  # as the decorator would
    app.add_url_rule("/hong", view_func=broken)
    response = app.test_client().get("/hong")
    assert response.status_code == 500
    assert "066190000001" not in response.get_data(as_text=True)
    app.extensions["dvc_database"].close()
    logged = log.read_text(encoding="utf-8")
    assert "ValueError" in logged
    assert "066190000001" not in logged


def test_a_view_without_a_permission_stops_the_start() -> None:
    with pytest.raises(RuntimeError, match="bare"):
        check_routes({"bare": lambda: ""})


def test_static_files_live_for_ever_under_their_release_and_are_sent_small(client: PageClient) -> None:
    address = static_files.static_url("css/site.css")
    whole = client.get(address)
    small = client.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert whole.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert small.headers["Content-Encoding"] == "br"
    assert len(small.data) < len(whole.data) / 3
    assert client.get("/static/another/css/site.css").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["../app.py", "%2e%2e/app.py", "/etc/passwd", "css", "nothing.css"])
def test_nothing_outside_the_static_folder_is_served(client: PageClient, path: str) -> None:
    assert client.get(f"/static/x/{path}").status_code in {404, 308}


def test_pages_are_compressed_and_of_no_constant_length(app: Flask) -> None:
    client = Client(app)
    lengths = {len(client.get(SIGN_IN, headers={"Accept-Encoding": "br"}).data) for _ in range(12)}
    assert len(lengths) > 1
