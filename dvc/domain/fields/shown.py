"""What a page only shows among its questions: nothing is typed into it and nothing of it is stored."""

from dataclasses import dataclass
from typing import Any, ClassVar

from dvc.domain.fields.base import FIELDS, Field, Problems, Raw


@FIELDS.register("note")
@dataclass(frozen=True, slots=True)
class Note(Field):
    """Words between the questions; the label is the text."""

    inputs: ClassVar[tuple[str, ...]] = ()
    asks: ClassVar[bool] = False

    def parse(self, raw: Raw) -> Any:  # noqa: ARG002  it has no inputs
        """Return nothing."""
        return None

    def write(self, value: Any) -> Raw:  # noqa: ARG002  it has no value
        """Return nothing."""
        return {}

    def read(self, raw: Raw) -> Any:  # noqa: ARG002  whatever is sent, it is no answer
        """Return nothing."""
        return None

    def demand(self) -> Problems:
        """Return nothing: it cannot be missing."""
        return {}


@FIELDS.register("file")
@dataclass(frozen=True, slots=True)
class File(Note):
    """A paper of the dossier that belongs to these questions; its photographs come with the step «Giấy tờ»."""

    def schema(self) -> dict[str, Any]:
        """Return the schema with the paper's key."""
        return {**Note.schema(self), "component": self.question.component}
