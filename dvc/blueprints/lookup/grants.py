"""Remember for ten minutes which codes this visitor has looked up with a captcha."""

from datetime import timedelta

from flask import session

from dvc import clock

KEY = "looked_up"
LIFE = timedelta(minutes=10)
MOST = 20


def give(code: str) -> None:
    """Let this visitor see a code's page again without another captcha."""
    until = (clock.now() + LIFE).timestamp()
    kept = [pair for pair in _alive() if pair[0] != code]
    session[KEY] = [*kept[1 - MOST :], [code, until]]


def has(code: str) -> bool:
    """Tell whether this visitor may see a code's page."""
    return any(granted == code for granted, _until in _alive())


def _alive() -> list[list[object]]:
    now = clock.now().timestamp()
    return [pair for pair in session.get(KEY, []) if pair[1] > now]
