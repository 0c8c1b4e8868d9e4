"""Estimate how long a resident writes: said as «khoảng», never promised."""

from dvc.domain.procedures import Procedure, Question

SECONDS_A_QUESTION = 20
SECONDS_A_PAPER = 120
SECONDS_FOR_THE_REST = 240  # where, who, how to receive, reading it all again
STEP = 5


def minutes(procedure: Procedure) -> int:
    """Return the minutes for what must be answered and sent in the usual case, rounded up to five."""
    questions = sum(_asked(question) for question in procedure.questions() if question.visible_if is None)
    papers = sum(paper.asked and paper.required == "always" for paper in procedure.components)
    seconds = questions * SECONDS_A_QUESTION + papers * SECONDS_A_PAPER + SECONDS_FOR_THE_REST
    return -(-seconds // (60 * STEP)) * STEP


def _asked(question: Question) -> int:
    inner = sum(_asked(one) for one in question.questions if one.visible_if is None)
    return inner or int(question.required)
