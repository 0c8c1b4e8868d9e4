"""Hash and check passwords with Argon2id; the hasher is loaded when the first password comes."""

import secrets
from functools import cache
from typing import TYPE_CHECKING

from dvc.catalogue import reference
from dvc.domain.passwords import check_password, normal_password
from dvc.errors import InvalidAnswer

if TYPE_CHECKING:
    from argon2 import PasswordHasher

TIME_COST = 2
MEMORY_KIB = 19_456
PARALLELISM = 1


def check(password: str, *, own: tuple[str, ...] = ()) -> None:
    """Refuse a password that breaks the rules or holds one of the person's own numbers.

    Raises InvalidAnswer: as `check_password`, and password.own_number.
    """
    check_password(password, published=reference.published_passwords())
    if any(number and number in password for number in own):
        raise InvalidAnswer("password.own_number")


def hashed(password: str) -> str:
    """Return the hash that is kept; takes tens of milliseconds, so call it before a transaction is opened."""
    return _hasher().hash(normal_password(password))


def matches(kept: str, password: str) -> bool:
    """Tell whether a password is the one that was hashed; an empty hash takes the same time and matches nothing."""
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 - loaded when first needed

    try:
        right = _hasher().verify(kept or _dummy(), normal_password(password))
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept) and right


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # noqa: PLC0415 - loaded when first needed

    return PasswordHasher(time_cost=TIME_COST, memory_cost=MEMORY_KIB, parallelism=PARALLELISM)


@cache
def _dummy() -> str:
    return _hasher().hash(secrets.token_urlsafe())
