"""One question as its template sees it: names, words, texts and lists, all ready."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from dvc.catalogue import reference
from dvc.domain.fields import dates, places
from dvc.domain.fields.base import Raw, lowered
from dvc.domain.procedures import Question
from dvc.web.eform_old import Changed

Pairs = Sequence[tuple[str, str]]


class Filled(Protocol):
    """What the rows need of a section's form."""

    answers: dict[str, Any]
    questions: tuple[Question, ...]
    today: date
    papers: Mapping[str, str]
    attached: Mapping[str, Collection[object]]

    @property
    def errors(self) -> dict[str, str]:
        """Return the sentence for each wrong input."""

    def problem_of(self, key: str) -> str | None:
        """Return the sentence beside a question or an inner question."""

    def old_of(self, name: str) -> Changed | None:
        """Return what is to be shown of an old address."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """An answer that looks odd: why, and the box that confirms it."""

    name: str
    value: str
    reasons: tuple[str, ...]
    checked: bool
    error: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """The inner rows of a group, or of one of its repetitions; `remove` is what its button sends."""

    rows: "tuple[Row, ...]"
    name: str = ""
    remove: str = ""

    @property
    def title(self) -> str:
        """Return the name at the head of a repetition."""
        return self.name[:1].upper() + self.name[1:]


@dataclass(frozen=True, slots=True)
class Row:
    """One question on the page."""

    name: str
    question: Question
    label: str
    raw: Raw
    required: bool
    error: str | None = None
    data_if: str = ""
    shown: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    confirm: Confirm | None = None
    blocks: tuple[Block, ...] = ()
    can_add: bool = False
    whose: str = ""
    changed: Changed | None = None

    @property
    def type(self) -> str:
        """Return the name of the question's type and of its template."""
        return self.question.type

    @property
    def hint(self) -> str:
        """Return the line under the label."""
        return self.question.hint

    @property
    def row_name(self) -> str:
        """Return what one row of a repeating group is called, inside a sentence."""
        return self.question.row_name or lowered(self.label)

    @property
    def options(self) -> Pairs:
        """Return the choices as WTForms and the macros want them."""
        return [(option.value, option.label) for option in self.question.options]

    @property
    def value(self) -> str:
        """Return the text of the one input."""
        return self.part("")

    @property
    def chosen(self) -> list[str]:
        """Return the values that are ticked."""
        sent = self.raw.get("", [])
        return [sent] if isinstance(sent, str) else list(sent)

    def part(self, name: str) -> str:
        """Return the text of a sub-input."""
        sent = self.raw.get(name, "")
        return sent if isinstance(sent, str) else next(iter(sent), "")

    @property
    def own_error(self) -> str | None:
        """Return the sentence that belongs to no sub-input."""
        return self.errors.get(self.name)

    def error_of(self, part: str) -> str | None:
        """Return the sentence beside a sub-input."""
        return self.errors.get(f"{self.name}-{part}")

    @property
    def date_values(self) -> dict[str, str]:
        """Return the texts of a date's three boxes."""
        return {name: self.part(name) for name in (dates.DAY, dates.MONTH, dates.YEAR)}

    @property
    def old_open(self) -> bool:
        """Tell whether the boxes of an old address are shown."""
        asked = self.changed is not None and not self.changed.found
        return asked or any(self.part(name) for name in places.OLD)

    @property
    def provinces(self) -> Pairs:
        """Return the provinces to choose from."""
        return [(one.code, one.name) for one in reference.provinces()]

    @property
    def communes(self) -> Pairs:
        """Return the communes of the chosen province; none before one is chosen."""
        return [(one.code, one.name) for one in reference.communes(self.part(places.PROVINCE))]
