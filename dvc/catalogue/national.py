"""Read the national listing of procedures as it is published in JSON, in either of its two shapes.

The shape of the national portal has one table an entry (`code`, `name`, `ways`, `documents`, …). That of the
Ministry of Defence has Vietnamese names in three tables (`metadata`, `content`, `tables`).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dvc.catalogue import national_fields as fields
from dvc.catalogue.national_fields import Refused
from dvc.errors import DvcError

MOST_BYTES = 50_000_000
_MOST_COPIES = 99
_CODE = re.compile(r"[1-6]\.\d{6}")
_COUNT = re.compile(r"Bản (chính|sao): ?(\d+)")
_LIMIT = re.compile(r"(\d+) ?(ngày làm việc|ngày|giờ|tháng)", re.IGNORECASE)


class BadListing(DvcError):
    """The file is no listing; the message is the one sentence to print."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to file: `limit` as the listing writes it, with the number and the unit where they can be told."""

    channel: str
    limit: str
    value: int | None
    unit: str | None
    fee: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One row of the dossier's papers; a note is no paper, `unclear` is a count that cannot be one."""

    name: str
    group: str
    originals: int
    copies: int
    template: str
    note: bool
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a listing says of one procedure; a text that says nothing is empty."""

    code: str
    name: str
    field: str
    decision: str
    levels: str
    audience: str
    authority: str
    ways: tuple[Way, ...]
    papers: tuple[Paper, ...]
    steps: str
    conditions: str
    results: tuple[tuple[str, str], ...]
    legal: tuple[str, ...]
    url: str


def rows(path: Path) -> list[Any]:
    """Return the rows of a listing's file.

    Raises:
        BadListing: it cannot be read, or is no listing.

    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadListing(f"Tệp {path.name} lớn hơn {MOST_BYTES // 1_000_000} MB: hãy chia thành nhiều tệp.")
        found = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise BadListing(f"Không đọc được tệp {path} ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise BadListing(f"Tệp {path.name} không phải chữ UTF-8: hãy lưu lại dưới dạng UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise BadListing(f"Tệp {path.name} không phải JSON đúng{_where(error)}.") from error
    if not isinstance(found, list) or not found:
        raise BadListing(f"Tệp {path.name} không phải danh mục: phải là một danh sách thủ tục, có ít nhất một mục.")
    return found


def entry(row: Any) -> Entry:
    """Read one row; raises Refused."""
    if not isinstance(row, Mapping):
        raise Refused("không phải một bảng")
    found = _defence(row) if "thu_tuc_id" in row else _portal(row)
    if not _CODE.fullmatch(found.code):
        raise Refused(f"mã «{found.code[:20]}» không phải mã thủ tục")
    if not found.name:
        raise Refused("không có tên thủ tục")
    return found


def name_of(row: Any, at: int) -> str:
    """Return what a report calls a row that may be anything."""
    for key in ("code", "thu_tuc_id"):
        if isinstance(row, Mapping) and isinstance(row.get(key), str) and row[key].strip():
            return fields.clean(row[key])[:20]
    return f"mục {at}"


def _where(error: Exception) -> str:
    return f" (dòng {error.lineno}, cột {error.colno})" if isinstance(error, json.JSONDecodeError) else ""


def _portal(row: Mapping[str, Any]) -> Entry:
    return Entry(
        code=fields.line(row, "code"),
        name=fields.line(row, "name"),
        field=fields.line(row, "field"),
        decision=fields.said(row, "decision"),
        levels=fields.line(row, "levels"),
        audience=fields.said(row, "audience"),
        authority=fields.text(row, "authority"),
        ways=tuple(_way(one) for one in fields.tables(row, "ways")),
        papers=tuple(_paper(one) for one in fields.tables(row, "documents")),
        steps=fields.text(row, "steps_text"),
        conditions=fields.text(row, "conditions_text"),
        results=tuple((fields.line(one, "name"), fields.line(one, "code")) for one in fields.tables(row, "results")),
        legal=tuple(fields.line({"legal_refs": one}, "legal_refs") for one in fields.list_of(row, "legal_refs")),
        url=fields.line(row, "detail_url"),
    )


def _way(row: Mapping[str, Any]) -> Way:
    raw = fields.line(row, "duration_raw")
    given = row.get("duration")
    if given is None:
        return Way(fields.line(row, "channel"), raw, *_limit(raw), fields.text(row, "fee_raw"))
    if not isinstance(given, Mapping):
        raise Refused("«duration» phải là một bảng")
    value = given.get("value")
    whole = value if type(value) is int else None
    limit = raw or ("" if value is None else str(value))
    return Way(
        fields.line(row, "channel"), limit, whole, fields.line(given, "unit") or None, fields.text(row, "fee_raw")
    )


def _paper(row: Mapping[str, Any]) -> Paper:
    counts = [fields.count(row, "original"), fields.count(row, "copy")]
    # Where a year that ends the name was taken for the count, nobody knows the count.
    unclear = ", ".join(str(count) for count in counts if count > _MOST_COPIES)
    originals, copies = (0 if count > _MOST_COPIES else count for count in counts)
    note = row.get("kind") == "note" or not any(counts)
    name, template = fields.line(row, "name"), fields.line(row, "template_file")
    return Paper(name, fields.line(row, "group"), originals, copies, template, note, unclear)


def _defence(row: Mapping[str, Any]) -> Entry:
    head, body, tables = fields.table(row, "metadata"), fields.table(row, "content"), fields.table(row, "tables")
    authority = fields.said(body, "cơ_quan_thực_hiện") or fields.said(body, "cơ_quan_có_thẩm_quyền")
    result = fields.said(body, "kết_quả_thực_hiện")
    return Entry(
        code=fields.line(row, "thu_tuc_id"),
        name=fields.line(head, "tên_thủ_tục"),
        field=fields.line(head, "lĩnh_vực"),
        decision=fields.said(head, "số_quyết_định").removeprefix("Quyết định số ").strip(),
        levels=fields.line(head, "cấp_thực_hiện"),
        audience=fields.said(body, "đối_tượng_thực_hiện"),
        authority=authority,
        ways=tuple(_defence_way(one) for one in fields.tables(tables, "hinh_thuc_nop")),
        papers=tuple(_defence_paper(one) for one in fields.tables(tables, "thanh_phan_ho_so")),
        steps=fields.text(body, "trình_tự_thực_hiện"),
        conditions=fields.text(body, "yêu_cầu_điều_kiện_thực_hiện"),
        results=((result, ""),) if result else (),
        legal=tuple(fields.line(one, "so_ky_hieu") for one in fields.tables(tables, "can_cu_phap_ly")),
        url="",
    )


def _defence_way(row: Mapping[str, Any]) -> Way:
    raw = fields.line(row, "thoi_han_giai_quyet")
    return Way(fields.line(row, "hinh_thuc"), raw, *_limit(raw), fields.text(row, "phi_le_phi"))


def _defence_paper(row: Mapping[str, Any]) -> Paper:
    counts = {kind: int(count[:4]) for kind, count in _COUNT.findall(fields.text(row, "ghi_chu"))}
    originals, copies = counts.get("chính", 0), counts.get("sao", 0)
    return Paper(
        fields.line(row, "ten_giay_to"), "", originals, copies, fields.line(row, "so_luong"), originals + copies == 0
    )


def _limit(raw: str) -> tuple[int | None, str | None]:
    found = _LIMIT.fullmatch(raw)
    return (int(found[1][:6]), found[2]) if found else (None, None)
