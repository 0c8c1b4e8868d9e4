"""In what groups and order the fields of an entry stand on its page; `quiet` groups are closed while they are empty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dvc.blueprints.admin.definition_fields import Control
from dvc.domain.procedures import Component, Fee, Procedure, Question


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together; `slug` stands in addresses."""

    slug: str
    title: str
    fields: tuple[str, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A group with its controls; `opened` where something stands in it or is wrong."""

    title: str
    controls: tuple[Control, ...]
    quiet: bool
    opened: bool


LAYOUT: Mapping[type, tuple[Group, ...]] = {
    Procedure: (
        Group("ten", "Tên gọi", ("name", "short_name", "words")),
        Group(
            "noi-lam",
            "Nơi làm, mức độ",
            (
                "service_field",
                "levels",
                "authority",
                "service_level",
                "partial_reason",
                "service_level_confidence",
                "channels",
                "return_methods",
                "received_by",
                "national_url",
            ),
        ),
        Group(
            "ai-lam",
            "Ai làm, làm thay",
            ("audience", "in_person", "may_be_represented", "representation", "village_role"),
        ),
        Group(
            "noi-dung",
            "Trình tự, căn cứ",
            (
                "steps",
                "conditions_text",
                "duty",
                "validity",
                "interlinked",
                "legal_basis",
                "announced_by",
                "sources",
                "confidence",
            ),
        ),
        Group("to-khai", "Tờ khai", ("form_title", "form_number", "subject", "subject_number", "generic")),
        Group("hieu-luc", "Hiệu lực", ("valid_from", "valid_to", "replaced_by", "draft")),
    ),
    Question: (
        Group("", "", ("key", "label", "type", "required", "hint")),
        Group("", "Lựa chọn", ("options", "display"), quiet=True),
        Group("", "Khi nào hỏi", ("visible_if", "required_if"), quiet=True),
        Group("", "Giới hạn", ("minimum", "maximum", "max_length", "not_future"), quiet=True),
        Group("", "Điền sẵn", ("default", "prefill", "copy_from", "copy_if", "autocomplete"), quiet=True),
        Group("", "Nhóm, người, tệp", ("repeats", "row_name", "most", "parts", "component"), quiet=True),
        Group("", "So sánh, tự tính", ("sex", "born", "compute", "of"), quiet=True),
        Group("", "Ghi chú, kiểm chứng", ("note", "confidence"), quiet=True),
    ),
    Fee: (
        Group("", "", ("key", "kind", "name", "amount", "unit", "set_by", "optional")),
        Group("", "Khi nào thu", ("when", "channels", "valid_from", "valid_to", "exemptions"), quiet=True),
        Group("", "Nhân theo số lượng", ("per", "times", "at_most"), quiet=True),
        Group("", "Ghi chú, nguồn", ("note", "source", "confidence"), quiet=True),
    ),
    Component: (
        Group("", "", ("key", "name", "group", "originals", "copies", "required", "when", "one_of", "upload")),
        Group("", "Dữ liệu, mẫu", ("data", "form_template"), quiet=True),
        Group("", "Ghi chú, nguồn", ("note", "source", "confidence"), quiet=True),
    ),
}


def laid_out(
    kind: type, controls: Iterable[Control], errors: Mapping[str, str], groups: Sequence[Group] = ()
) -> list[Shown]:
    """Return the controls of an entry in their groups; of a shape without a layout in one."""
    by_name = {one.name: one for one in controls}
    known = groups or LAYOUT.get(kind) or (Group("", "", tuple(by_name)),)
    return [_shown(group, [by_name[name] for name in group.fields], errors) for group in known]


def _shown(group: Group, controls: Sequence[Control], errors: Mapping[str, str]) -> Shown:
    opened = any(one.says_more or one.name in errors for one in controls)
    return Shown(group.title, tuple(controls), group.quiet, opened)


def part(slug: str) -> Group | None:
    """Return a group of the definition's own fields by its name in addresses."""
    return next((group for group in LAYOUT[Procedure] if group.slug == slug), None)
