"""A test client that checks every page it fetches (house rule 20)."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.pages import check_block, check_page


class PageClient(FlaskClient):
    """Flask's client; an HTML answer that breaks a rule of the house fails the test that fetched it."""

    def open(self, *arguments: Any, **options: Any) -> TestResponse:
        """Send a request, check what came, and each page on the way of redirects."""
        response = super().open(*arguments, **options)
        for one in (*response.history, response):
            check(one)
            one.request.environ["wsgi.input"].close()  # a large body lies in a file that Werkzeug's client forgets
        return response


def check(response: TestResponse) -> None:
    """Check one answer as its kind asks."""
    address = response.request.path
    if not address.startswith("/static/"):
        assert "Content-Security-Policy" in response.headers, f"{address}: no Content-Security-Policy"
    if response.mimetype != "text/html" or not response.data or 300 <= response.status_code < 400:
        return
    html = response.get_data(as_text=True)
    if response.request.headers.get("HX-Request") == "true" and "<html" not in html:
        check_block(html, address)
        return
    check_page(html, address)
    assert "HX-Request" in response.headers.get("Vary", "") or response.status_code >= 400, f"{address}: Vary"
    signed_in = 'action="/dang-xuat"' in html
    if signed_in:
        assert response.headers.get("Cache-Control") == "no-store", f"{address}: a personal page that is kept"
