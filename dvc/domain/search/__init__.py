"""Find procedures with the words people have: pure, in memory, the same on every database."""

from dvc.domain.search.guessing import guess
from dvc.domain.search.index import Index, Phrases, build
from dvc.domain.search.scoring import Hit, search

__all__ = ["Hit", "Index", "Phrases", "build", "guess", "search"]
