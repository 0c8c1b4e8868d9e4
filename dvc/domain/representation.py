"""Who may file a procedure for whom (Luật Hộ tịch Đ6; the national listing's «cho phép nộp ủy quyền» of each case)."""

from dvc.domain.filing_people import FOR_WHOM
from dvc.domain.procedures import Procedure
from dvc.errors import InvalidAnswer

_SELF_ONLY = "Thủ tục này người có yêu cầu phải tự nộp, không nhờ người khác nộp thay được."


def offered(procedure: Procedure) -> tuple[str, ...]:
    """Return for whom a dossier may be filed: a part of `FOR_WHOM`, in its order."""
    if not procedure.may_be_represented:
        return ("self",)
    if not any(case.authorised for case in procedure.cases):
        return tuple(one for one in FOR_WHOM if one != "other")
    return FOR_WHOM


def who_must_act(procedure: Procedure) -> str:
    """Return in words who must act himself; "" where anybody may be represented."""
    if offered(procedure) == FOR_WHOM:
        return ""
    return f"{_SELF_ONLY} {procedure.representation}".strip()


def for_whom_problem(procedure: Procedure, for_whom: str) -> InvalidAnswer | None:
    """Return why a dossier is not filed for somebody, None when it can be."""
    if for_whom not in FOR_WHOM:
        return InvalidAnswer("filing.for_whom_empty")
    if for_whom not in offered(procedure):
        return InvalidAnswer("filing.self_only", who=who_must_act(procedure))
    return None
