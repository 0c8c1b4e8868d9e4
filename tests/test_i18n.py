import ast
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from dvc import i18n

PACKAGE = Path(i18n.__file__).parent


def raised_codes() -> set[str]:
    """Collect the literal codes of every ``InvalidAnswer(...)`` in the package."""
    codes = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) == "InvalidAnswer"
            ):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    codes.add(first.value)
    return codes


def test_every_refusal_has_its_sentence() -> None:
    codes = raised_codes()
    assert "name.digits" in codes
    assert codes - set(i18n.MESSAGES) == set()


def test_a_code_becomes_a_sentence_with_its_figures() -> None:
    assert i18n.words("phone.length", written=9) == "Số điện thoại di động có 10 chữ số. Ông/bà đã viết 9."


def test_a_code_without_a_sentence_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        i18n.words("no.such_code")


def test_moments_are_written_in_vietnamese_time() -> None:
    moment = datetime(2026, 11, 24, 17, 5, tzinfo=UTC)
    assert i18n.format_datetime(moment) == "0 giờ 05, ngày 25/11/2026"
    assert i18n.format_date(moment) == "25/11/2026"
    assert i18n.format_date(date(2026, 3, 2)) == "02/03/2026"
    assert i18n.format_time(time(15, 30)) == "15 giờ 30"
    assert i18n.format_time(time(15)) == "15 giờ"


def test_a_naive_moment_is_not_written() -> None:
    with pytest.raises(ValueError, match="time zone"):
        i18n.format_datetime(datetime(2026, 11, 24, 17, 5))  # noqa: DTZ001  the naive value is what is tested


@pytest.mark.parametrize(("dong", "written"), [(0, "0 đồng"), (8000, "8.000 đồng"), (1234567, "1.234.567 đồng")])
def test_money_is_grouped_with_dots(dong: int, written: str) -> None:
    assert i18n.format_money(dong) == written
