"""Open an edit: to look at it, or to change its plain data."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dvc.blueprints.admin.blueprint import read_rev
from dvc.blueprints.admin.definition_faults import Located, located
from dvc.blueprints.admin.definition_paths import Path
from dvc.blueprints.admin.definition_values import readable
from dvc.blueprints.admin.edit_addresses import fault_address
from dvc.blueprints.admin.edit_lines import EditLine, edit_line
from dvc.db import Session
from dvc.domain.procedures import Procedure
from dvc.errors import Conflict
from dvc.services import catalogue, procedure_edits
from dvc.services.procedure_edits import ProcedureEdit
from dvc.web.database import transaction
from dvc.web.permissions import current_actor

NO_TABLE = "Bản này chưa đọc được dạng bảng. Hãy sửa dạng TOML cho hết lỗi viết, rồi mới sửa bằng mẫu được."
WRITABLE = ("editing", "returned")
# More are not read at once; the rest are told after these are mended.
MOST_FAULTS = 100


@dataclass(frozen=True)
class Opened:
    """An edit as its pages show it; `data` is a copy that may be changed."""

    line: EditLine
    rev: int
    text: str
    base_version: str
    procedure: Procedure | None
    faults: tuple[Located, ...]
    fault_count: int
    data: dict[str, Any]

    @property
    def id(self) -> UUID:
        """Return the edit's id."""
        return self.line.id

    @property
    def writable(self) -> bool:
        """Tell whether it can be written now."""
        return self.line.state in WRITABLE

    @property
    def open(self) -> bool:
        """Tell whether it is still under way."""
        return self.writable or self.line.state == "submitted"

    @property
    def title(self) -> str:
        """Return what the procedure is called in this edit."""
        return str(self.data.get("short_name") or self.line.name)

    def href(self, fault: Located) -> str:
        """Return where a fault can be mended."""
        return fault_address(self.id, fault)

    def faults_under(self, path: Path) -> int:
        """Return how many faults there are at or below an address."""
        return sum(1 for one in self.faults if (*one.path, one.field)[: len(path)] == path)


def opened(session: Session, edit_id: UUID) -> Opened:
    """Open an edit to look at it; raises NotFound."""
    return look(session, procedure_edits.get(session, edit_id, actor=current_actor()))


def look(session: Session, edit: ProcedureEdit) -> Opened:
    """Return an edit as its pages show it."""
    read = procedure_edits.read(edit)
    data = deepcopy(dict(read.data))
    return Opened(
        line=edit_line(session, edit, catalogue.short_names(session), current_actor()),
        rev=edit.rev,
        text=readable(edit.text),
        base_version=edit.base_version,
        procedure=read.procedure,
        faults=tuple(located(read.faults[:MOST_FAULTS], data)),
        fault_count=len(read.faults),
        data=data,
    )


def change(edit_id: UUID, how: Callable[[dict[str, Any]], str]) -> str:
    """Change the plain data of an edit and keep it, faults and all; returns what `how` returns, where to go on.

    Raises:
        Conflict: somebody else has changed it since the page was made, it is not being written, or it is no table.

    """
    actor = current_actor()
    with transaction() as session:
        edit = procedure_edits.to_change(session, edit_id, read_rev(), actor=actor)
        data = deepcopy(dict(procedure_edits.read(edit).data))
        if not data:
            raise Conflict(NO_TABLE)
        onward = how(data)
        procedure_edits.save_data(session, edit, data, actor=actor)
    return onward


def tables(value: object) -> list[dict[str, Any]]:
    """Return the tables of a list, whatever else is in it."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
