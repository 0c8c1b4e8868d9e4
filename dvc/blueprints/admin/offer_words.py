"""Say what an agency offers otherwise than the nation, side by side."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dvc import i18n
from dvc.blueprints.admin.choice_words import CHOICES
from dvc.domain.limits import is_longer
from dvc.domain.offers import with_offer
from dvc.domain.procedures import Fee, Procedure
from dvc.domain.workdays import duration_words
from dvc.services.offers import AgencyOffer

NO_DATA = "chưa có dữ liệu"


def differences(national: Procedure, overrides: Mapping[str, Any]) -> list[str]:
    """Return a line for each thing that stands otherwise: «quốc gia: 3 ngày làm việc; ở đây: 2 ngày làm việc»."""
    return list(_differences(national, with_offer(national, overrides)))


def _differences(national: Procedure, here: Procedure) -> Iterator[str]:
    if (national.service_level, national.partial_reason) != (here.service_level, here.partial_reason):
        yield _beside("Mức độ", _level(national), _level(here))
    for name, head in (("channels", "Cách nộp"), ("return_methods", "Cách nhận kết quả")):
        old, new = getattr(national, name), getattr(here, name)
        if set(old) != set(new):
            yield _beside(head, listed(name, old), listed(name, new))
    kept = {case.key: case for case in here.cases}
    for case in national.cases:
        now = kept.get(case.key)
        if now is None:
            yield f"Không nhận trường hợp: {case.name}"
        elif now.duration != case.duration:
            yield _beside(case.name, duration_words(case.duration), duration_words(now.duration))
    yield from _fee_lines(national, here)


def _fee_lines(national: Procedure, here: Procedure) -> Iterator[str]:
    old = {fee.key: fee for fee in national.fees}
    for fee in here.fees:
        before = old.get(fee.key)
        if before is None:
            yield f"Thêm khoản thu: {fee.name}, {fee_words(fee)}" + (f" ({fee.note})" if fee.note else "")
        elif (before.amount, before.tiers) != (fee.amount, fee.tiers):
            yield _beside(fee.name, fee_words(before), fee_words(fee))
        if before is not None and fee.note != before.note:
            yield f"{fee.name}, ghi chú ở đây: {fee.note}"


def _beside(head: str, national: str, here: str) -> str:
    return f"{head}: quốc gia: {national}; ở đây: {here}"


def _level(procedure: Procedure) -> str:
    words = CHOICES["service_level"][procedure.service_level]
    return f"{words} ({procedure.partial_reason})" if procedure.partial_reason else words


def listed(name: str, values: Iterable[str]) -> str:
    """Return the chosen values of a list in words."""
    return ", ".join(CHOICES[name][value] for value in values) or NO_DATA


def fee_words(fee: Fee) -> str:
    """Return how much a fee is, or who sets it."""
    if fee.tiers:
        return " rồi ".join(i18n.format_money(tier.amount) for tier in fee.tiers) + f" mỗi {fee.unit or 'đơn vị'}"
    if fee.amount is None:
        return f"do {fee.set_by} quy định" if fee.set_by else NO_DATA
    return i18n.format_money(fee.amount) + (f" mỗi {fee.unit}" if fee.unit else "")


def offer_span(offer: AgencyOffer) -> str:
    """Return from when to when an offer holds."""
    if offer.valid_to is not None and offer.valid_to < offer.valid_from:
        return f"đặt cho {i18n.format_date(offer.valid_from)}, đã thay trong ngày"
    last = f" đến {i18n.format_date(offer.valid_to)}" if offer.valid_to else ""
    return f"từ {i18n.format_date(offer.valid_from)}{last}"


def longer_cases(national: Procedure, overrides: Mapping[str, Any]) -> list[str]:
    """Return the names of the cases that take longer here than in the nation."""
    limits = {case.key: case.duration for case in with_offer(national, overrides).cases}
    pairs = [(case, limits.get(case.key)) for case in national.cases]
    return [case.name for case, here in pairs if here and case.duration and is_longer(here, case.duration)]
