"""Say who is told of what, by which channel, and when a message that did not go out is tried again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any


class Notice(StrEnum):
    """What a person is told of: `thing.happened`."""

    FILED = "dossier.filed"
    ACCEPTED = "dossier.accepted"
    SUPPLEMENT = "dossier.supplement"
    SUPPLEMENT_ANSWERED = "dossier.supplement_answered"
    REFUSED = "dossier.refused"
    WITHDRAWN = "dossier.withdrawn"
    OWNER_TOLD = "dossier.filed_for_you"
    DRAFT_EXPIRES = "draft.expires"
    ONE_TIME_CODE = "account.one_time_code"


class Channel(StrEnum):
    """A way to a person, and the name under which his address stands among his data."""

    SMS = "sms"
    EMAIL = "email"


ADDRESS: Mapping[Channel, str] = {Channel.SMS: "phone", Channel.EMAIL: "email"}


class Whom(StrEnum):
    """Who is told: one of a dossier's people, the one chosen for messages, or the owner where he is another."""

    MESSAGES_TO = "messages_to"
    OWNER = "owner"
    WRITER = "writer"
    ASKER = "asker"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who is told of one event, by each of the channels for which an address is known."""

    whom: Whom
    channels: tuple[Channel, ...] = (Channel.SMS, Channel.EMAIL)


# NĐ 61/2018 Đ17, Đ19, Đ20 name the events; the owner is told since nobody yet proves that he sent the filer.
RULES: Mapping[Notice, Rule] = {
    Notice.FILED: Rule(Whom.MESSAGES_TO),
    Notice.ACCEPTED: Rule(Whom.MESSAGES_TO),
    Notice.SUPPLEMENT: Rule(Whom.MESSAGES_TO),
    Notice.SUPPLEMENT_ANSWERED: Rule(Whom.MESSAGES_TO),
    Notice.REFUSED: Rule(Whom.MESSAGES_TO),
    Notice.WITHDRAWN: Rule(Whom.MESSAGES_TO),
    Notice.OWNER_TOLD: Rule(Whom.OWNER),
    Notice.DRAFT_EXPIRES: Rule(Whom.WRITER),
    Notice.ONE_TIME_CODE: Rule(Whom.ASKER, (Channel.SMS,)),
}

LONGEST_SMS = 160
FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(hours=1)
GIVE_UP = timedelta(days=5)  # as long as mail servers keep trying (RFC 5321 4.5.4.1)


@dataclass(frozen=True, slots=True)
class Addressee:
    """One address and its channel."""

    channel: Channel
    to: str


def addressees(notice: Notice, people: Mapping[str, Any]) -> tuple[Addressee, ...]:
    """Return where a notice of a dossier goes, given its people; nobody when no address is known.

    An owner who has the same address as the one who gets the messages is not told twice.
    """
    rule = RULES[notice]
    receiver = _person(people, str(people.get(Whom.MESSAGES_TO, "filer")))
    if rule.whom is not Whom.OWNER:
        return reached(rule, receiver)
    told = reached(rule, receiver)
    return tuple(one for one in reached(rule, _person(people, "owner")) if one not in told)


def reached(rule: Rule, person: Mapping[str, Any]) -> tuple[Addressee, ...]:
    """Return the addresses of one person by which a rule reaches him."""
    found = ((channel, str(person.get(ADDRESS[channel]) or "")) for channel in rule.channels)
    return tuple(Addressee(channel, to) for channel, to in found if to)


def _person(people: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    person = people.get(part)
    return person if isinstance(person, Mapping) else {}


def key(thing: str, notice: Notice, number: int, channel: Channel) -> str:
    """Return the key of one message: the same act tells by the same channel once."""
    return f"{thing}:{notice}:{number}:{channel}"


def pause(attempts: int, chance: float) -> timedelta:
    """Return how long to wait after the n-th failure: doubled each time, capped, half of it by chance (0 to 1).

    The chance keeps messages that failed together from coming back together.
    """
    whole = min(FIRST_PAUSE * 2.0 ** min(attempts - 1, 20), LONGEST_PAUSE)
    return whole * (0.5 + chance / 2)
