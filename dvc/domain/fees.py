"""What a procedure costs: the fees that the answers bring on a day, and what each comes to, in đồng."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dvc.domain.conditions import Answers
from dvc.domain.procedures import Channel, Fee, Procedure, Tier


def fees_for(
    procedure: Procedure, answers: Answers, *, channel: Channel, today: date, facts: Mapping[str, str] | None = None
) -> tuple[Fee, ...]:
    """Return the fees that these answers bring on that day, in the definition's order."""
    return tuple(
        fee
        for fee in procedure.fees
        if (not fee.channels or channel in fee.channels)
        and is_due(fee, today)
        and (fee.when is None or fee.when.holds(answers, facts=facts))
    )


def is_due(fee: Fee, today: date) -> bool:
    """Tell whether the fee is taken on that day; ISO dates are in order as text."""
    day = today.isoformat()
    return (fee.valid_from or day) <= day <= (fee.valid_to or day)


def fee_total(fee: Fee, answers: Answers) -> int | None:
    """Return the sum in đồng, None where it is not known here.

    Where `per` or `times` is a part of a repeating group («ban_sao.so_trang»), each row is counted by itself.
    """
    total = 0
    rows = _rows(fee, answers)
    for row in rows:
        cost = _row_cost(fee, row)
        if cost is None:
            return None
        total += cost
    return total if rows else None


def _row_cost(fee: Fee, counts: Mapping[str, Any]) -> int | None:
    units = 1 if fee.per is None else counts.get(fee.per)
    times = 1 if fee.times is None else counts.get(fee.times)
    if not isinstance(units, int) or not isinstance(times, int):
        return None
    cost = _tiered(fee.tiers, units) if fee.tiers else _flat(fee, units)
    if cost is None:
        return None
    return times * (cost if fee.at_most is None else min(cost, fee.at_most))


def _flat(fee: Fee, units: int) -> int | None:
    return None if fee.amount is None else fee.amount * units


def _tiered(tiers: tuple[Tier, ...], units: int) -> int:
    cost = counted = 0
    for tier in tiers:
        last = units if tier.up_to is None else min(units, tier.up_to)
        cost += tier.amount * max(0, last - counted)
        counted = max(counted, last)
    return cost


def _rows(fee: Fee, answers: Answers) -> list[dict[str, Any]]:
    """Return the counts to reckon with: one mapping for each row of the group that the fee names, else one."""
    names = [name for name in (fee.per, fee.times) if name is not None]
    plain = {name: answers.get(name) for name in names if "." not in name}
    parts = [name.split(".", 1) for name in names if "." in name]
    if not parts:
        return [plain]
    group = answers.get(parts[0][0])
    rows = group if isinstance(group, list) else [group]
    return [
        {**plain, **{f"{key}.{part}": row.get(part) for key, part in parts}} for row in rows if isinstance(row, dict)
    ]
