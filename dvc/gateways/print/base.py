"""What every paper tells the press."""

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol


class Paper(Protocol):
    """What stands on one official paper, and which template lays it out."""

    template: ClassVar[str]

    def content(self) -> Mapping[str, Any]:
        """Return what the template reads, as JSON values; dates and times already in words."""
