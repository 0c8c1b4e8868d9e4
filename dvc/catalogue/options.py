"""Put lists of choices and parts of composite questions into a definition: a version holds all that was asked."""

from collections.abc import Callable, Mapping
from typing import Any

from dvc.catalogue import people, reference

_OTHER = "Khác"
_BY_TYPE = {"ethnic_group": "@ethnic_groups", "relation": "@relations"}


def _ethnic_groups() -> list[str]:
    return [*(group.name for group in reference.ethnic_groups() if group.name != _OTHER), _OTHER]


_LISTS: Mapping[str, Callable[[], list[str]]] = {
    "@ethnic_groups": _ethnic_groups,
    "@identity_documents": lambda: [paper.name for paper in reference.identity_documents()],
    "@relations": lambda: [relation.name for relation in reference.relations()],
    "@residence_types": lambda: [kind.name for kind in reference.residence_types()],
}


def fill(data: dict[str, Any]) -> dict[str, Any]:
    """Return the definition with every list of choices and every composite question written out.

    Raises LookupError for an unknown list or part.
    """
    sections = [
        {**section, "questions": [_question(one) for one in section.get("questions", [])]}
        for section in _tables(data.get("sections"))
    ]
    return {**data, "sections": sections} if sections else data


def _question(question: Any) -> Any:
    if not isinstance(question, dict):
        return question
    filled = question = _composite(question)
    given = question.get("options", _BY_TYPE.get(str(question.get("type"))))
    if given is not None:
        filled["options"] = _options(given)
    if "questions" in question:
        filled["questions"] = [_question(one) for one in _tables(question["questions"])]
    return filled


def _composite(question: dict[str, Any]) -> dict[str, Any]:
    try:
        return dict(people.expanded(question))
    except LookupError as error:
        raise LookupError(f"câu hỏi «{question.get('key')}»: {error.args[0]}") from None


def _options(given: Any) -> Any:
    if isinstance(given, str):
        if given not in _LISTS:
            raise LookupError(f"không có danh sách «{given}»; có: {', '.join(_LISTS)}")
        given = _LISTS[given]()
    if not isinstance(given, list):
        return given
    return [{"value": one, "label": one} if isinstance(one, str) else one for one in given]


def _tables(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
