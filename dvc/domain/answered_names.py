"""The people's names among the answers, by which a dossier is found."""

from collections.abc import Iterable, Iterator

from dvc.domain.conditions import Answers
from dvc.domain.fields.groups import Group
from dvc.domain.fields.types import field_for
from dvc.domain.procedures import Question


def names_in(questions: Iterable[Question], answers: Answers) -> Iterator[str]:
    """Yield every answer to a question for a name, inside groups and persons too."""
    for question in questions:
        answer = answers.get(question.key)
        field = field_for(question)
        if question.type == "name" and isinstance(answer, str):
            yield answer
        elif isinstance(field, Group):
            for row in field.answer_rows(answer):
                yield from names_in(question.questions, row)
