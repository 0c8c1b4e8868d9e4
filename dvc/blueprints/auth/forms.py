"""Read what people type to register, to sign in and to choose a password."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dvc.catalogue import reference
from dvc.domain.filing_people import read_birth_date
from dvc.domain.identifiers import id_number_warnings, parse_email, parse_id_number, parse_phone
from dvc.domain.names import parse_name
from dvc.domain.text import nfc, squeeze
from dvc.errors import InvalidAnswer
from dvc.i18n import words
from dvc.services import passwords
from dvc.services.accounts import NewAccount

Typed = Mapping[str, str]
DATE_PARTS = ("day", "month", "year")
LONGEST_LINE = 300
LONGEST_PART = 10  # of a date; enough to show what was typed wrong


def sentence(problem: InvalidAnswer) -> str:
    """Return the words of a problem."""
    return words(problem.code, **problem.params)


@dataclass(frozen=True, slots=True)
class Registration:
    """What was typed to register, read: `new` when all is right, else the sentences by the name of the field.

    `odd` tells what does not fit the ID number; it is confirmed by a tick that names this number, never refused.
    """

    new: NewAccount | None
    errors: dict[str, str] = field(default_factory=dict)
    odd: tuple[str, ...] = ()
    number: str = ""


def read_registration(typed: Typed, today: date) -> Registration:
    """Read the first page of registering."""
    errors: dict[str, str] = {}

    def part(name: str, read: Callable[[], str]) -> str:
        try:
            return read()
        except InvalidAnswer as problem:
            errors[name] = sentence(problem)
            return ""

    new = NewAccount(
        full_name=part("full_name", lambda: parse_name(typed.get("full_name", ""))),
        id_number=part("id_number", lambda: parse_id_number(typed.get("id_number", ""))),
        birth_date=part("birth_date", lambda: read_birth_date(typed, today)),
        phone=part("phone", lambda: parse_phone(typed.get("phone", ""))),
        phone_owned=typed.get("phone_owned") == "1",
    )
    odd = () if "id_number" in errors else _odd(new)
    if odd and typed.get("number_confirmed") != new.id_number:
        errors["number_confirmed"] = words("registration.confirm_number")
    return Registration(None if errors else new, errors, odd, new.id_number)


def _odd(new: NewAccount) -> tuple[str, ...]:
    year = int(new.birth_date[:4]) if new.birth_date else None
    codes = reference.province_id_codes()
    found = id_number_warnings(new.id_number, sex=None, birth_year=year, province_codes=codes)
    return tuple(words(code) for code in found)


def date_parts(typed: Typed) -> dict[str, str]:
    """Return what was typed into the three boxes of the birth date."""
    return {part: typed.get(f"birth_date-{part}", "") for part in DATE_PARTS}


def read_new_password(typed: Typed, own: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    """Return a new password and what is wrong with it, if anything; `own` are numbers it may not hold."""
    password = typed.get("password", "")
    try:
        passwords.check(password, own=own)
    except InvalidAnswer as problem:
        return "", {"password": sentence(problem)}
    return password, {}


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person wrote about himself, read; `errors` are sentences by the name of the field."""

    email: str = ""
    profile: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def read_profile(typed: Typed, today: date) -> Profile:
    """Read the page of one's own data; everything on it may be left empty."""
    errors: dict[str, str] = {}
    email = typed.get("email", "").strip()
    if email:
        try:
            email = parse_email(email)
        except InvalidAnswer as problem:
            errors["email"] = sentence(problem)
    profile = {name: squeeze(nfc(typed.get(name, ""))) for name in ("address", "document_kind", "document_issuer")}
    for name in ("address", "document_issuer"):
        if len(profile[name]) > LONGEST_LINE:
            errors[name] = words("filing.line_long", limit=LONGEST_LINE, written=len(profile[name]))
    if profile["document_kind"] not in ("", *(kind.code for kind in reference.identity_documents())):
        errors["document_kind"] = words("profile.document_kind")
    for part in DATE_PARTS:
        profile[f"document_date-{part}"] = typed.get(f"document_date-{part}", "").strip()[:LONGEST_PART]
    if not _is_past(profile, today):
        errors["document_date"] = words("profile.document_date")
    return Profile(email, profile, errors)


def _is_past(profile: Typed, today: date) -> bool:
    parts = [profile[f"document_date-{part}"] for part in reversed(DATE_PARTS)]
    if not any(parts):
        return True
    try:
        return date(*map(int, parts)) <= today
    except (ValueError, OverflowError):
        return False


def typed_text(form: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts of a posted form, without what is secret."""
    return {name: text for name, text in form.items() if name not in ("csrf_token", "password", "old_password")}
