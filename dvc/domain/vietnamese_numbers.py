"""Numbers and dates in Vietnamese words, as civil-status papers write them («Ghi bằng chữ»)."""

from datetime import date

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"))
_MOST = 10**12
_TEN = 10
_APRIL = 4


def number_in_words(number: int) -> str:
    """Return a number from 0 to 999.999.999.999 in words: 2025 is «hai nghìn không trăm hai mươi lăm»."""
    if not 0 <= number < _MOST:
        raise ValueError(f"{number} has no words here")
    if number == 0:
        return DIGITS[0]
    words: list[str] = []
    for scale, name in _SCALES:
        group, number = divmod(number, scale)
        if group:
            words += [*_group(group, inner=bool(words)), name]
    if number:
        words += _group(number, inner=bool(words))
    return " ".join(words)


def date_in_words(day: date) -> str:
    """Return «Ngày mùng một tháng năm năm hai nghìn không trăm hai mươi lăm»."""
    return partial_date_in_words(day.year, day.month, day.day)


def partial_date_in_words(year: int, month: int | None = None, day: int | None = None) -> str:
    """Return a date in words of which the day, or day and month, may be unknown."""
    words = f"năm {number_in_words(year)}"
    if month is not None:
        words = f"tháng {'tư' if month == _APRIL else number_in_words(month)} {words}"
    if month is not None and day is not None:
        words = f"ngày {'mùng ' if day <= _TEN else ''}{number_in_words(day)} {words}"
    return words[0].upper() + words[1:]


def _group(number: int, *, inner: bool) -> list[str]:
    """Read 1…999; inside a longer number the hundreds are said even when they are none."""
    hundreds, rest = divmod(number, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or inner else []
    if not rest:
        return words
    tens, units = divmod(rest, 10)
    if not tens:
        return [*words, "linh", DIGITS[units]] if words else [DIGITS[units]]
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    return [*words, _unit(tens, units)] if units else words


def _unit(tens: int, units: int) -> str:
    """Say the last digit after a ten: mốt, tư and lăm change their sound."""
    if units == 5:  # noqa: PLR2004  the digit itself
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(units, DIGITS[units])
    return DIGITS[units]
