"""What stands on each official paper. Services fill these; the templates in templates/print read them.

Layout of Thông tư 01/2018/TT-VPCP, titles of Thông tư 03/2025/TT-VPCP, both still to be confirmed
(decisions: 28), which the papers say themselves.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from dvc.i18n import format_date, format_datetime


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues the paper, where and when.

    `above` is the authority over the desk ("UBND xã Ea Kiết"), `desk` the desk that receives, `place` the
    commune's bare name; `phone` and `website` answer questions about the paper and may be unknown ("").
    """

    above: str
    desk: str
    place: str
    day: date
    phone: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the paper names them; what is unknown is ""."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    id_number: str = ""


@dataclass(frozen=True, slots=True)
class ComponentLine:
    """One paper of the dossier: how many of which make, and how it came ("tệp kèm theo", "bản giấy")."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0
    how: str = ""


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee and its amount in words ("8.000 đồng", "do Hội đồng nhân dân tỉnh quy định")."""

    name: str
    amount: str


@dataclass(frozen=True, slots=True)
class ReceiptSlip:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả.

    `channel` says in words how it was filed ("trực tuyến"), `duration` the time the rules give ("5 ngày làm
    việc"), `return_at` where the result is handed out; `due` is None when the result is given at once.
    `lookup_url` goes into the QR code and must hold nothing personal but the dossier's code.
    """

    template: ClassVar[str] = "receipt_slip"

    letterhead: Letterhead
    code: str
    lookup_url: str
    filer: Person
    owner: Person
    channel: str
    request: str
    components: tuple[ComponentLine, ...]
    duration: str
    received: datetime
    due: datetime | None
    return_at: str
    officer: str
    fees: tuple[FeeLine, ...] = ()
    sets: int = 1

    def content(self) -> Mapping[str, Any]:
        """Return what the template reads."""
        return _content(self, self.letterhead.day) | {
            "received": format_datetime(self.received),
            "due": format_datetime(self.due) if self.due else "",
        }


@dataclass(frozen=True, slots=True)
class SupplementLine:
    """One paper to be mended: what is wrong in a word ("mờ", "thiếu") and what to do."""

    name: str
    verdict: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class SupplementSlip:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ; `until` is the last day to answer, where one is set."""

    template: ClassVar[str] = "supplement_slip"

    letterhead: Letterhead
    code: str
    lookup_url: str
    filer: Person
    owner: Person
    request: str
    lines: tuple[SupplementLine, ...]
    reason: str
    officer: str
    until: date | None = None

    def content(self) -> Mapping[str, Any]:
        """Return what the template reads."""
        return _content(self, self.letterhead.day) | {
            "until": format_date(self.until) if self.until else "",
        }


@dataclass(frozen=True, slots=True)
class RefusalSlip:
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ."""

    template: ClassVar[str] = "refusal_slip"

    letterhead: Letterhead
    code: str
    lookup_url: str
    filer: Person
    owner: Person
    request: str
    filed: datetime
    reason: str
    officer: str

    def content(self) -> Mapping[str, Any]:
        """Return what the template reads."""
        return _content(self, self.letterhead.day) | {"filed": format_datetime(self.filed)}


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question and its answer as people read it; "" is shown as a dash."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """One section of the form."""

    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class AnswersPrint:
    """The tờ khai as it was filed. `pledge` is the sentence the filer ticked; `to` the agency addressed."""

    template: ClassVar[str] = "answers"

    title: str
    to: str
    code: str
    lookup_url: str
    filer: str
    filed: datetime
    sections: tuple[AnswerSection, ...]
    pledge: str = ""

    def content(self) -> Mapping[str, Any]:
        """Return what the template reads."""
        return _content(self, self.filed) | {"filed": format_datetime(self.filed)}


def _content(paper: ReceiptSlip | SupplementSlip | RefusalSlip | AnswersPrint, made: date) -> dict[str, Any]:
    content = asdict(paper) | {"made": [made.year, made.month, made.day], "qr": _qr(paper.lookup_url)}
    if "letterhead" in content:
        day: date = content["letterhead"]["day"]
        content["letterhead"]["day"] = f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
    return content


def _qr(text: str) -> str:
    """Return a QR code as SVG, black on white, without a border (the paper is white)."""
    import segno  # noqa: PLC0415 - on the first paper, not at every start

    return str(segno.make(text, micro=False, error="m").svg_inline(border=0))
