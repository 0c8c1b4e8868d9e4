"""Slow the guessing of passwords without shutting the owner out.

Tries are counted by name and address together, by name from addresses where the name never signed in, and by
address. So a stranger who guesses uses up the strangers' share, and the owner's own address keeps its own.
"""

from datetime import timedelta

from sqlalchemy.orm import Session

from dvc.domain.sign_in_names import SignInName
from dvc.services import throttle

WINDOW = timedelta(minutes=15)
PAIR_LIMIT = 8
STRANGERS_LIMIT = 40
# A village shares one carrier address.
ADDRESS_LIMIT = 400
KNOWN_FOR = timedelta(days=90)


def count(session: Session, name: SignInName, address: str) -> None:
    """Count one try before the password is looked at, so that guesses sent all at once are counted too.

    Raises:
        TooManyRequests: one of the limits is reached.

    """
    who, pair = f"{name.kind}:{name.text}", f"{name.kind}:{name.text}|{address}"
    throttle.hit(session, "sign_in.address", address, limit=ADDRESS_LIMIT, window=WINDOW)
    throttle.hit(session, "sign_in.pair", pair, limit=PAIR_LIMIT, window=WINDOW)
    if not throttle.knows(session, "sign_in.known", pair):
        throttle.hit(session, "sign_in.strangers", who, limit=STRANGERS_LIMIT, window=WINDOW)


def right(session: Session, name: SignInName, address: str) -> None:
    """Take the try back that turned out right, and remember where the person signs in."""
    who, pair = f"{name.kind}:{name.text}", f"{name.kind}:{name.text}|{address}"
    throttle.forgive(session, "sign_in.address", address)
    throttle.forget(session, "sign_in.pair", pair)
    throttle.forgive(session, "sign_in.strangers", who)
    throttle.remember(session, "sign_in.known", pair, window=KNOWN_FOR)


def proved(session: Session, name: SignInName, address: str) -> None:
    """Forget the tries against a person who has answered with a code: he is the owner."""
    right(session, name, address)
    throttle.forget(session, "sign_in.strangers", f"{name.kind}:{name.text}")
