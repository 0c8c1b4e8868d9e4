from flask import Flask

from tests.security.stage import FILER, OFFICER, Stage, addresses, client_of, csrf, fetch


def test_no_post_is_taken_without_the_token_of_the_form(app: Flask, stage: Stage) -> None:
    for who in (FILER, OFFICER):
        client = client_of(app, stage, who)
        foreign = csrf(app.test_client())
        for path in addresses(app, stage, "POST"):
            assert client.post(path).status_code == 403, path
            assert client.post(path, data={"csrf_token": foreign}).status_code == 403, path
            forged = client.post(path, headers={"HX-Request": "true", "Sec-Fetch-Site": "cross-site"})
            assert forged.status_code == 403, path


def test_a_forged_post_from_elsewhere_signs_nobody_out(app: Flask) -> None:
    # SameSite=Lax keeps the cookie back; an answer that sets a new one would end the session in the browser.
    for path in ("/dang-nhap", "/dang-xuat", "/tra-cuu", "/static/x/none.css"):
        client = app.test_client()
        answers = (client.post(path), client.get(path) if path.startswith("/static") else None)
        assert not any(answer.headers.get("Set-Cookie") for answer in answers if answer), path


def test_no_get_changes_a_draft_or_a_dossier(app: Flask, stage: Stage) -> None:
    client = client_of(app, stage, FILER)
    for path in addresses(app, stage, "GET"):
        fetch(client, path)
        fetch(client, path + "?upload=x&confirmed=1&declared=1")
    assert client.get(f"/ho-so/{stage.draft}").status_code == 200
    assert "Đã rút" not in client.get(f"/ca-nhan/ho-so/{stage.code}").get_data(as_text=True)
