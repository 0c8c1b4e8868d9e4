"""List the facts of a procedure that no official source has confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass

from dvc.domain.procedures import Confidence, Procedure

SERVICE_LEVEL, CASE, FEE, PAPER, FORM, WHOLE = (
    "Mức độ làm qua mạng",
    "Trường hợp, thời hạn",
    "Phí, lệ phí",
    "Giấy tờ",
    "Tờ khai",
    "Toàn thủ tục",
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One fact that is not certain: of what part, what it is, how doubtful, where it comes from."""

    part: str
    name: str
    confidence: Confidence
    source: str = ""


def doubts(procedure: Procedure) -> tuple[Doubt, ...]:
    """Return every fact that is marked as anything but verified, in the order in which people read a procedure."""
    return tuple(one for one in _facts(procedure) if one.confidence != "VERIFIED")


def _facts(procedure: Procedure) -> Iterator[Doubt]:
    every = "; ".join(procedure.sources)
    yield Doubt(WHOLE, procedure.name, procedure.confidence, every)
    yield Doubt(SERVICE_LEVEL, procedure.partial_reason, procedure.service_level_confidence, every)
    for case in procedure.cases:
        yield Doubt(CASE, case.name, case.confidence, case.source)
    for fee in procedure.fees:
        yield Doubt(FEE, fee.name, fee.confidence, fee.source)
    for component in procedure.components:
        yield Doubt(PAPER, component.name, component.confidence, component.source)
    for section in procedure.sections:
        yield Doubt(FORM, section.title, section.confidence)
        for question in section.questions:
            yield from (Doubt(FORM, one.label, one.confidence) for one in (question, *question.questions))
