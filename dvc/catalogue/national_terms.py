"""Turn the words of the national listing into ours: levels, channels, limits, fees, who receives."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dvc.catalogue.national import Way
from dvc.catalogue.national_fields import Refused
from dvc.domain.procedures import AdministrativeLevel, Channel, ReceivedBy
from dvc.domain.text import fold
from dvc.domain.workdays import Unit

_LEVELS: Mapping[str, AdministrativeLevel] = {
    "cap xa": "commune",
    "cap tinh": "province",
    "cap bo": "ministry",
    "co quan khac": "other",
    "cap huyen": "other",  # there is none since 2025-07-01
}
CHANNELS: Mapping[str, Channel] = {"truc tuyen": "online", "truc tiep": "in_person", "dich vu buu chinh": "post"}
_UNITS: Mapping[str, Unit] = {"ngay lam viec": "working_day", "ngay": "day", "gio": "hour", "thang": "month"}

_OFFICIALS = "Cán bộ, công chức, viên chức"
_OUTSIDE_BRACKETS = re.compile(r",(?![^(]*\))")

_POLICE = ("cong an", "canh sat")
_COMMUNE = (
    "co so du lieu ho tich",  # the commune keeps its registers in it
    "cap xa",
    "uy ban nhan dan xa",
    "ubnd xa",
    "nhan dan xa",
    "nhan dan cap xa",
    "xa, phuong",
    "phuong, thi tran",
)
_ELSEWHERE = (
    "bao hiem xa hoi",
    "ban quan ly",
    "bo",
    "cang vu",
    "chi cuc",
    "cong doan",
    "cuc",
    "doi thu tuc",
    "hai quan",
    "kho bac",
    "khu quan ly",
    "so",
    "thue",
    "toa an",
)
_ELSEWHERE_ANYWHERE = (
    "cap tinh",
    "cong chung",
    "dai doi",
    "dang ky dat dai",
    "quan ly van hanh nha o",
    "trung doan",
)
_LONGEST_AUTHORITY = 300

_FEE = re.compile(
    r"(?P<head>Miễn phí|Không có thông tin|(?P<number>\d[\d.,]*)? ?(?:VNĐ|Việt Nam Đồng))(?P<rest>.*)", re.DOTALL
)
_DEFENCE_FEE = re.compile(r"(?P<kind>Phí|Lệ phí) ?: ?(?:0|không) đồng", re.IGNORECASE)
_EMPTY_FEE = re.compile(r"((lệ )?phí ?: ?)?(đồng|vnđ)?", re.IGNORECASE)
# «Miễn phí(Lệ phí : Đồng (do HĐND …))»: an empty amount before the words that matter.
_FEE_HEAD = re.compile(r"^\(|^((lệ )?phí ?: ?)?đồng \(", re.IGNORECASE)
# The listing says both that it is free and that somebody sets an amount.
FREE = "Miễn phí."
_NONE = frozenset({"khong", "khong quy dinh", "khong co", "khong thu"})
_LONGEST_NOTE = 1000
_REPEATED = 60
_END = 45
_CALLED_PROCEDURE = re.compile(r"^thủ tục\s+(?!hải quan|biên phòng|thuế)(hành chính\s*)?:?\s*", re.IGNORECASE)
_WHO_DECIDES = re.compile(r",? (thuộc thẩm quyền giải quyết của|do) [^,()]*$", re.IGNORECASE)
_LAST_BRACKETS = re.compile(r"\([^()]{10,50}\)$")
# What is less was meant in thousands.
_LEAST = 1000
_TWO_LINES = 110


@dataclass(frozen=True, slots=True)
class Cost:
    """What a way costs: `amount` in đồng where it is sure, else the listing's own words; `beside` is not of the fee."""

    kind: str = "phí, lệ phí"
    amount: int | None = None
    words: str = ""
    beside: str = ""

    @property
    def known(self) -> bool:
        """Tell whether the listing says anything of the cost."""
        return self.amount is not None or bool(self.words)


def levels(text: str) -> tuple[AdministrativeLevel, ...]:
    """Return the levels in the order of the listing; raises Refused for one that is not known."""
    parts = [fold(part) for part in text.split(",") if part.strip()]
    unknown = [part for part in parts if part not in _LEVELS]
    if unknown or not parts:
        raise Refused(f"cấp thực hiện «{text[:60]}» không nhận ra")
    return tuple(dict.fromkeys(_LEVELS[part] for part in parts))


def channel(way: Way) -> Channel:
    """Return the channel of a way; raises Refused."""
    found = CHANNELS.get(fold(way.channel))
    if found is None:
        raise Refused(f"cách nộp «{way.channel[:60]}» không nhận ra")
    return found


def audience(text: str) -> tuple[str, ...]:
    """Return whom it is for, one a name; commas inside brackets and inside «cán bộ, công chức, viên chức» part none."""
    parts = _OUTSIDE_BRACKETS.split(text.replace(_OFFICIALS, _OFFICIALS.replace(",", "\0")))
    return tuple(dict.fromkeys(part.replace("\0", ",").strip() for part in parts if part.strip()))


