"""Tell in words how one version of a procedure differs from another; nothing that differs is passed over."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Protocol, TypeVar

from dvc.domain.changed_values import shown, was_now
from dvc.domain.conditions import Condition
from dvc.domain.procedures import Case, Component, Fee, Procedure
from dvc.domain.question_changes import form_changes

GENERAL, LIMITS, FEES, PAPERS, FORM = "Thông tin chung", "Thời hạn giải quyết", "Phí, lệ phí", "Giấy tờ", "Tờ khai"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the part of the procedure, the sentence, and for administrators the rules as they are written.

    What is not `public` changes nothing for who files.
    """

    part: str
    text: str
    detail: str = ""
    public: bool = True


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=_Keyed)

_WORDS: Mapping[str, str] = {
    "name": "Tên thủ tục",
    "short_name": "Tên gọi",
    "service_field": "Lĩnh vực",
    "service_level": "Mức độ dịch vụ",
    "channels": "Cách nộp",
    "return_methods": "Cách nhận kết quả",
    "draft": "Bản nháp",
    "generic": "Dùng tờ khai chung",
    "valid_from": "Có hiệu lực từ",
    "valid_to": "Hết hiệu lực sau ngày",
    "replaced_by": "Thủ tục thay thế",
    "levels": "Cấp thực hiện",
    "received_by": "Cổng tiếp nhận",
    "form_title": "Tên tờ khai",
    "form_number": "Số mẫu tờ khai",
    "partial_reason": "Lý do chỉ trực tuyến một phần",
    "authority": "Cơ quan giải quyết",
    "audience": "Đối tượng thực hiện",
    "legal_basis": "Căn cứ pháp lý",
    "conditions_text": "Yêu cầu, điều kiện",
    "steps": "Trình tự thực hiện",
    "in_person": "Việc phải có mặt",
    "may_be_represented": "Được ủy quyền",
    "representation": "Việc ủy quyền",
    "village_role": "Việc của trưởng thôn, buôn",
    "duty": "Nghĩa vụ và thời hạn phải làm",
    "validity": "Kết quả có giá trị",
    "interlinked": "Thủ tục làm cùng",
    "results": "Kết quả",
    "announced_by": "Quyết định công bố",
    "national_url": "Trang trên Cổng Dịch vụ công quốc gia",
}
_INSIDE: Mapping[str, str] = {
    "words": "Từ hay dùng để tìm",
    "sources": "Nguồn",
    "confidence": "Mức kiểm chứng",
    "service_level_confidence": "Mức kiểm chứng của mức độ dịch vụ",
    "subject": "Câu hỏi về tên người được cấp",
    "subject_number": "Câu hỏi về số định danh người được cấp",
}
_CASE: Mapping[str, str] = {
    "name": "tên",
    "duration": "thời hạn",
    "chosen_by": "ai chọn trường hợp",
    "when": "điều kiện",
    "note": "ghi chú",
    "extension": "việc kéo dài",
    "authorised": "được ủy quyền",
}
_FEE: Mapping[str, str] = {
    "name": "tên",
    "kind": "loại",
    "amount": "mức thu",
    "unit": "đơn vị",
    "set_by": "cơ quan quy định",
    "optional": "không bắt buộc",
    "per": "tính theo",
    "when": "điều kiện thu",
    "channels": "cách nộp",
    "exemptions": "miễn, giảm",
    "tiers": "các bậc",
    "at_most": "mức cao nhất",
    "times": "nhân theo",
    "valid_from": "thu từ ngày",
    "valid_to": "thu đến ngày",
    "note": "ghi chú",
}
_PAPER: Mapping[str, str] = {
    "name": "tên",
    "group": "nhóm",
    "originals": "số bản chính",
    "copies": "số bản sao",
    "required": "khi nào phải có",
    "when": "điều kiện",
    "upload": "gửi tệp",
    "one_of": "nhóm chỉ cần một",
    "data": "dữ liệu thay thế",
    "form_template": "mẫu",
    "note": "ghi chú",
}


def changes(old: Procedure, new: Procedure) -> tuple[Change, ...]:
    """Return every difference, in the order in which people read a procedure."""
    return (
        *_general(old, new, _WORDS, public=True),
        *_rows((old.cases, new.cases), ("Trường hợp", LIMITS), _CASE),
        *_rows((old.fees, new.fees), ("Khoản", FEES), _FEE),
        *_rows((old.components, new.components), ("Giấy tờ", PAPERS), _PAPER),
        *(Change(FORM, text, detail, public) for text, detail, public in form_changes(old, new)),
        *_general(old, new, _INSIDE, public=False),
    )


def public(found: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that matter to who files."""
    return tuple(one for one in found if one.public)


def _general(old: Procedure, new: Procedure, words: Mapping[str, str], *, public: bool) -> Iterator[Change]:
    for name, label in words.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(GENERAL, was_now(label, before, after, name=name), public=public)


def _rows(
    found: tuple[tuple[T, ...], tuple[T, ...]], said: tuple[str, str], words: Mapping[str, str]
) -> Iterator[Change]:
    (old, new), (what, part) = found, said
    before, after = {one.key: one for one in old}, {one.key: one for one in new}
    for one in old:
        if one.key not in after:
            yield Change(part, f"Bỏ {what.lower()} «{one.name}».")
    for key, one in after.items():
        if key not in before:
            yield Change(part, f"Thêm {what.lower()} «{one.name}»{_adds(one)}.")
        elif one != before[key]:
            yield from _row(before[key], one, (what, part), words)
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before]:
        yield Change(part, f"Đổi thứ tự các {what.lower()}.", public=False)


def _adds(one: Any) -> str:
    if isinstance(one, Case):
        return f", thời hạn {shown(one.duration)}"
    if isinstance(one, Fee):
        return f": {shown(one.amount, name='amount')}"
    return " (phải có)" if isinstance(one, Component) and one.required == "always" else ""


def _row(old: T, new: T, said: tuple[str, str], words: Mapping[str, str]) -> Iterator[Change]:
    what, part = said
    for spec in fields(new):  # type: ignore[arg-type]  # each kind of row is a dataclass
        before, after = getattr(old, spec.name), getattr(new, spec.name)
        if before == after:
            continue
        label = words.get(spec.name, "")
        if isinstance(before or after, Condition):
            detail = f"{shown(before)} → {shown(after)}"
            yield Change(part, f"{what} «{new.name}»: {label} đã đổi.", detail)
        elif label:
            yield Change(part, was_now(f"{what} «{old.name}», {label}", before, after, name=spec.name))
        else:
            yield Change(part, f"{what} «{new.name}»: nguồn hoặc mức kiểm chứng đã đổi.", public=False)
