"""Passwords: what one must look like, rule by rule, and which are known to everybody.

At least nine characters of four kinds, or any fifteen and more; Vietnamese letters are letters.
"""

from dataclasses import dataclass
from typing import Literal

from dvc.domain.text import nfc
from dvc.errors import InvalidAnswer

SHORTEST = 9
LONG_ENOUGH = 15
LONGEST = 128
_FEWEST_DIFFERENT = 5

# Printed in the communes' own guides; compared casefolded.
GUIDE_EXAMPLES = frozenset({"nguyenvana01@d"})

RuleKey = Literal["length", "lower", "upper", "digit", "special", "long"]


@dataclass(frozen=True, slots=True)
class RuleResult:
    """Say whether one line of the checklist is met; the key of its words is ``password.rule.<key>``."""

    key: RuleKey
    met: bool


def normal_password(password: str) -> str:
    """Return the form that is hashed: NFC, so that every keyboard gives the same bytes."""
    return nfc(password)


def password_rules(password: str) -> tuple[RuleResult, ...]:
    """Return the checklist for what has been typed so far; never raises."""
    text = normal_password(password)
    return (
        RuleResult("length", len(text) >= SHORTEST),
        RuleResult("lower", any(char.islower() for char in text)),
        RuleResult("upper", any(char.isupper() for char in text)),
        RuleResult("digit", any(char.isdecimal() for char in text)),
        RuleResult("special", any(_is_special(char) for char in text)),
        RuleResult("long", len(text) >= LONG_ENOUGH),
    )


def check_password(password: str, *, published: frozenset[str]) -> tuple[RuleResult, ...]:
    """Return the checklist of an acceptable password.

    ``published`` holds known passwords, casefolded. Raises InvalidAnswer: password.empty, password.long,
    password.published_example, password.common, password.weak (``missing``: the keys of unmet rules).
    """
    text = normal_password(password)
    if not text:
        raise InvalidAnswer("password.empty")
    if len(text) > LONGEST:
        raise InvalidAnswer("password.long", limit=LONGEST)
    known = text.casefold()
    if known in GUIDE_EXAMPLES:
        raise InvalidAnswer("password.published_example")
    if known in published:
        raise InvalidAnswer("password.common")
    rules = password_rules(text)
    missing = tuple(rule.key for rule in rules if not rule.met and rule.key != "long")
    if missing and len(text) < LONG_ENOUGH:
        raise InvalidAnswer("password.weak", missing=missing)
    if len(set(known)) < _FEWEST_DIFFERENT:
        raise InvalidAnswer("password.common")
    return rules


def _is_special(char: str) -> bool:
    """Tell signs from letters, digits and the loose marks of Ê Đê letters, which belong to their letter."""
    return not char.isalnum() and char.isprintable() and not _is_mark(char)


def _is_mark(char: str) -> bool:
    return "\u0300" <= char <= "\u036f"
