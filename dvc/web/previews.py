"""Let administrators see a page of the residents before it is published.

Blueprints do not import each other: the one that owns a page registers how it is made.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dvc.domain.listings import Standing
from dvc.domain.procedures import Procedure
from dvc.registry import Registry
from dvc.services.agencies import Agency


@dataclass(frozen=True, slots=True)
class Previewed:
    """A procedure as it would stand; `names` are the short names of all others."""

    standing: Standing
    procedure: Procedure
    names: Mapping[str, str]
    desks: Sequence[Agency]


@dataclass(frozen=True, slots=True)
class Preview:
    """A template and what it wants."""

    template: str
    context: Mapping[str, Any]


PREVIEWS: Registry[Callable[[Previewed], Preview]] = Registry("preview")
PROCEDURE = "procedure"
