"""Say what stands on a dossier's papers: the receipt, the two slips, and the tờ khai as it was filed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dvc import i18n
from dvc.clock import LOCAL
from dvc.domain.filing_papers import IN_DATA, Tick
from dvc.domain.procedures import Case
from dvc.domain.verdicts import FINDING_WORDS
from dvc.domain.workdays import duration_words
from dvc.gateways.print.papers import (
    AnswerRow,
    AnswerSection,
    AnswersPrint,
    ComponentLine,
    FeeLine,
    Letterhead,
    Person,
    ReceiptSlip,
    RefusalSlip,
    SupplementLine,
    SupplementSlip,
)
from dvc.models.dossier import Dossier
from dvc.services import setup
from dvc.services.desk import AtDesk, PaperItem

_OFFICE = re.compile(r"^(?:ủy|uỷ) ban nhân dân ", re.IGNORECASE)
_KIND = re.compile(r"^(?:xã|phường|thị trấn|đặc khu) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Issue:
    """Who issues a paper and when; `due` where the paper appoints a time."""

    officer: str
    at: datetime
    due: datetime | None = None


def receipt(seen: AtDesk, case: Case, issue: Issue) -> ReceiptSlip:
    """Return the receipt with the appointed time."""
    dossier = seen.dossier
    return ReceiptSlip(
        letterhead=_letterhead(dossier, issue.at),
        code=dossier.code,
        lookup_url=_lookup_url(dossier),
        filer=_person(dossier, "filer"),
        owner=_person(dossier, "owner"),
        channel="trực tuyến" if dossier.channel == "online" else "trực tiếp",
        request=seen.procedure.name,
        components=tuple(_components(seen)),
        duration=duration_words(case.duration),
        received=issue.at,
        due=issue.due,
        return_at=return_way(dossier),
        officer=issue.officer,
        fees=tuple(FeeLine(fee["name"], fee_words(fee)) for fee in dossier.fees),
    )


def supplement(seen: AtDesk, reason: str, until: date | None, issue: Issue) -> SupplementSlip:
    """Return the slip that asks for what has to be mended."""
    dossier = seen.dossier
    return SupplementSlip(
        letterhead=_letterhead(dossier, issue.at),
        code=dossier.code,
        lookup_url=_lookup_url(dossier),
        filer=_person(dossier, "filer"),
        owner=_person(dossier, "owner"),
        request=seen.procedure.name,
        lines=tuple(
            SupplementLine(item.component.name, FINDING_WORDS[item.judgement.finding], item.judgement.words)
            for item in seen.failing
            if item.judgement
        ),
        reason=reason,
        officer=issue.officer,
        until=until,
    )


def refusal(seen: AtDesk, reason: str, issue: Issue) -> RefusalSlip:
    """Return the slip that refuses."""
    dossier = seen.dossier
    return RefusalSlip(
        letterhead=_letterhead(dossier, issue.at),
        code=dossier.code,
        lookup_url=_lookup_url(dossier),
        filer=_person(dossier, "filer"),
        owner=_person(dossier, "owner"),
        request=seen.procedure.name,
        filed=dossier.submitted_at,
        reason=reason,
        officer=issue.officer,
    )


def answers_print(seen: AtDesk) -> AnswersPrint:
    """Return the tờ khai as it was filed."""
    dossier = seen.dossier
    return AnswersPrint(
        title=seen.procedure.form_title or seen.procedure.name,
        to=dossier.agency.name,
        code=dossier.code,
        lookup_url=_lookup_url(dossier),
        filer=_person(dossier, "filer").name,
        filed=dossier.submitted_at.astimezone(LOCAL),
        sections=tuple(
            AnswerSection(title, tuple(AnswerRow(label, text) for label, text in rows)) for title, rows in seen.answers
        ),
        pledge=dossier.declaration,
    )


def return_way(dossier: Dossier) -> str:
    """Return in words how the applicant wants the result."""
    chosen: Mapping[str, Any] = dossier.delivery
    if chosen.get("method") == "online":
        return "bản điện tử, qua mạng"
    if chosen.get("method") == "post":
        wanted = ("receiver", "receiver_phone", "post_address")
        return "qua bưu điện: " + ", ".join(str(chosen[name]) for name in wanted if chosen.get(name))
    return f"tại {dossier.filing_agency.desk_name}"


def fee_words(fee: Mapping[str, Any]) -> str:
    """Return an amount in words, as far as it is known (decision 19)."""
    if fee.get("total") == 0:
        return "không mất tiền"
    if fee.get("total") is not None:
        return i18n.format_money(int(fee["total"])) + ", nộp tại bộ phận Một cửa"
    if fee.get("amount") is not None:
        return i18n.format_money(int(fee["amount"])) + " một bản, nộp tại bộ phận Một cửa"
    who = "do Hội đồng nhân dân tỉnh quy định" if fee.get("set_by") else "cán bộ tính khi nhận hồ sơ"
    return f"{who}, nộp tại bộ phận Một cửa"


def _letterhead(dossier: Dossier, at: datetime) -> Letterhead:
    desk = dossier.filing_agency
    return Letterhead(
        above=desk.name,
        desk=desk.desk_name,
        place=_KIND.sub("", _OFFICE.sub("", desk.name)),
        day=at.astimezone(LOCAL).date(),
        phone=desk.hotline,
        website=setup.settings().public_url.partition("://")[2],
    )


def _lookup_url(dossier: Dossier) -> str:
    chosen = setup.settings()
    base = chosen.public_url or f"http://{chosen.host}:{chosen.port}"
    return f"{base}/tra-cuu/{dossier.code}"


def _person(dossier: Dossier, part: str) -> Person:
    known: Mapping[str, str] = dossier.people.get(part) or {}
    known = known if known.get("full_name") else dossier.people.get("filer") or {}
    return Person(
        name=known.get("full_name", ""),
        address=known.get("address", ""),
        phone=known.get("phone", ""),
        email=known.get("email", ""),
        id_number=known.get("id_number", ""),
    )


def _components(seen: AtDesk) -> Iterator[ComponentLine]:
    for item in seen.items:
        name, tick = item.component.name, seen.dossier.papers.get(item.component.key, {}).get("tick")
        if item.component.required == "one_of":
            name += " (chỉ cần một trong các giấy cùng nhóm)"
        if not item.component.asked:
            yield ComponentLine(name, how="tờ khai điện tử")
        elif item.files:
            yield ComponentLine(name, copies=1, how=f"tệp kèm theo ({_file_count(item)})")
        elif tick == IN_DATA:
            yield ComponentLine(name, how="đã có trong dữ liệu")
        elif tick == Tick.BROUGHT:
            yield ComponentLine(name, originals=item.component.originals, copies=item.component.copies, how="bản giấy")


def _file_count(item: PaperItem) -> str:
    return f"{len(item.files)} tệp"
