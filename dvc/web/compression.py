"""Send pages small: brotli or gzip for what the app renders."""

import gzip
import secrets

import brotli
from flask import Flask, Response, request

SMALLEST = 400
QUALITY = 5
TEXT = ("text/html", "application/json", "image/svg+xml", "text/plain")


def compress(body: bytes, accepted: str) -> tuple[bytes, str]:
    """Compress a body as the browser accepts it; returns the bytes and the encoding, or "" for none."""
    if "br" in accepted:
        return brotli.compress(body, quality=QUALITY), "br"
    if "gzip" in accepted:
        return gzip.compress(body, 6), "gzip"
    return body, ""


def set_up(app: Flask) -> None:
    """Compress the app's own text answers."""

    def shrink(response: Response) -> Response:
        response.vary.add("Accept-Encoding")
        if not _worth_it(response):
            return response
        body = response.get_data()
        if response.mimetype == "text/html" and not response.headers.get("ETag"):
            # A random length hides how well a guess compresses beside a token (the BREACH attack).
            body += b"<!--" + secrets.token_hex(1 + secrets.randbelow(16)).encode() + b"-->"
        body, encoding = compress(body, request.headers.get("Accept-Encoding", ""))
        if encoding:
            response.set_data(body)
            response.headers["Content-Encoding"] = encoding
        return response

    app.after_request(shrink)


def _worth_it(response: Response) -> bool:
    return (
        response.mimetype in TEXT
        and response.status_code not in (204, 304)
        and not response.direct_passthrough
        and "Content-Encoding" not in response.headers
        and (response.content_length or 0) >= SMALLEST
    )
