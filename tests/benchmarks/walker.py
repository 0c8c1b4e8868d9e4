"""Walk a route map over one kept-alive connection, as a browser does; the format of the maps is the load rig's.

A step has `form` (a text inside the form) or `link` (a pattern of an address to open), `fields`, `files`, `headers`,
`grab` (field → pattern on the page), `multipart` and `expect`. Hidden inputs travel by themselves.
"""

import html
import re
import secrets
import zlib
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
INPUT = re.compile(r"<input\b[^>]*>")
ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
TIMEOUT = 60
Route = dict[str, Any]
Step = dict[str, Any]


class Walker:
    """One visitor on one connection, with his cookies, on one page at a time."""

    def __init__(self, base: str, photo: bytes = b"") -> None:
        parts = urlsplit(base)
        self.connection = HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT)
        self.cookies: dict[str, str] = {}
        self.photo = photo
        self.path, self.page = "/", ""

    def close(self) -> None:
        """Hang up."""
        self.connection.close()

    def send(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> int:
        """Send a request and follow where it leads; returns the last status."""
        sent = {"Accept-Encoding": "gzip", **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body or None, sent)
        answer = self.connection.getresponse()
        data = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status in (301, 302, 303):
            return self.send("GET", urljoin(path, answer.headers["Location"]))
        packed = answer.headers.get("Content-Encoding") == "gzip"
        self.path, self.page = path, (zlib.decompress(data, 31) if packed else data).decode("utf-8", "replace")
        return answer.status

    def open(self, path: str) -> None:
        """Open a page that must be there."""
        status = self.send("GET", path)
        if status != 200:
            raise RuntimeError(f"{path}: {status}")

    def prepared(self, step: Step) -> tuple[str, bytes, dict[str, str]]:
        """Return where a step's form goes, its body and its headers."""
        action, fields = self._form(step["form"])
        fields |= {name: self._found(pattern) for name, pattern in step.get("grab", {}).items()}
        fields |= step.get("fields", {})
        kind, body = encoded(fields, {name: self.distinct() for name in step.get("files", {})}, step)
        return urljoin(self.path, action), body, {"Content-Type": kind, **step.get("headers", {})}

    def take(self, step: Step) -> None:
        """Take one step of a map."""
        if "link" in step:
            self.open(self._found(step["link"]))
            return
        path, body, headers = self.prepared(step)
        status = self.send("POST", path, body, headers)
        if status != 200 or not re.search(step.get("expect", ""), self.page + self.path):
            raise RuntimeError(f"{path}: {status}, at {self.path} without {step.get('expect')}")

    def walk(self, flow: dict[str, Any]) -> None:
        """Open a flow's start and take its steps."""
        self.open(flow["start"])
        for step in flow["steps"]:
            self.take(step)

    def file(self, route: Route) -> str:
        """File one dossier and return its code."""
        self.walk(route["filing"])
        return self._found(route["filing"]["done"])

    def distinct(self) -> bytes:
        """Return the photograph with a random comment, so that no server has seen it before."""
        note = secrets.token_bytes(16)
        return self.photo[:2] + b"\xff\xfe" + (len(note) + 2).to_bytes(2, "big") + note + self.photo[2:]

    def _found(self, pattern: str) -> str:
        found = re.search(pattern, self.page)
        if found is None:
            raise RuntimeError(f"{self.path} has no {pattern}")
        return html.unescape(found[1])

    def _form(self, marker: str) -> tuple[str, dict[str, Any]]:
        block = next((form for form in FORM.findall(self.page) if marker in form), "")
        if not block:
            raise RuntimeError(f"{self.path} has no form with {marker}")
        inputs = [attributes(tag) for tag in INPUT.findall(block)]
        hidden = {one["name"]: one.get("value", "") for one in inputs if one.get("type") == "hidden" and "name" in one}
        return attributes(block[: block.index(">")]).get("action", ""), hidden


def attributes(tag: str) -> dict[str, str]:
    """Return a tag's attributes."""
    return {name: html.unescape(value) for name, value in ATTRIBUTE.findall(tag)}


def encoded(fields: dict[str, Any], files: dict[str, bytes], step: Step) -> tuple[str, bytes]:
    """Return the media type and the body of a form."""
    if not files and not step.get("multipart"):
        return "application/x-www-form-urlencoded", urlencode(fields, doseq=True).encode()
    edge = secrets.token_hex(12)
    parts = [f'name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    for name, data in files.items():
        head = f'name="{name}"; filename="{step["files"][name]}.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
        parts.append(head.encode() + data + b"\r\n")
    opening = f"--{edge}\r\nContent-Disposition: form-data; ".encode()
    return f"multipart/form-data; boundary={edge}", b"".join(
        opening + part for part in parts
    ) + f"--{edge}--\r\n".encode()
