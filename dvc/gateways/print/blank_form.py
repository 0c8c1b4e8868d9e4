"""What stands on an empty declaration: titles, questions, boxes, and when each is to be filled."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

BlankKind = Literal["line", "lines", "date", "digits", "address", "boxes", "table", "head", "pledge", "note"]


@dataclass(frozen=True, slots=True)
class BlankRow:
    """One question; `options` are the words beside the boxes, or the heads of a table's columns.

    `when` says in words when it is to be filled; "" is always.
    """

    label: str
    kind: BlankKind
    when: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class BlankSection:
    """One section of the form."""

    title: str
    rows: tuple[BlankRow, ...]
    when: str = ""


@dataclass(frozen=True, slots=True)
class BlankForm:
    """The declaration of a procedure; `number` is the official form's ("" where it has none or it is not known)."""

    template: ClassVar[str] = "blank_form"

    title: str
    number: str
    procedure: str
    code: str
    generic: bool
    sections: tuple[BlankSection, ...]

    def content(self) -> Mapping[str, Any]:
        """Return what the template reads."""
        return asdict(self)
