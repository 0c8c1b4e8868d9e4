"""Refuse text that is made to keep the machine busy, before anything reads it.

Unicode's normal forms sort the marks on a letter, and Python sorts them by moving each past all others: a megabyte of
marks holds a process for minutes. No writing piles more than a few marks on a letter; thirty is the bound of Unicode's
own Stream-Safe Text Format (UAX 15).
"""

import unicodedata
from collections.abc import Iterator

from flask import Flask, request

from dvc.errors import TooLarge

MOST_MARKS = 30
# Letters by their kind which become marks in the compatibility forms.
_MARKS_IN_DISGUISE = frozenset("\uff9e\uff9f")


def is_piled(text: str) -> bool:
    """Tell whether more marks stand in a row than any writing has."""
    if len(text) <= MOST_MARKS or text.isascii():
        return False
    run = 0
    for sign in text:
        is_mark = sign > "\u02ff" and (unicodedata.category(sign)[0] == "M" or sign in _MARKS_IN_DISGUISE)
        run = run + 1 if is_mark else 0
        if run > MOST_MARKS:
            return True
    return False


def set_up(app: Flask) -> None:
    """Look at everything that a request brings as text."""

    def refuse() -> None:
        if any(map(is_piled, _texts())):
            raise TooLarge

    app.before_request(refuse)


def _texts() -> Iterator[str]:
    yield request.path
    yield from (text for texts in request.args.listvalues() for text in texts)
    if request.method == "POST":
        for name, text in request.form.items(multi=True):
            yield name
            yield text
        yield from (file.filename or "" for files in request.files.listvalues() for file in files)
