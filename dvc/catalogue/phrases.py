"""What people say and what it means, from phrases.toml."""

import tomllib
from functools import cache
from pathlib import Path

from dvc.domain.search import Phrases

FILE = Path(__file__).parent / "phrases.toml"


@cache
def phrases() -> Phrases:
    """Return the table; a code that no procedure has is of no effect."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Phrases(
        {phrase: tuple(codes) for phrase, codes in table["said"].items()},
        {phrase: tuple(words) for phrase, words in table["means"].items()},
    )
