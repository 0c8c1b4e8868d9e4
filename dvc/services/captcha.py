"""Ask a visitor to copy five letters: once, for one purpose, within ten minutes.

Nothing is stored until an answer comes. A challenge's id is a UUIDv7 whose last 62 bits say, under our key, for which
visitor and for what it was drawn; its letters follow from the id, under our key too. Only the ids that were answered
are kept, until they would have ended anyway. So a page with a captcha costs the database nothing.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dvc import clock, crypto
from dvc.db import new_id
from dvc.domain.captcha_letters import new_answer, typed_answer
from dvc.domain.identity import is_uuid7
from dvc.errors import InvalidAnswer, NotFound
from dvc.gateways.captcha import audio, image
from dvc.models.captcha import CaptchaChallenge
from dvc.services import setup

LIFE = timedelta(minutes=10)
_TAG_BITS = 31
_TAG = (1 << _TAG_BITS) - 1


@dataclass(frozen=True, slots=True)
class Bond:
    """Whom a challenge is drawn for (a signature of his session) and what it guards (`draft:<id>`, `lookup`)."""

    visitor: str
    thing: str


def draw(bond: Bond) -> UUID:
    """Return the id of a new challenge."""
    head = new_id().int >> 2 * _TAG_BITS
    return UUID(int=head << 2 * _TAG_BITS | _tags(head, bond))


def picture(challenge: UUID, visitor: str) -> bytes:
    """Return the PNG of a challenge; raises NotFound for another visitor's and when its time is over."""
    return image.draw(_shown(challenge, visitor))


def sound(challenge: UUID, visitor: str) -> bytes:
    """Return the WAV that reads a challenge aloud, the same bytes each time; raises NotFound as `picture` does.

    Some players ask for it in parts, so the parts must fit together.
    """
    letters = _shown(challenge, visitor)
    seed = crypto.ring().index(str(challenge), "captcha.sound")
    return audio.speak(letters, random.Random(seed))  # noqa: S311 - an unguessable seed under our key


def spend(session: Session, challenge: str, bond: Bond, typed: str) -> InvalidAnswer | None:
    """Use up a challenge and return what is wrong with the answer, or None when it is right.

    Returned and not raised: the caller's transaction must commit, so that a wrong answer uses the challenge up.
    An empty answer uses nothing up. Codes: captcha.empty, captcha.expired, captcha.wrong.
    """
    answer = typed_answer(typed)
    if not answer:
        return InvalidAnswer("captcha.empty")
    if not is_uuid7(challenge):
        return InvalidAnswer("captcha.expired")
    found = UUID(challenge)
    if not (_alive(found) and _is_for(found, bond)) or not _use_up(session, found):
        return InvalidAnswer("captcha.expired")
    return None if answer == _letters(found) else InvalidAnswer("captcha.wrong")


def sweep(session: Session) -> int:
    """Forget the challenges whose time is over; returns how many."""
    result = session.execute(delete(CaptchaChallenge).where(CaptchaChallenge.expires_at <= clock.now()))
    return int(getattr(result, "rowcount", 0))


def _shown(challenge: UUID, visitor: str) -> str:
    head = challenge.int >> 2 * _TAG_BITS
    mine = challenge.int >> _TAG_BITS & _TAG == _tag(head, "visitor", visitor)
    if not (is_uuid7(challenge) and mine and _alive(challenge)):
        raise NotFound
    return _letters(challenge)


def _is_for(challenge: UUID, bond: Bond) -> bool:
    head = challenge.int >> 2 * _TAG_BITS
    return challenge.int == head << 2 * _TAG_BITS | _tags(head, bond)


def _tags(head: int, bond: Bond) -> int:
    return _tag(head, "visitor", bond.visitor) << _TAG_BITS | _tag(head, "thing", bond.thing)


def _tag(head: int, of: str, text: str) -> int:
    return int.from_bytes(crypto.ring().index(f"{head}|{of}|{text}", "captcha.bond")[:4], "big") & _TAG


def _drawn_at(challenge: UUID) -> datetime:
    return datetime.fromtimestamp((challenge.int >> 80) / 1000, UTC)


def _alive(challenge: UUID) -> bool:
    try:
        age = clock.now() - _drawn_at(challenge)
    except (ValueError, OverflowError):  # a year that no calendar has
        return False
    return -timedelta(seconds=5) <= age < LIFE  # the clocks of two machines differ a little


def _letters(challenge: UUID) -> str:
    chance = iter(crypto.ring().index(str(challenge), "captcha.letters"))
    return setup.settings().captcha_answer or new_answer(lambda alphabet: alphabet[_pair(chance) % len(alphabet)])


def _pair(chance: Iterator[int]) -> int:
    return next(chance) << 8 | next(chance)


def _use_up(session: Session, challenge: UUID) -> bool:
    try:
        with session.begin_nested():
            row = CaptchaChallenge(id=challenge, used_at=clock.now(), expires_at=_drawn_at(challenge) + LIFE)
            session.add(row)
    except IntegrityError:  # it was answered before, perhaps at this very moment
        return False
    return True
