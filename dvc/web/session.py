"""Keep Flask's session in the database: the cookie holds a random token and nothing else.

A visitor who only reads gets no row: the CSRF secret is derived from the token, and the row is made when something
is stored. The cookie is `__Host-dvc` behind TLS.
"""

from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import CallbackDict

from dvc import crypto
from dvc.db import Database
from dvc.services import sessions
from dvc.services.sessions import Visit

CSRF_KEY = "csrf_token"
LONGEST_TOKEN = 100
WITHOUT_SESSION = ("/static/", "/healthz", "/readyz")


class DvcSession(CallbackDict[str, Any], SessionMixin):
    """One visitor's session: a dictionary that knows its token and its visit."""

    def __init__(self, token: str, visit: Visit | None, *, new: bool) -> None:
        def changed(_self: object) -> None:
            self.modified = True

        super().__init__(visit.data if visit else {}, changed)
        self.token = token
        self.visit = visit or Visit()
        self.new = new
        self.modified = False
        self.send_cookie = False

    def __getitem__(self, key: str) -> Any:
        """Give the CSRF secret from the token; it costs no row."""
        if key == CSRF_KEY:
            self.send_cookie = self.send_cookie or self.new
            return crypto.ring().sign(self.token, "csrf")[:40]
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        """Say that there is always a CSRF secret."""
        return key == CSRF_KEY or super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """Look a key up as `in` and `[]` do."""
        return self[key] if key in self else default  # noqa: SIM401 - dict.get would go past __getitem__

    def replace_token(self, token: str) -> None:
        """Go on under a new token, after signing in or out."""
        self.token = token
        self.send_cookie = True


class DatabaseSessions(SessionInterface):
    """Open and save sessions in the database."""

    def __init__(self, database: Database, *, secure: bool) -> None:
        self.database = database
        self.secure = secure
        self.cookie = "__Host-dvc" if secure else "dvc"

    def open_session(self, app: Flask, request: Request) -> DvcSession:  # noqa: ARG002 - Flask's signature
        """Find the visitor's session, or begin one that has no row yet."""
        token = request.cookies.get(self.cookie, "")
        if not token or len(token) > LONGEST_TOKEN or request.path.startswith(WITHOUT_SESSION):
            return DvcSession(sessions.new_token(), None, new=True)
        with self.database.asking() as connection:
            visit = sessions.find(connection, token)
        return DvcSession(token, visit, new=False)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002 - as above
        """Store what changed and send the cookie when the visitor needs it."""
        assert isinstance(session, DvcSession)  # noqa: S101 - open_session made it
        if session.modified:
            with self.database.transaction() as db:
                session.visit.id = sessions.save(db, session.token, dict(session))
        elif session.visit.stale:
            with self.database.transaction() as db:
                sessions.touch(db, session.token)
        if session.send_cookie or (session.new and session.modified):
            self._send_cookie(session.token, response)

    def _send_cookie(self, token: str, response: Response) -> None:
        response.set_cookie(
            self.cookie, token, secure=self.secure, httponly=True, samesite="Lax", path="/", max_age=None
        )
