"""Print a procedure's declaration empty, for who writes by hand."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from threading import Lock

from dvc.domain.condition_words import condition_words
from dvc.domain.conditions import Condition
from dvc.domain.procedures import Procedure, Question
from dvc.gateways.print.blank_form import BlankForm, BlankKind, BlankRow, BlankSection
from dvc.gateways.print.typst_pdf import TEMPLATES, print_paper

MOST_BOXES = 14
MOST_COLUMNS = 5
# The commonest forms of a day; each is some 40 kB, and printing one takes a core for a third of a second.
MOST_KEPT = 24
_KINDS: dict[str, BlankKind] = {
    "date": "date",
    "partial_date": "date",
    "id_number": "digits",
    "textarea": "lines",
    "address": "address",
    "pledge": "pledge",
    "note": "note",
    "yes_no": "boxes",
}
# The machine writes the one, the step of the papers asks for the other.
_LEFT_OUT = ("computed", "file")
_one_at_a_time = Lock()


def tag(procedure: Procedure) -> str:
    """Return what changes when the printed form would."""
    return sha256(f"{procedure.version} {_layout()}".encode()).hexdigest()[:32]


def printed(procedure: Procedure) -> bytes:
    """Return the PDF of the empty declaration; the commonest are kept in memory."""
    with _one_at_a_time:  # who asks for the same form meanwhile gets what the first one made
        return _printed(_Key(procedure))


class _Key:
    """A procedure by its version alone: hashing the whole definition would take longer than it saves."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure

    def __hash__(self) -> int:
        return hash(self.procedure.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.procedure.version == other.procedure.version


@lru_cache(maxsize=MOST_KEPT)
def _printed(key: _Key) -> bytes:
    return print_paper(blank_form(key.procedure))


@lru_cache(maxsize=1)
def _layout() -> str:
    return sha256((TEMPLATES / "blank_form.typ").read_bytes()).hexdigest()


def blank_form(procedure: Procedure) -> BlankForm:
    """Return what stands on the empty declaration."""
    return BlankForm(
        title=procedure.form_title or f"Tờ khai: {procedure.short_name}",
        number=procedure.form_number,
        procedure=procedure.name,
        code=procedure.code,
        generic=procedure.generic,
        sections=tuple(
            BlankSection(
                section.title,
                tuple(row for question in section.questions for row in _rows(question, procedure)),
                _when(section.visible_if, procedure),
            )
            for section in procedure.sections
        ),
    )


def _rows(question: Question, procedure: Procedure) -> Iterator[BlankRow]:
    if question.type in _LEFT_OUT:
        return
    when = _when(question.visible_if, procedure)
    if not question.questions:
        yield _row(question, when)
        return
    inner = [row for one in question.questions for row in _rows(one, procedure)]
    if question.repeats and len(inner) <= MOST_COLUMNS:
        yield BlankRow(question.label, "table", when, options=tuple(row.label for row in inner))
        return
    yield BlankRow(question.label, "head", when, repeats=question.repeats)
    yield from inner


def _row(question: Question, when: str) -> BlankRow:
    kind = _KINDS.get(question.type, "line")
    options = ("Có", "Không") if question.type == "yes_no" else tuple(option.label for option in question.options)
    if kind == "line" and 0 < len(options) <= MOST_BOXES:
        kind = "boxes"
    return BlankRow(question.label, kind, when, required=question.required, options=options if kind == "boxes" else ())


def _when(condition: Condition | None, procedure: Procedure) -> str:
    return f"Chỉ điền khi {condition_words(condition, procedure)}" if condition else ""