def authority(text: str) -> str:
    """Return the authority; nothing where the listing says nothing or has a stray paragraph there."""
    stray = "\n" in text or len(text) > _LONGEST_AUTHORITY
    return "" if stray or fold(text).rstrip(".") == "khong co thong tin" else " ".join(text.split())


def received_by(text: str) -> ReceivedBy:
    """Return who takes the dossier, from the authority's name; here, where nothing says otherwise."""
    name = f"{fold(text)} "
    if any(word in name for word in _POLICE):
        return "public_security"
    if any(word in name for word in _COMMUNE):
        return "here"
    begins = any(part.startswith(f"{word} ") for part in name.split(", ") for word in _ELSEWHERE)
    return "national" if begins or any(word in name for word in _ELSEWHERE_ANYWHERE) else "here"


def limit(way: Way) -> tuple[dict[str, Any] | None, str]:
    """Return the time limit, or none with a note of what the listing says instead."""
    if way.value is not None and way.value > 0:
        unit = _UNITS.get(fold(way.unit or ""))
        if unit is not None:
            return {"value": way.value, "unit": unit}, ""
        if way.unit is None:
            return None, f"Danh mục quốc gia ghi «{way.value}» mà không ghi đơn vị (giờ, ngày hay ngày làm việc)."
    return None, f"Danh mục quốc gia ghi: «{way.limit[:200]}»." if way.limit else ""


def cost(text: str) -> Cost:
    """Return what a way costs; nothing that the listing does not say is made up."""
    defence = [_DEFENCE_FEE.fullmatch(line.strip()) for line in text.splitlines() if line.strip()]
    if defence and all(defence):
        return Cost(kind=" và ".join(dict.fromkeys(one["kind"].lower() for one in defence if one)), amount=0)
    flat = " ".join(text.split())
    found = _FEE.fullmatch(flat)
    if found is None or found["head"].strip() == "":
        return Cost(words="" if _EMPTY_FEE.fullmatch(flat) else _shortened(flat))
    detail, beside = _bracketed(found["rest"])
    number = _digits(found["number"] or "")
    if found["head"] == "Miễn phí" and (not detail or fold(detail).strip(" .") in _NONE):
        return Cost(amount=0, beside=beside)
    if number and _only_amount(number, detail):
        return Cost(amount=int(number), words=detail, beside=beside)
    if number:
        return Cost(words=_shortened(f"{found['head']} ({detail})"), beside=beside)
    free = f"{FREE} " if found["head"] == "Miễn phí" else ""
    said = _FEE_HEAD.sub("", detail)
    if said.count(")") > said.count("("):
        said = said.removesuffix(")")
    return Cost(words=_shortened(free + said) if said else "", beside=beside)


def _digits(number: str) -> str:
    return number.replace(",", "").replace(".", "")


def _only_amount(number: str, detail: str) -> bool:
    """Tell whether the words beside an amount only repeat it: what has tiers or conditions is no plain amount."""
    named = {_digits(one) for one in re.findall(r"\d[\d.,]*", detail)}
    repeats = named == {number} or (not named and (not detail or detail.startswith("/")))
    return repeats and len(detail) <= _REPEATED and int(number) >= _LEAST


def set_by(words: str) -> str:
    """Return who sets a fee whose amount is not told."""
    return "HĐND cấp tỉnh" if "hoi dong nhan dan" in fold(words) else "Theo ghi chú"


def short_name(name: str) -> str:
    """Return what people read in lists: without «Thủ tục», at most two lines.

    A long name keeps its end, in which similar ones differ: in brackets for whom, or the last words.
    """
    bare = _CALLED_PROCEDURE.sub("", name).strip(" .;:") or name
    bare = bare[0].upper() + bare[1:]
    if len(bare) <= _TWO_LINES:
        return bare
    bare = _WHO_DECIDES.sub("", bare)
    bracketed = _LAST_BRACKETS.search(bare)
    end = bracketed[0] if bracketed else bare[-_END:].split(" ", 1)[-1]
    return f"{cut(bare, _TWO_LINES - len(end) - 1)} {end}"


def cut(text: str, most: int) -> str:
    """Return the text, cut at a word with an ellipsis when it is longer."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,;:(–-") + "…"


def _bracketed(rest: str) -> tuple[str, str]:
    """Part «(of the fee) of the way»: the listing glues the two columns together."""
    rest = rest.strip()
    if not rest.startswith("(") or re.match(r"\(\d+\)", rest):
        return "", rest
    depth = 0
    for at, char in enumerate(rest):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return rest[1:at].strip(), rest[at + 1 :].strip()
    return rest.strip("( "), ""


def _shortened(text: str) -> str:
    return cut(text, _LONGEST_NOTE)
