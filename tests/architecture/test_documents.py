"""Every setting and every verb is in the operators' page; every decision has its number."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def test_every_setting_is_documented() -> None:
    asked = set(re.findall(r'"(DVC_[A-Z_]+)', (ROOT / "dvc" / "config.py").read_text(encoding="utf-8")))
    assert asked
    assert {name for name in asked if f"`{name}`" not in OPERATIONS} == set()


def test_no_setting_is_documented_that_nothing_reads() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "dvc").rglob("*.py"))
    assert {name for name in re.findall(r"`(DVC_[A-Z_]+)`", OPERATIONS) if name not in source} == set()


def test_the_environment_is_read_in_one_place() -> None:
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "dvc").rglob("*.py")
        if re.search(r"\bos\.environ\b|\bgetenv\(", path.read_text(encoding="utf-8"))
    }
    assert readers <= {"dvc/app.py", "dvc/cli/__init__.py", "dvc/tasks/consumer.py"}


def test_decisions_are_numbered_and_say_context_decision_consequences() -> None:
    decisions = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        headings = re.findall(r"^## (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings[:3] == ["Context", "Decision", "Consequences"], path.name
