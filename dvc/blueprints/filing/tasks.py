"""The rows of the task list."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from dvc.domain import filing_gaps
from dvc.domain.filing import STEP_WORDS, Page, Step, Writing
from dvc.domain.filing_gaps import TaskState


@dataclass(frozen=True, slots=True)
class Task:
    """One row: where it leads, its state, and a hint."""

    title: str
    href: str
    state: TaskState
    hint: str = ""


def task_items(draft_id: UUID, writing: Writing) -> list[Task]:
    """Return the rows in the order of the pages; the last is the check that leads to filing."""
    return list(_items(f"/ho-so/{draft_id}", writing))


def _items(base: str, writing: Writing) -> Iterator[Task]:
    states = filing_gaps.task_states(writing)
    titles = {page.key: section.title for page, section in writing.sections()}
    for page in writing.pages():
        if page.key in states:
            title = f"{STEP_WORDS[Step.FORM]}: {titles[page.key]}" if page.step is Step.FORM else STEP_WORDS[page.step]
            yield Task(title, f"{base}/{page.key}", states[page.key])
    missing = sum(state != "done" for state in states.values())
    hint = f"Còn {missing} phần chưa xong." if missing else "Đủ rồi. Ông/bà xem lại rồi nộp."
    yield Task("Kiểm tra và nộp", f"{base}/{Page(Step.REVIEW).key}", "todo", hint)
