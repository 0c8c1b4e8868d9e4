"""Serve the static files under a release hash, immutable and precompressed.

The style sheets and the island scripts are small files for people and one request each for phones: those named in
`css/ORDER` and `js/ORDER` are joined into `css/site.css` and `js/site.js`.
"""

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

import brotli
from flask import Blueprint, Response, request

from dvc.errors import NotFound
from dvc.web.permissions import public

FOLDER = Path(__file__).parent.parent / "static"
JOINED = {"css/site.css": "css/ORDER", "js/site.js": "js/ORDER"}
COMPRESSED = frozenset({".css", ".js", ".svg", ".webmanifest", ".txt"})
bp = Blueprint("static_files", __name__)


@lru_cache(maxsize=256)
def content(path: str) -> bytes:
    """Return a static file's bytes, or the joined file's.

    Raises:
        NotFound: there is no such file.

    """
    if path in JOINED:
        order = FOLDER / JOINED[path]
        names = [line.strip() for line in order.read_text(encoding="utf-8").splitlines()]
        return b"\n".join((order.parent / name).read_bytes() for name in names if name and name[0] != "#")
    try:
        file = (FOLDER / path).resolve()
        found = file.is_relative_to(FOLDER) and file.is_file()
    except (OSError, ValueError):  # too long, or with a sign that no name has
        found = False
    if not found:
        raise NotFound
    return file.read_bytes()


@lru_cache(maxsize=1)
def release() -> str:
    """Return the hash of all static files together; it stands in their addresses."""
    whole = hashlib.sha256()
    for file in sorted(FOLDER.rglob("*")):
        if file.is_file():
            whole.update(file.relative_to(FOLDER).as_posix().encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()[:12]


@lru_cache(maxsize=256)
def _packed(path: str, encoding: str) -> bytes:
    if encoding == "br":
        packed: bytes = brotli.compress(content(path), quality=11)
        return packed
    return gzip.compress(content(path), 9, mtime=0) if encoding == "gzip" else content(path)


def static_url(path: str) -> str:
    """Return the address of a static file in this release."""
    return f"/static/{release()}/{path}"


@bp.get("/static/<release_hash>/<path:path>")
@public
def static_file(release_hash: str, path: str) -> Response:
    """Send one static file; under another release's hash it is sent too, but not kept."""
    content(path)
    accepted = request.headers.get("Accept-Encoding", "")
    shrinks = Path(path).suffix in COMPRESSED
    encoding = next((name for name in ("br", "gzip") if shrinks and name in accepted), "")
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    kind = "text/javascript" if kind.endswith("javascript") else kind
    response = Response(_packed(path, encoding), mimetype=kind)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    kept = release_hash == release()
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if kept else "no-cache"
    return response
