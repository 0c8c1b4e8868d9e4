"""What stands on a procedure's page, each thing in the words in which people read it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dvc.blueprints.catalogue import words
from dvc.domain.condition_words import condition_words
from dvc.domain.conditions import Condition
from dvc.domain.effort import minutes
from dvc.domain.listing_filters import AGENCY
from dvc.domain.listings import Standing
from dvc.domain.procedures import Case, Component, Fee, Procedure
from dvc.domain.standing import Closed, closed
from dvc.domain.workdays import duration_words
from dvc.i18n import format_date
from dvc.services.agencies import Agency

_CODE = re.compile(r"\d\.\d{6}")
_REQUIRED_NOTES: Mapping[str, str] = {
    "if_available": "Nộp nếu có.",
    "desk_only": "Chỉ khi nộp trực tiếp hoặc qua bưu điện.",
    "generated": "Máy tự lập từ tờ khai khi nộp qua mạng.",
}
IN_DATA = "Nhà nước đã có trong dữ liệu thì không phải nộp."


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its head, the main words in bold, smaller lines under them, and what is doubtful."""

    head: str
    main: str
    lines: tuple[str, ...]
    doubt: str


@dataclass(frozen=True, slots=True)
class Papers:
    """Papers under one head; of those of `one_of` one is enough."""

    head: str
    one_of: bool
    papers: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A procedure that is done together with this one, or came after it; `href` only where there is a page."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    """The whole page; `agency` is the one that was chosen, `desks` are all."""

    procedure: Procedure
    closed: Closed | None
    successor: Related | None
    file_href: str
    portal: str
    minutes: int
    cases: tuple[Line, ...]
    fees: tuple[Line, ...]
    papers: tuple[Papers, ...]
    notes: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    related: tuple[Related, ...]
    agency: Agency | None
    desks: Sequence[Agency]


def procedure_page(
    standing: Standing, procedure: Procedure, *, names: Mapping[str, str], desks: Sequence[Agency], wanted: str
) -> ProcedurePage:
    """Put the page together; `names` are the short names of all procedures that have a page."""
    here = procedure.received_by == "here"
    can_file = here and standing.open and "online" in procedure.channels
    why = closed(standing)
    agency = chosen_agency(desks, wanted)
    there = f"?{AGENCY}={agency.identifier_code}" if agency and len(desks) > 1 else ""
    return ProcedurePage(
        procedure=procedure,
        closed=why,
        successor=_related(why.successor, names) if why and why.successor else None,
        file_href=f"/thu-tuc/{procedure.code}/nop{there}" if can_file else "",
        portal="" if here else words.PORTALS[procedure.received_by],
        minutes=minutes(procedure),
        cases=tuple(_case(case) for case in procedure.cases),
        fees=tuple(_fee(fee, procedure) for fee in procedure.fees),
        papers=tuple(_papers(procedure)),
        notes=tuple(paper.name for paper in procedure.components if paper.required == "note"),
        people=tuple(_people(procedure)),
        related=tuple(_related(text, names) for text in procedure.interlinked),
        agency=agency,
        desks=desks,
    )


def chosen_agency(desks: Sequence[Agency], wanted: str) -> Agency | None:
    """Return the only agency there is, else the one that was asked for by its identifier code."""
    if len(desks) == 1:
        return desks[0]
    return next((desk for desk in desks if desk.identifier_code == wanted), None)


def _when(when: Condition | None, procedure: Procedure) -> str:
    return f"Khi {condition_words(when, procedure)}." if when else ""


def _case(case: Case) -> Line:
    more = case.extension
    lines = (
        case.note,
        f"Kéo dài thêm được {duration_words(more.duration)}: {more.reason}" if more else "",
        "" if case.authorised else "Không nhờ người khác nộp thay được.",
    )
    return Line(case.name, duration_words(case.duration), _said(lines), words.DOUBTS[case.confidence])


def _fee(fee: Fee, procedure: Procedure) -> Line:
    channels = ", ".join(words.FEE_CHANNELS[channel] for channel in fee.channels)
    days = " ".join(
        f"{word} {format_date(date.fromisoformat(day))}"
        for word, day in (("từ ngày", fee.valid_from), ("đến hết ngày", fee.valid_to))
        if day
    )
    lines = (
        _when(fee.when, procedure),
        f"Thu {days}." if days else "",
        f"Được miễn: {fee.exemptions}" if fee.exemptions else "",
        fee.note,
    )
    name = fee.name + (f" ({channels})" if channels else "") + (", nếu ông/bà chọn" if fee.optional else "")
    return Line(name, words.amount(fee), _said(lines), words.DOUBTS[fee.confidence])


def _papers(procedure: Procedure) -> Iterable[Papers]:
    """Yield the papers under the heads of the law, those of which one is enough by themselves."""
    shown = (paper for paper in procedure.components if paper.required != "note")
    head = None
    for (group, one_of), papers in groupby(shown, key=lambda paper: (paper.group, paper.one_of)):
        yield Papers(group if group != head else "", bool(one_of), tuple(_paper(one, procedure) for one in papers))
        head = group


def _paper(paper: Component, procedure: Procedure) -> Line:
    usual = "" if paper.note else _REQUIRED_NOTES.get(paper.required, "")
    lines = (
        f"Chỉ khi {condition_words(paper.when, procedure)}." if paper.when else "",
        usual,
        paper.note,
        IN_DATA if paper.data else "",
        f"Mẫu: {paper.form_template.removeprefix('Mẫu ')}" if _says_more(paper) else "",
    )
    return Line(paper.name, words.copies(paper), _said(lines), words.DOUBTS[paper.confidence])


def _says_more(paper: Component) -> bool:
    """Tell whether the form's name is not already that of the paper."""
    form = paper.form_template.casefold()
    return bool(form) and form != "e-form" and form not in paper.name.casefold()


def _people(procedure: Procedure) -> Iterable[tuple[str, str]]:
    """Yield who must come, who may stand for whom, and what the village does."""
    if procedure.in_person:
        yield "Ai phải đến", procedure.in_person
    if procedure.representation:
        yield "Nhờ người khác làm thay", procedure.representation
    elif not procedure.may_be_represented:
        yield "Nhờ người khác làm thay", "Không nhờ người khác làm thay được."
    if procedure.village_role:
        yield "Trưởng thôn, buôn làm gì", procedure.village_role
    if procedure.duty:
        yield "Phải làm trong thời gian nào", procedure.duty
    if procedure.validity:
        yield "Kết quả có giá trị bao lâu", procedure.validity


def _related(text: str, names: Mapping[str, str]) -> Related:
    code = _CODE.search(text)
    if code is None or code[0] not in names:
        return Related(text, "")
    return Related(names[code[0]], f"/thu-tuc/{code[0]}")


def _said(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
