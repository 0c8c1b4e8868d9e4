"""The answer to a supplement request: a small machine of its own, one answer for each failing paper."""

from collections.abc import Mapping
from typing import Any

from dvc.domain.filing_papers import TICK_WORDS, Tick, called, paper_problem
from dvc.domain.procedures import Component
from dvc.domain.verdicts import clean_words
from dvc.errors import InvalidAnswer

WRITTEN = "written"


def is_form(component: Component) -> bool:
    """Tell whether the failing item is the e-form, which is mended in words and not by a file."""
    return component.required == "generated"


def read_answer(component: Component, tick: str, why: str) -> dict[str, str]:
    """Return what was sent about one item, as it is kept: {"tick", "why"}; raises InvalidAnswer: verdict.words_long."""
    words = clean_words(why)
    if is_form(component):
        return {"tick": WRITTEN, "why": words}
    return {"tick": tick if tick in TICK_WORDS else "", "why": words}


def answer_problem(component: Component, said: Mapping[str, Any], files: int) -> InvalidAnswer | None:
    """Return what is wrong with the answer to one item, None when it can be sent so.

    Every failing item wants an answer, also one that the filing could do without.
    """
    if is_form(component):
        return None if said.get("why") else InvalidAnswer("supplement.form_empty")
    if files:
        return None
    if not said.get("tick"):
        return InvalidAnswer("filing.paper_unsaid", paper=called(component.name))
    if said["tick"] == Tick.MISSING and not said.get("why"):
        return InvalidAnswer("filing.paper_why", paper=called(component.name))
    return paper_problem(component, said, files)


def answer_words(said: Mapping[str, Any], files: int) -> str:
    """Return the answer to one item in words."""
    why = str(said.get("why", ""))
    if said.get("tick") == WRITTEN:
        return why
    if files:
        return f"Gửi {files} tệp" + (f": {why}" if why else "")
    words = TICK_WORDS.get(said.get("tick", ""), "Chưa trả lời")
    return f"{words}: {why}" if why else words
