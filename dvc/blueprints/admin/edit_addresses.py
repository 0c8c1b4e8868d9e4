"""The addresses of an edit's pages."""

from uuid import UUID

from flask import url_for

from dvc.blueprints.admin.definition_faults import Located
from dvc.blueprints.admin.definition_layout import LAYOUT
from dvc.blueprints.admin.definition_paths import Path, lists
from dvc.domain.procedures import Procedure


def path_of(text: str) -> Path:
    """Return the address inside a definition that a page's own address holds."""
    return tuple(text.split("/"))


def address(edit_id: UUID, path: Path) -> str:
    """Return the page of an entry or a list; of the definition itself the page of the edit."""
    if not path:
        return url_for("admin.edit", edit_id=edit_id)
    return url_for("admin.item", edit_id=edit_id, path="/".join(path))


def fault_address(edit_id: UUID, fault: Located) -> str:
    """Return where a fault can be mended."""
    if fault.path:
        return address(edit_id, fault.path) + (f"#f-{fault.field}" if fault.field else "")
    if fault.field in lists(Procedure):
        return address(edit_id, (fault.field,))
    slug = next((group.slug for group in LAYOUT[Procedure] if fault.field in group.fields), "")
    if slug:
        return url_for("admin.part_of", edit_id=edit_id, slug=slug) + f"#f-{fault.field}"
    return url_for("admin.text", edit_id=edit_id)
