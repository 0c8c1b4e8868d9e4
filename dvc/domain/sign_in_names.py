"""What people write to say who they are when they sign in: a phone number, an ID number or a user name."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from dvc.domain.identifiers import parse_id_number, parse_phone
from dvc.errors import InvalidAnswer

_USER_NAME = re.compile(r"[a-z][a-z0-9._-]{2,59}")


@dataclass(frozen=True, slots=True)
class SignInName:
    """A name by its kind; `text` is in the form that is kept."""

    kind: Literal["phone", "id_number", "user_name"]
    text: str


def parse_sign_in_name(text: str) -> SignInName:
    """Return what was written as the kind it can only be: ten digits, twelve or nine, or a name from a letter.

    Raises InvalidAnswer: sign_in_name.empty, sign_in_name.shape.
    """
    if not text.strip():
        raise InvalidAnswer("sign_in_name.empty")
    try:
        return SignInName("phone", parse_phone(text))
    except InvalidAnswer:
        pass
    try:
        return SignInName("id_number", parse_id_number(text))
    except InvalidAnswer:
        pass
    name = parse_user_name(text)
    return SignInName("user_name", name)


def parse_user_name(text: str) -> str:
    """Return an officer's user name in lower case; raises InvalidAnswer: sign_in_name.shape."""
    name = unicodedata.normalize("NFKC", text).strip().lower()
    if not _USER_NAME.fullmatch(name):
        raise InvalidAnswer("sign_in_name.shape")
    return name
