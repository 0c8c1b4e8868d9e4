"""Make a definition of what the national listing says of a procedure; it gets the general declaration.

What the listing lacks stays away, and what it says unclearly becomes a note: nothing is guessed. A summary leaves out
the listing's prose (steps, conditions, notes, words beside the fee): that stands on the national page it links to.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dvc.catalogue import national_terms as terms
from dvc.catalogue.national import Entry, Paper, Way
from dvc.catalogue.national_fields import Refused
from dvc.domain.procedures import Channel
from dvc.domain.text import fold
from dvc.domain.workdays import UNITS

Data = dict[str, Any]

NO_CHANNEL = "Danh mục quốc gia không có cách nộp trực tuyến cho thủ tục này."
_UNTOLD = "Danh mục quốc gia ghi nhiều thời hạn cho cùng một cách nộp; cơ quan tiếp nhận cho biết trường hợp nào."
_BY_CASE = "Có phải nộp hay không tùy trường hợp nêu trong tên giấy tờ."
_OUR_FORM = "Mẫu điện tử của Cổng Dịch vụ công quốc gia; nộp tại đây thì khai tờ khai chung."
_CHANNEL_NAMES: Mapping[Channel, str] = {
    "online": "Nộp trực tuyến",
    "in_person": "Nộp trực tiếp",
    "post": "Nộp qua bưu chính",
}
_CHANNEL_KEYS: Mapping[Channel, str] = {"online": "truc-tuyen", "in_person": "truc-tiep", "post": "buu-chinh"}
_LONGEST_NOTE = 1500
_WHEN = re.compile(r"(^|\W)(truong hop|neu|doi voi)\W")
_BULLET = re.compile(r"^[-+*•–\s]+(?=\w)")
_PLACE = re.compile(r"https://([a-z0-9-]+\.)*gov\.vn/\S*")
_ALWAYS = frozenset({"name", "service_field", "channels", "cases"})
_TO_SHOW = "giay to phai xuat trinh"


def definition(entry: Entry, *, source: str, summary: bool) -> Data:
    """Return the data of a definition, in the order in which it is written; raises Refused."""
    if entry.url and not _PLACE.fullmatch(entry.url):
        raise Refused("địa chỉ trang quốc gia (detail_url) không thuộc gov.vn")
    ways = sorted(entry.ways, key=lambda way: list(_CHANNEL_NAMES).index(terms.channel(way)))
    channels = tuple(dict.fromkeys(terms.channel(way) for way in ways))
    told = _told_of(entry, channels, source) | ({} if summary else _prose(entry))
    papers = [paper for paper in entry.papers if paper.name and not (summary and paper.note)]
    tables: Data = {
        "results": [{"name": name, "code": code} if code else {"name": name} for name, code in entry.results if name],
        "cases": _cases(ways, summary=summary),
        "fees": list(_fees(ways)),
        "components": [_component(paper, at) for at, paper in enumerate(papers, start=1)],
    }
    return {name: value for name, value in (told | tables).items() if value not in ("", (), []) or name in _ALWAYS}


def _told_of(entry: Entry, channels: tuple[Channel, ...], source: str) -> Data:
    authority = terms.authority(entry.authority)
    return {
        "code": entry.code,
        "name": entry.name,
        "short_name": terms.short_name(entry.name),
        "generic": True,
        "service_field": entry.field,
        "levels": terms.levels(entry.levels),
        **_service_level(channels),
        "authority": authority,
        "received_by": terms.received_by(authority),
        "audience": terms.audience(entry.audience),
        "channels": channels,
        "return_methods": ["at_desk", *(["post"] if "post" in channels else [])],
        "announced_by": entry.decision,
        "national_url": entry.url,
        "legal_basis": tuple(dict.fromkeys(one for one in entry.legal if one and not one.isdigit())),
        "sources": [source.replace("{code}", entry.code)],
    }


def _prose(entry: Entry) -> Data:
    return {"conditions_text": _told(entry.conditions), "steps": _lines(entry.steps)}


def _service_level(channels: tuple[Channel, ...]) -> Data:
    if "online" in channels or not channels:
        return {"service_level": "undetermined", "service_level_confidence": "INFERRED"}
    return {
        "service_level": "partial_online",
        "service_level_confidence": "INFERRED",
        "partial_reason": NO_CHANNEL,
    }


def _told(text: str) -> str:
    said = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    return "" if fold(said).strip(" .:") in ("khong", "khong co", "khong co thong tin") else said


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(_BULLET.sub("", line).split()) for line in _told(text).split("\n") if line)


def _cases(ways: Iterable[Way], *, summary: bool) -> list[Data]:
    """Return one case where all ways take the same time; else one for each way, and one for what cannot be told.

    The first case is the one that counts unless the desk says otherwise, so it is never one of several that compete.
    """
    cases: dict[tuple[Channel, str], Data] = {}
    for way in ways:
        duration, note = terms.limit(way)
        said = cases.setdefault((terms.channel(way), f"{duration}{note}"), {"duration": duration, "notes": [note]})
        said["notes"].append("" if summary else terms.cost(way.fee).beside)
    of: dict[Channel, int] = Counter(channel for channel, _ in cases)
    if len({limit for _, limit in cases}) <= 1:
        whole: Data = next(iter(cases.values()), {"duration": None}) | {
            "notes": [note for said in cases.values() for note in said["notes"]]
        }
        return [_case("thong-thuong", "Thông thường", whole)]
    found = [
        _case(_CHANNEL_KEYS[channel], _case_name(channel, said, alone=of[channel] == 1), said)
        for (channel, _), said in cases.items()
    ]
    if max(of.values()) > 1:
        found = [_case("chua-ro", "Do cơ quan tiếp nhận xác định", {"duration": None, "notes": [_UNTOLD]}), *found]
    return _numbered(found)


def _case(key: str, name: str, said: Data) -> Data:
    case: Data = {"key": key, "name": name}
    if said["duration"]:
        case["duration"] = said["duration"]
    note = terms.cut(" ".join(dict.fromkeys(filter(None, said["notes"]))), _LONGEST_NOTE)
    return case | ({"note": note} if note else {})


def _case_name(channel: Channel, said: Data, *, alone: bool) -> str:
    name, duration = _CHANNEL_NAMES[channel], said["duration"]
    return name if alone or duration is None else f"{name}: {duration['value']} {UNITS[duration['unit']]}"


def _numbered(cases: list[Data]) -> list[Data]:
    """Tell cases of the same key apart by a number."""
    seen: Counter[str] = Counter()
    for case in cases:
        key = case["key"]
        seen[key] += 1
        case["key"] = key if seen[key] == 1 else f"{key}-{seen[key]}"
    return cases


def _fees(ways: Iterable[Way]) -> Iterator[Data]:
    costs: dict[tuple[str, int | None, str], list[Channel]] = {}
    channels = set()
    for way in ways:
        cost, channel = terms.cost(way.fee), terms.channel(way)
        channels.add(channel)
        if cost.known:
            costs.setdefault((cost.kind, cost.amount, cost.words), []).append(channel)
    for at, ((kind, amount, words), of) in enumerate(costs.items(), start=1):
        fee: Data = {"key": f"phi-{at}", "kind": kind, "name": kind[0].upper() + kind[1:]}
        fee |= {"set_by": terms.set_by(words)} if amount is None else {"amount": amount}
        if set(of) != channels:
            fee["channels"] = list(dict.fromkeys(of))
        fee |= {"note": words} if words else {}
        yield fee | ({"confidence": "CONFLICT"} if words.startswith(terms.FREE) else {})


def _component(paper: Paper, at: int) -> Data:
    said: Data = {"key": f"giay-to-{at}", "name": _BULLET.sub("", paper.name) or paper.name}
    said |= {"group": paper.group} if paper.group else {}
    if paper.originals:
        said["originals"] = paper.originals
    if paper.copies:
        said["copies"] = paper.copies
    said |= _required(paper)
    if paper.template and paper.template != paper.name and not paper.template.startswith("."):
        said["form_template"] = paper.template
    if paper.unclear:
        said["note"] = f"Danh mục quốc gia ghi số bản không rõ («{paper.unclear}»). {said.get('note', '')}".strip()
    return said


def _required(paper: Paper) -> Data:
    """Return how a paper is asked for; only what the listing's own words tell."""
    name, group = fold(paper.name), fold(paper.group)
    if paper.note:
        return {"required": "note", "upload": False}
    if group.startswith(_TO_SHOW):
        return {"required": "desk_only", "upload": False}
    if "dien tu tuong tac" in name:
        return {"required": "note", "upload": False, "note": _OUR_FORM}
    if _WHEN.search(f"{name} ") or _WHEN.search(f"{group} "):
        return {"required": "if_available", "note": _BY_CASE}
    return {}
