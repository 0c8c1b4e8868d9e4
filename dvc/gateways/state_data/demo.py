"""The registers of the demo: a few invented people, on this machine."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dvc.domain.text import fold
from dvc.gateways.state_data.base import Extract, Inquiry

PEOPLE = Path(__file__).with_name("demo.toml")


class DemoRegister:
    """Knows the people of `demo.toml`."""

    def ask(self, inquiry: Inquiry) -> Extract | None:
        """Return the record when number, name and birth date fit one person of this register."""
        for person in _people():
            known = (person["id_number"], fold(person["full_name"]), person["birth_date"])
            if known == (inquiry.id_number, fold(inquiry.full_name), inquiry.birth_date):
                reference = person.get(inquiry.register)
                return Extract(str(reference), date.fromisoformat(person["as_of"])) if reference else None
        return None


@cache
def _people() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(PEOPLE.read_text(encoding="utf-8"))["people"])
