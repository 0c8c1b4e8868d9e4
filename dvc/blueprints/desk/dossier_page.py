"""A dossier at the desk: its papers and answers, and what the officer finds about each paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for

from dvc.blueprints.desk.blueprint import bp, parsed, sentences, tells_changes
from dvc.blueprints.desk.people import people_rows
from dvc.domain import forms, workdays
from dvc.domain.permissions import Permission
from dvc.domain.states import Action
from dvc.domain.verdicts import FINDING_WORDS, Judgement, read_judgement
from dvc.errors import InvalidAnswer
from dvc.services import desk, desk_decisions, own_dossiers, papers
from dvc.services.desk import AtDesk, PaperItem
from dvc.web.database import transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires

ONWARD: Mapping[str, Action] = {
    "tiep-nhan": Action.ACCEPT,
    "yeu-cau-bo-sung": Action.REQUEST_SUPPLEMENT,
    "tu-choi": Action.REFUSE_INTAKE,
}
FINDINGS = tuple((finding.value, words) for finding, words in FINDING_WORDS.items())


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form of verdicts held: what could be read, what was wrong, and all of it as typed."""

    rev: int
    found: dict[str, Judgement]
    problems: dict[str, InvalidAnswer]
    typed: Mapping[str, str]


@bp.get("/mot-cua/ho-so/<code>")
@requires(Permission.AGENCY_DOSSIER_READ)
def dossier(code: str) -> Response:
    """Show a dossier of the officer's agency."""
    with transaction() as session:
        seen = desk.opened(session, parsed(code), actor=current_actor())
    return show(seen)


@bp.post("/mot-cua/ho-so/<code>/ket-luan")
@requires(Permission.AGENCY_DOSSIER_RECEIVE)
@tells_changes
def verdicts_sent(code: str) -> Response:
    """Keep the verdicts, then go on to the answer that was pressed."""
    sent = _read(request.form)
    actor = current_actor()
    with transaction() as session:
        found = desk.to_decide(session, parsed(code), sent.rev, actor=actor)
        desk.save_verdicts(session, found, sent.found, actor=actor)
        seen = desk.look(session, found, actor=actor)
    onward = request.form.get("di", "")
    problems = sent.problems | _lacking(seen, onward, sent.problems)
    if problems:
        return show(seen, sent.typed, sentences(problems))
    if onward in ONWARD and ONWARD[onward] in seen.actions:
        return after_post(url_for("desk.decision", code=seen.dossier.code, what=onward))
    return after_post(url_for("desk.dossier", code=seen.dossier.code))


def show(seen: AtDesk, typed: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None) -> Response:
    """Render the page; 422 when there are errors."""
    context: dict[str, Any] = {
        "seen": seen,
        "dossier": seen.dossier,
        "kind": own_dossiers.sign_of(seen.state),
        "people": people_rows(seen),
        "values": _values(seen, typed),
        "errors": errors or {},
        "findings": FINDINGS,
        "guidance": _guidance(seen),
        "duration": workdays.duration_words(seen.case.duration),
        "fees": [(fee["name"], papers.fee_words(fee)) for fee in seen.dossier.fees],
        "return_way": papers.return_way(seen.dossier),
        "preview": desk_decisions.due_now(seen.case) if Action.ACCEPT in seen.actions else None,
    }
    return render("desk/dossier.html", status=422 if errors else 200, **context)


def _guidance(seen: AtDesk) -> dict[str, list[tuple[str, str]]]:
    """Return what the definition tells officers of the questions that were asked, by the section's title."""
    asked = seen.dossier.answers
    return {
        section.title: [
            (question.label, question.note)
            for whole in forms.visible_questions(section, asked)
            for question in (whole, *whole.questions)
            if question.note
        ]
        for section in forms.visible_sections(seen.procedure, asked)
    }


def _values(seen: AtDesk, typed: Mapping[str, str] | None) -> dict[str, tuple[str, str]]:
    """Return finding and words of each paper, as typed or as kept."""
    if typed is not None:
        keys = [item.component.key for item in seen.items]
        return {key: (typed.get(f"finding-{key}", ""), typed.get(f"words-{key}", "")) for key in keys}
    return {
        item.component.key: (item.judgement.finding.value, item.judgement.words) if item.judgement else ("", "")
        for item in seen.items
    }


def _read(form: Mapping[str, str]) -> Sent:
    found: dict[str, Judgement] = {}
    problems: dict[str, InvalidAnswer] = {}
    for name in form:
        key = name.removeprefix("words-")
        if key == name:
            continue
        try:
            judgement = read_judgement(form.get(f"finding-{key}", ""), form.get(name, ""))
        except InvalidAnswer as why:
            beside = f"words-{key}" if why.code.startswith("verdict.words") else f"finding-{key}"
            problems[beside] = why
        else:
            if judgement is not None:
                found[key] = judgement
    return Sent(read_rev(form), found, problems, form)


def read_rev(form: Mapping[str, str]) -> int:
    """Return the number of changes at which the page showed the dossier; none fits what is no number."""
    text = form.get("rev", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1  # noqa: PLR2004 - digits of an int


def _lacking(seen: AtDesk, onward: str, problems: Mapping[str, InvalidAnswer]) -> dict[str, InvalidAnswer]:
    """Return what the answer that was pressed wants of the verdicts."""
    if onward not in ("tiep-nhan", "yeu-cau-bo-sung") or problems:
        return {}
    if seen.unjudged:
        return _beside(seen.unjudged, "verdict.lacking")
    if onward == "tiep-nhan":
        return _beside(seen.failing, "verdict.not_passed")
    first = next((f"finding-{item.component.key}" for item in seen.items if not item.settled), "")
    return {} if seen.failing else {first: InvalidAnswer("verdict.none_failing")}


def _beside(items: Sequence[PaperItem], code: str) -> dict[str, InvalidAnswer]:
    return {f"finding-{item.component.key}": InvalidAnswer(code, paper=item.component.name) for item in items}
