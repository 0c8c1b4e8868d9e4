"""Print a procedure's declaration empty, for who writes by hand."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from threading import BoundedSemaphore, Lock

from dvc.domain.condition_words import condition_words
from dvc.domain.conditions import Condition
from dvc.domain.procedures import Procedure, Question
from dvc.errors import Unavailable
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
# Whoever asks for one form after the other may keep so many threads of the server waiting, and no more.
MOST_WAITING = 4
BUSY = "Máy đang in nhiều tờ khai khác. Ông/bà thử lại sau ít giây."
_kept: dict[str, bytes] = {}
_one_at_a_time = Lock()
_waiting = BoundedSemaphore(MOST_WAITING)


def tag(procedure: Procedure) -> str:
    """Return what changes when the printed form would."""
    return sha256(f"{procedure.version} {_layout()}".encode()).hexdigest()[:32]


def printed(procedure: Procedure) -> bytes:
    """Return the PDF of the empty declaration; the commonest are kept in memory.

    Raises:
        Unavailable: too many are being waited for.

    """
    found = _kept.get(procedure.version)
    if found is not None:
        return found
    if not _waiting.acquire(blocking=False):
        raise Unavailable(BUSY)
    try:
        with _one_at_a_time:  # who asks for the same form meanwhile gets what the first one made
            return _kept.get(procedure.version) or _print(procedure)
    finally:
        _waiting.release()


def _print(procedure: Procedure) -> bytes:
    made = print_paper(blank_form(procedure))
    if len(_kept) >= MOST_KEPT:
        del _kept[next(iter(_kept))]
    _kept[procedure.version] = made
    return made


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
