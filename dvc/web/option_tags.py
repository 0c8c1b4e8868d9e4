"""Write the options of a select: some lists have two hundred, and a page has several, so each is written once."""

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

Option = tuple[object, ...]


def option_tags(options: Iterable[Iterable[object]], chosen: object = "") -> Markup:
    """Return a line for each (value, words), of which the chosen one is marked."""
    value = _value(chosen)
    tags = _tags(tuple(map(tuple, options))).replace(value, f"{value} selected", 1)
    return Markup(tags)  # noqa: S704 - every value and word in it was escaped below


@lru_cache(maxsize=200)
def _tags(options: tuple[Option, ...]) -> str:
    return "".join(f"<option {_value(option[0])}>{escape(option[1])}</option>\n" for option in options)


def _value(text: object) -> str:
    # Quotes in words are escaped, so that this stands nowhere but in its own tag.
    return f'value="{escape(str(text))}"'
