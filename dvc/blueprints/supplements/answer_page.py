"""The one page with only the failing items, and one button that sends the answer."""

from collections.abc import Mapping

from flask import Response, request, url_for

from dvc import i18n
from dvc.blueprints.supplements.blueprint import bp, parsed, to_dossier
from dvc.blueprints.supplements.files_page import show_files
from dvc.domain.filing_papers import TICK_WORDS, Tick
from dvc.domain.permissions import Permission
from dvc.domain.supplement import read_answer
from dvc.errors import Conflict, InvalidAnswer
from dvc.services import supplements
from dvc.services.supplements import Supplement
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires

PATH = "/ca-nhan/ho-so/<code>/bo-sung"


@bp.get(PATH)
@requires(Permission.OWN_DOSSIER_CHANGE)
def answer(code: str) -> Response:
    """Show what the desk asks for."""
    with reading() as session:
        found = supplements.opened(session, parsed(code), actor=current_actor())
        return to_dossier(code) if found is None else show(found)


@bp.post(PATH)
@requires(Permission.OWN_DOSSIER_CHANGE)
def answer_sent(code: str) -> Response:
    """Keep what was said, then send it; a paper to attach without a file leads to its page first."""
    with transaction() as session:
        found = supplements.opened(session, parsed(code), actor=current_actor(), lock=True)
        if found is None or str(found.request.number) != request.form.get("round"):
            return _not_asked(code, found)
        found, wrong = _save(found, request.form)
        page = request.form.get("tep", "")
        if page in {item.component.key for item in found.items}:
            return _to_files(found, page)
        wrong |= {key: why for key, why in supplements.problems(found).items() if key not in wrong}
        if not wrong:
            supplements.answer(session, found, actor=current_actor())
    return _next(found, wrong)


def _not_asked(code: str, found: Supplement | None) -> Response:
    if found is None:
        return to_dossier(code)  # a second click, or the desk has gone on: the dossier's page tells
    raise Conflict("Bộ phận Một cửa đã gửi một yêu cầu mới hơn. Ông/bà mở lại trang bổ sung.")


def _save(found: Supplement, form: Mapping[str, str]) -> tuple[Supplement, dict[str, InvalidAnswer]]:
    said: dict[str, dict[str, str]] = {}
    wrong: dict[str, InvalidAnswer] = {}
    for item in found.items:
        key = item.component.key
        try:
            said[key] = read_answer(item.component, form.get(f"tick-{key}", ""), form.get(f"why-{key}", ""))
        except InvalidAnswer as why:
            wrong[key] = why
            said[key] = {"tick": form.get(f"tick-{key}", ""), "why": form.get(f"why-{key}", "")}
    return supplements.save(found, said), wrong


def _next(found: Supplement, wrong: Mapping[str, InvalidAnswer]) -> Response:
    code = found.dossier.code
    if not wrong:
        return after_post(f"/ca-nhan/ho-so/{code}")
    unsent = [
        item.component.key
        for item in found.items
        if item.said.get("tick") == Tick.ATTACHED and not item.files and item.component.key in wrong
    ]
    if len(unsent) == len(wrong):
        return _to_files(found, unsent[0])
    return show(found, {_field(found, key): i18n.words(why.code, **why.params) for key, why in wrong.items()})


def _to_files(found: Supplement, key: str) -> Response:
    url = url_for("supplements.files", code=found.dossier.code, key=key)
    return after_post(url, lambda: show_files(found, key))


def _field(found: Supplement, key: str) -> str:
    """Return the input beside which an item's error stands."""
    item = next(one for one in found.items if one.component.key == key)
    return f"why-{key}" if item.is_form or item.files or item.said.get("tick") == Tick.MISSING else f"tick-{key}"


def show(found: Supplement, errors: Mapping[str, str] | None = None) -> Response:
    """Render the page; 422 when there are errors."""
    context = {
        "dossier": found.dossier,
        "desk": found.dossier.filing_agency,
        "procedure": found.procedure,
        "asked": found.request,
        "items": found.items,
        "ticks": tuple(TICK_WORDS.items()),
        "base": url_for("supplements.answer", code=found.dossier.code),
    }
    return render(
        "supplements/answer.html", block="step", status=422 if errors else 200, errors=errors or {}, **context
    )
