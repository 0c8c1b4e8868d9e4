"""The page that shows everything before it is filed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import Response

from dvc import i18n
from dvc.blueprints.filing.opened import BACK_TO, Opened, show
from dvc.blueprints.filing.version_page import news_of
from dvc.domain import filing_gaps, forms
from dvc.domain.filing import STEP_WORDS, Page, Step
from dvc.domain.filing_papers import paper_words
from dvc.domain.filing_people import DELIVERY_WORDS, PEOPLE_WORDS
from dvc.domain.identifiers import mask_phone
from dvc.domain.paper_choices import spared
from dvc.services import agencies, filing

METHODS = {
    "at_desk": "Nhận tại bộ phận Một cửa",
    "online": "Nhận trực tuyến",
    "post": "Nhận qua bưu điện",
}
FOR_WHOM = {"self": "Bản thân tôi", "child": "Con tôi", "other": "Người khác, có văn bản ủy quyền"}


@dataclass(frozen=True, slots=True)
class Part:
    """What one page says, with the link that leads back to it."""

    title: str
    href: str
    rows: list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Missing:
    """What one page lacks, in words, with the link that leads there."""

    title: str
    words: str
    href: str


def show_review(opened: Opened) -> Response:
    """Render the page."""
    base = f"/ho-so/{opened.draft.id}"
    context: dict[str, Any] = {
        "parts": list(_parts(opened, base)),
        "missing": list(_missing(opened, base)),
        "fees": filing.fees(opened.writing),
        "messages": _messages(opened),
        "onward": f"{base}/{Page(Step.SUBMIT).key}",
        **news_of(opened.db, opened.draft, back=Step.REVIEW),
    }
    return show(opened, "filing/review.html", **context)


def _missing(opened: Opened, base: str) -> Iterator[Missing]:
    """Yield one line for each page that lacks something."""
    titles = {page: section.title for page, section in opened.writing.sections()}
    for page, group in groupby(filing_gaps.gaps(opened.writing), key=lambda gap: gap.page):
        found = list(group)
        first = i18n.words(found[0].why.code, **found[0].why.params)
        words = first if len(found) == 1 else f"Còn {len(found)} chỗ phải viết hoặc sửa."
        yield Missing(titles.get(page, STEP_WORDS[page.step]), words, _back(base, page))


def _back(base: str, page: Page) -> str:
    return f"{base}/{page.key}?{BACK_TO}={Step.REVIEW}"


def _parts(opened: Opened, base: str) -> Iterator[Part]:
    now = opened.writing
    yield Part("Nơi nộp", _back(base, Page(Step.PLACE)), _place(opened))
    yield Part("Người nộp", _back(base, Page(Step.PEOPLE)), _people(opened))
    for page, section in now.sections():
        rows = [(question.label, text) for question, text in forms.answer_lines(section, now.current)]
        if not any(text for _, text in rows):
            rows = [("Cả phần này", "")]
        yield Part(section.title, _back(base, page), rows)
    needless = spared(now.components, now.papers)
    papers = [
        (one.name, paper_words(now.papers.get(one.key, {}), len(now.files.get(one.key, ()))))
        for one in now.components
        if one.asked and one.key not in needless
    ]
    yield Part("Giấy tờ", _back(base, Page(Step.PAPERS)), papers)
    yield Part("Nhận kết quả", _back(base, Page(Step.RESULT)), _delivery(opened))


def _place(opened: Opened) -> list[tuple[str, Any]]:
    draft, now = opened.draft, opened.writing
    agency = agencies.get(opened.db, draft.agency_id) if draft.agency_id else None
    desk = agencies.get(opened.db, draft.filing_agency_id) if draft.filing_agency_id else agency
    rows: list[tuple[str, Any]] = [
        ("Nơi giải quyết", agency.name if agency else ""),
        ("Nơi nhận hồ sơ", desk.desk_name if desk else ""),
    ]
    if len(now.procedure.cases) > 1:
        rows.append(("Trường hợp", now.case.name))
    return rows


def _people(opened: Opened) -> list[tuple[str, Any]]:
    people = opened.writing.people
    filer = dict(people.filer)
    if "birth_date" in filer:
        filer["birth_date"] = "/".join(reversed(filer["birth_date"].split("-")))
    wanted = ("full_name", "id_number", "birth_date", "phone", "email", "address")
    optional = ("email", "address")
    rows: list[tuple[str, Any]] = [("Nộp cho", FOR_WHOM[opened.draft.for_whom])]
    rows += [(PEOPLE_WORDS[name], filer.get(name, "")) for name in wanted if name in filer or name not in optional]
    if opened.draft.for_whom != "self":
        rows += [(PEOPLE_WORDS[f"owner_{name}"], text) for name, text in people.owner.items()]
    return rows


def _delivery(opened: Opened) -> list[tuple[str, Any]]:
    values = opened.writing.returning.values
    if not values:
        return [("Cách nhận kết quả", "")]
    rows: list[tuple[str, Any]] = [("Cách nhận kết quả", METHODS[values["method"]])]
    return rows + [(DELIVERY_WORDS[name], text) for name, text in values.items() if name != "method"]


def _messages(opened: Opened) -> list[str]:
    """Say who gets which message."""
    people = opened.writing.people
    phone, email = people.filer.get("phone"), people.filer.get("email")
    lines = []
    if phone:
        by = f"tin nhắn đến số {phone}" + (f" và thư đến {email}" if email else "")
        lines.append(f"Ông/bà nhận {by}: khi hồ sơ đã nộp, khi được tiếp nhận, khi cần bổ sung, khi có kết quả.")
    owner = people.owner.get("phone")
    if opened.draft.for_whom == "other" and owner:
        lines.append(f"Người được nộp hộ nhận một tin nhắn đến số {mask_phone(owner)}, báo rằng có hồ sơ đứng tên họ.")
    return lines
