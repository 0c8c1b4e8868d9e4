"""Make what the template shows of each question of a section."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from dvc.catalogue import reference
from dvc.catalogue.people import COMPOSITES
from dvc.domain import condition_nodes as nodes
from dvc.domain import forms, warnings
from dvc.domain.fields import chosen
from dvc.domain.fields.base import Raw, lowered
from dvc.domain.fields.groups import Group, sub_raw
from dvc.domain.fields.types import field_for
from dvc.domain.procedures import Question
from dvc.domain.warnings import CONFIRMED
from dvc.errors import InvalidAnswer
from dvc.i18n import words
from dvc.web.eform_row import Block, Confirm, Filled, Row


def rows_of(form: Filled, odd: Mapping[str, tuple[InvalidAnswer, ...]], added: str) -> Iterator[Row]:
    """Yield the rows of a form; `odd` has the warnings by question, `added` the group that gets one more row."""
    on_page = {question.key for question in form.questions}
    for question in form.questions:
        row = _row(form, question)
        if question.questions:
            row = _with_blocks(form, row, extra=added == question.key)
        if question.key in odd:
            row = replace(row, confirm=_confirm(form, question, odd[question.key]))
        yield replace(row, data_if=data_if(question, on_page))


def data_if(question: Question, on_page: set[str]) -> str:
    """Return ``key=value``, ``key!=value`` or ``key in a|b`` for scripts; empty where only the server can tell."""
    node = question.visible_if.node if question.visible_if else None
    match node:
        case nodes.Compare(nodes.Answer(key, ""), ("=" | "!=") as sign, nodes.Literally(value)):
            return f"{key}{sign}{_sent(value)}" if key in on_page else ""
        case nodes.OneOf(nodes.Answer(key, ""), values):
            return f"{key} in {'|'.join(map(_sent, values))}" if key in on_page else ""
        case _:
            return ""


def _row(form: Filled, question: Question) -> Row:
    answer = field_for(question, reference)
    value = form.answers.get(question.key)
    computed = question.type == "computed"
    if computed:
        value = forms.COMPUTATIONS[str(question.compute)](form.answers.get(str(question.of)))
    needed = question.required_if
    return Row(
        name=question.key,
        question=question,
        label=question.label,
        raw={} if computed else answer.raw(value),
        required=question.required or bool(needed and needed.holds(form.answers, today=form.today)),
        error=form.problem_of(question.key),
        shown=_paper_line(form, question) if question.component else answer.show(value),
        errors=form.errors,
        changed=form.old_of(question.key),
    )


def _paper_line(form: Filled, question: Question) -> str:
    """Return where the photographs of a paper are asked for, and how many are there."""
    key = str(question.component)
    there = len(form.attached.get(key, ()))
    return words("eform.paper_there" if there else "eform.paper_later", paper=form.papers.get(key, ""), there=there)


def _with_blocks(form: Filled, row: Row, *, extra: bool) -> Row:
    if not row.question.repeats:
        return replace(row, blocks=(Block(tuple(_inner(form, row, row.raw))),))
    numbers = sorted({int(name.split("-")[0]) for name in row.raw}) or [0]
    found = [sub_raw(row.raw, str(number)) for number in numbers]
    if extra and row.raw and len(found) < row.question.most:
        found.append({})
    blocks = tuple(
        Block(tuple(_inner(form, row, raw, at)), f"{row.row_name} {at + 1}", f"{row.name}-{at}")
        for at, raw in enumerate(found)
    )
    return replace(row, blocks=blocks, can_add=len(blocks) < row.question.most)


def _inner(form: Filled, group: Row, raw: Raw, at: int | None = None) -> Iterator[Row]:
    """Yield the rows inside a group, or inside the repetition `at` of one."""
    lead = "" if at is None else f"{at}-"
    seen: dict[str, Any] = {}
    # What may stay empty as a whole must be answered once something is written in it.
    whole = group.required or not Group(group.question, reference).is_blank_row(raw)
    for question in group.question.questions:
        if question.visible_if is not None and not question.visible_if.holds(seen):
            continue
        answer = field_for(question, reference)
        sent = sub_raw(raw, question.key)
        if not sent and question.default is not None:
            sent = answer.raw(question.default)
        seen[question.key] = answer.read(sent)
        name = f"{group.name}-{lead}{question.key}"
        row = Row(
            name=name,
            question=question,
            label=_inner_label(group, question, at),
            raw=sent,
            required=whole and question.required,
            error=form.problem_of(name),
            errors=form.errors,
            whose=_whose(group, at),
            changed=form.old_of(name),
        )
        yield _with_blocks(form, row, extra=False) if question.questions else row


def _inner_label(group: Row, question: Question, at: int | None) -> str:
    """Return a label that no other control has: it carries the number of its row, in a composite whose it is."""
    if group.type in COMPOSITES:
        return f"{_whose(group, at)}: {lowered(question.label)}"
    return question.label if at is None else f"{question.label} ({at + 1})"


def _whose(group: Row, at: int | None) -> str:
    """Return what leads the labels inside a composite: the outermost one's name, with the number of its row."""
    named = group.whose or group.label
    return named if at is None else f"{named} ({at + 1})"


def _confirm(form: Filled, question: Question, reasons: tuple[InvalidAnswer, ...]) -> Confirm:
    name = question.key + CONFIRMED
    return Confirm(
        name=name,
        value=warnings.fingerprint(question, form.answers, reasons),
        reasons=tuple(words(why.code, **why.params) for why in reasons),
        checked=warnings.is_confirmed(question, form.answers, reasons),
        error=form.problem_of(name),
    )


def _sent(value: object) -> str:
    if isinstance(value, bool):
        return chosen.YES if value else chosen.NO
    return str(value)
