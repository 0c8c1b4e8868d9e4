"""Write a definition as the TOML that somebody would have written: lists by their names, persons by their parts."""

from collections.abc import Iterator, Mapping
from typing import Any

from dvc.catalogue import definitions, generic, options
from dvc.catalogue.schema import plain
from dvc.catalogue.toml_text import written
from dvc.domain.procedures import Procedure

_LISTS = ("@ethnic_groups", "@identity_documents", "@relations", "@residence_types")


def to_toml(procedure: Procedure) -> str:
    """Return the TOML of a definition; read again it is the same version."""
    whole: dict[str, Any] = plain(procedure)
    folded = {**whole, "sections": [_section(one) for one in whole["sections"]]}
    if procedure.generic:
        general = generic.fill({"generic": True})
        short = {name: value for name, value in whole.items() if value != general.get(name) or name == "generic"}
        if same(written(short), procedure):
            return written(short)
    text = written(folded)
    return text if same(text, procedure) else written(whole)


def same(text: str, procedure: Procedure) -> bool:
    """Tell whether a text defines this very version."""
    found, _ = definitions.parse(text, "")
    return found is not None and found.version == procedure.version


def _section(section: Mapping[str, Any]) -> dict[str, Any]:
    return {**section, "questions": [_question(one) for one in section["questions"]]}


def _question(question: dict[str, Any]) -> dict[str, Any]:
    for short in _shorter(question):
        if _filled(short) == question:
            return short
    if "questions" in question:
        return {**question, "questions": [_question(one) for one in question["questions"]]}
    return question


def _shorter(question: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the ways in which a question may have been written, the shortest first."""
    rest = {name: value for name, value in question.items() if name not in ("options", "questions")}
    if "questions" in question:
        yield {name: value for name, value in rest.items() if name != "parts"}
        yield rest
    if "options" in question:
        yield rest
        yield from ({**rest, "options": name} for name in _LISTS)
        yield {**rest, "options": [one["value"] for one in question["options"]]}


def _filled(question: dict[str, Any]) -> dict[str, Any]:
    try:
        filled: dict[str, Any] = options.fill({"sections": [{"questions": [question]}]})["sections"][0]["questions"][0]
    except LookupError:
        return {}
    return filled
