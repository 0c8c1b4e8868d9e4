"""The three answers of the desk, each on a page of its own that says what will happen and asks to confirm."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Response, request, url_for

from dvc.blueprints.desk.blueprint import bp, parsed, sentences, tells_changes
from dvc.blueprints.desk.dossier_page import ONWARD, read_rev
from dvc.db import new_id
from dvc.domain import workdays
from dvc.domain.permissions import Permission
from dvc.domain.states import Action
from dvc.errors import Conflict, DvcError, Invalid, InvalidAnswer
from dvc.services import desk, desk_decisions, issued_papers, papers
from dvc.services.desk import AtDesk
from dvc.services.desk_decisions import Decision
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires

TEMPLATES: Mapping[Action, str] = {
    Action.ACCEPT: "desk/accept.html",
    Action.REQUEST_SUPPLEMENT: "desk/supplement.html",
    Action.REFUSE_INTAKE: "desk/refuse.html",
}
DATE_PARTS = ("day", "month", "year")
PATH = '/mot-cua/ho-so/<code>/<any("tiep-nhan", "yeu-cau-bo-sung", "tu-choi"):what>'


@bp.get(PATH)
@requires(Permission.AGENCY_DOSSIER_RECEIVE)
@tells_changes
def decision(code: str, what: str) -> Response:
    """Show what the answer will do."""
    with transaction() as session:
        seen = desk.opened(session, parsed(code), actor=current_actor())
    if ONWARD[what] not in seen.actions:
        raise Conflict(seen.barred or f"Hồ sơ bây giờ: {seen.words}.")
    desk_decisions.check_verdicts(seen, ONWARD[what])
    return _show(seen, what)


@bp.post(PATH)
@requires(Permission.AGENCY_DOSSIER_RECEIVE)
@tells_changes
def decided(code: str, what: str) -> Response:
    """Carry the answer out; the paper is printed before the transaction that issues it."""
    page = url_for("desk.dossier", code=parsed(code))
    try:
        made = _decide(parsed(code), _read(what))
    except Invalid as wrong:
        with reading() as session:
            dossier = desk.get(session, parsed(code), actor=current_actor())
            seen = desk.look(session, dossier, actor=current_actor())
        return _show(seen, what, request.form, sentences(wrong.problems))
    return after_post(page + ("#da-xong" if made else ""))


def _decide(code: str, asked: Decision) -> bool:
    actor = current_actor()
    with reading() as session:
        prepared = desk_decisions.prepare(session, code, asked, actor=actor)
    if prepared is None:
        return False
    drawn = issued_papers.drawn(prepared.paper)
    made = False
    try:
        with transaction() as session:
            made = desk_decisions.carry_out(session, prepared, drawn, actor=actor)
    except DvcError:
        issued_papers.discard(drawn)
        raise
    if not made:
        issued_papers.discard(drawn)
    return made


def _read(what: str) -> Decision:
    form = request.form
    return Decision(
        action=ONWARD[what],
        rev=read_rev(form),
        key=form.get("key", ""),
        reason=form.get("reason", ""),
        case_key=form.get("case_key", ""),
        until=_day(form, "until") if what == "yeu-cau-bo-sung" else None,
        result_on=_day(form, "result_on") if what == "tiep-nhan" else None,
    )


def _day(form: Mapping[str, str], name: str) -> date | None:
    parts = [form.get(f"{name}-{part}", "").strip() for part in DATE_PARTS]
    if not any(parts):
        return None
    try:
        day, month, year = (int(part) for part in parts if part.isascii() and part.isdigit())
        return date(year, month, day)
    except (ValueError, OverflowError):
        raise Invalid({name: InvalidAnswer(f"desk.{name}_wrong")}) from None


def _show(
    seen: AtDesk, what: str, typed: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None
) -> Response:
    typed = typed or {}
    context: dict[str, Any] = {
        "seen": seen,
        "dossier": seen.dossier,
        "action": url_for("desk.decision", code=seen.dossier.code, what=what),
        "rev": typed.get("rev", seen.dossier.rev),
        "key": typed.get("key") or str(new_id()),
        "typed": typed,
        "until": {part: typed.get(f"until-{part}", "") for part in DATE_PARTS},
        "result_on": {part: typed.get(f"result_on-{part}", "") for part in DATE_PARTS},
        "unlimited": [case.name for case in seen.procedure.cases if case.duration is None],
        "errors": errors or {},
        "cases": [
            (case, workdays.duration_words(case.duration), desk_decisions.due_now(case))
            for case in seen.procedure.cases
        ],
        "fees": [(fee["name"], papers.fee_words(fee)) for fee in seen.dossier.fees],
        "return_way": papers.return_way(seen.dossier),
    }
    return render(TEMPLATES[ONWARD[what]], status=422 if errors else 200, **context)
