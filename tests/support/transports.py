"""The two ways by which the robot reaches a portal: the app in this process, or a real server."""

import io
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

import requests
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from tests.support.pages import check_page


@dataclass
class Sent:
    """What a form sends: names with values, and files as (name, file name, bytes)."""

    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[tuple[str, str, bytes]] = field(default_factory=list)
    multipart: bool = False


@dataclass(frozen=True)
class Came:
    """The page on which one ends, after redirects."""

    status: int
    path: str
    html: str
    kind: str
    body: bytes


class Transport(Protocol):
    """Send a request and follow its redirects."""

    def send(self, method: str, path: str, sent: Sent) -> Came:
        """Send one request."""
        ...


class AppTransport:
    """The app in this process, by the page-checking client."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def send(self, method: str, path: str, sent: Sent) -> Came:
        """Send one request."""
        data: MultiDict[str, object] = MultiDict(sent.fields)
        for name, file_name, content in sent.files:
            data.add(name, (io.BytesIO(content), file_name))
        kind = "multipart/form-data" if sent.multipart else "application/x-www-form-urlencoded"
        options = {"data": data, "content_type": kind} if method == "POST" else {"query_string": data} if data else {}
        response = self.client.open(path, method=method, follow_redirects=True, **options)
        request = response.request
        address = request.path + (f"?{request.query_string.decode()}" if request.query_string else "")
        body = response.get_data()
        html = body.decode() if response.mimetype == "text/html" else ""
        return Came(response.status_code, address, html, response.mimetype or "", body)


class HttpTransport:
    """A real server; its pages are checked as well."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.session = requests.Session()

    def send(self, method: str, path: str, sent: Sent) -> Came:
        """Send one request."""
        files: list[tuple[str, tuple[str | None, bytes]]] = []
        if sent.multipart:  # fields go into the same body, also when no file was chosen; None: no file name
            files += [(name, (None, value.encode())) for name, value in sent.fields]
            files += [(name, (file_name, content)) for name, file_name, content in sent.files]
        plain = None if sent.multipart else sent.fields
        response = self.session.request(
            method,
            self.base + path,
            data=plain if method == "POST" else None,
            params=sent.fields if method == "GET" else None,
            files=files or None,
            timeout=60,
        )
        parts = urlsplit(response.url)
        address = parts.path + (f"?{parts.query}" if parts.query else "")
        kind = response.headers.get("Content-Type", "").split(";")[0]
        html = response.content.decode() if kind == "text/html" else ""
        if html:
            check_page(html, address)
        return Came(response.status_code, address, html, kind, response.content)

    def close(self) -> None:
        """Give the connections back."""
        self.session.close()
