"""Make the controls of one entry from the type hints of its shape, and read back what was changed in them.

What a control shows of a value and what was sent is compared: a field that nobody touched keeps its value exactly as
it is written, faulty or not.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from dvc.blueprints.admin import choice_words
from dvc.blueprints.admin.definition_paths import Entry, inner_shape, lists, shape
from dvc.blueprints.admin.definition_values import FORMS
from dvc.blueprints.admin.field_words import FIELD_WORDS, Words
from dvc.domain.conditions import Condition
from dvc.domain.procedures import Option

_DAYS = frozenset({"valid_from", "valid_to"})
Sent = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Control:
    """One field as the page shows it: `name` in the form, `shown` the texts that stand in it."""

    name: str
    form: str
    words: Words
    shown: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()
    default: Any = None
    required: bool = False
    empty: bool = False
    inner: "tuple[Control, ...]" = ()

    @property
    def text(self) -> str:
        """Return what stands in a control of one text."""
        return self.shown[0] if self.shown else ""

    @property
    def says_more(self) -> bool:
        """Tell whether anything stands in it beside what holds without it."""
        return self.shown != FORMS[self.form].show(self.default) if not self.inner else bool(self.inner[0].text)


def controls(entry: Entry, *, lead: str = "") -> Iterator[Control]:
    """Yield the controls of an entry, lists of entries left out."""
    for name, hint in shape(entry.kind).items():
        if name != "version" and name not in lists(entry.kind):
            yield _control(entry, name, hint, lead)


def read(entry: Entry, sent: Sent) -> None:
    """Write what was changed into the entry's table; empty texts leave the field out."""
    for control in controls(entry):
        _read(entry.table, control, sent)
    _in_order(entry)


def _control(entry: Entry, name: str, hint: Any, lead: str) -> Control:
    words = FIELD_WORDS[entry.kind][name]
    spec = next(one for one in fields(entry.kind) if one.name == name)
    inner = inner_shape(hint)
    default = None if spec.default is MISSING else spec.default
    value = entry.table.get(name, default)
    if inner is not None:
        table = value if isinstance(value, dict) else {}
        return Control(f"{lead}{name}", "table", words, (), inner=_inner(Entry(inner, table, ()), f"{lead}{name}."))
    form, choices = _form(name, hint, words)
    if name in choice_words.NAMED:
        choices = tuple(choice_words.NAMED[name].items())
    shown = FORMS[form].show(value)
    if form == "text" and "\n" in shown[0]:
        form = "long"  # a control of one line would lose where the lines end
    return Control(
        name=f"{lead}{name}",
        form=form,
        words=words,
        shown=shown,
        options=_with_own(choices, shown, form),
        default=default,
        required=spec.default is MISSING,
        empty=NoneType in get_args(hint) or value is None,
    )


def _inner(entry: Entry, lead: str) -> tuple[Control, ...]:
    return tuple(replace(one, required=False) for one in controls(entry, lead=lead))


def _form(name: str, hint: Any, words: Words) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the form of a field and what it lets one choose among."""
    kinds = [one for one in get_args(hint) if one is not NoneType] if NoneType in get_args(hint) else [hint]
    one = kinds[0] if len(kinds) == 1 else None
    if get_origin(one) is Literal:
        return "choice", tuple(choice_words.options(name, get_args(one)))
    if get_origin(one) is tuple:
        item = get_args(one)[0]
        if get_origin(item) is Literal:
            return "choices", tuple(choice_words.options(name, get_args(item)))
        return ("options" if item is Option else "lines"), ()
    plain: Mapping[Any, str] = {bool: "tick", int: "number", Condition: "condition"}
    if one in plain:
        return plain[one], ()
    if one is None:
        return "answer", ()
    return "choice" if name in choice_words.NAMED else "day" if name in _DAYS else "long" if words.long else "text", ()


def _with_own(choices: tuple[tuple[str, str], ...], shown: tuple[str, ...], form: str) -> tuple[tuple[str, str], ...]:
    """Return the choices, with what is written there now even when it is none of them."""
    if form not in ("choice", "choices"):
        return choices
    known = {value for value, _ in choices}
    return (*choices, *((one, f"{one} (không có trong danh sách)") for one in shown if one and one not in known))


def _read(table: dict[str, Any], control: Control, sent: Sent) -> None:
    name = control.name.rsplit(".", 1)[-1]
    if control.inner:
        _read_table(table, control, sent)
        return
    form = FORMS[control.form]
    texts = form.sent(sent(control.name))
    if texts is None or (control.form == "tick" and not sent(f"_{control.name}")):
        return
    if control.form == "choices":  # boxes are sent in the page's order, which is not the definition's
        texts = tuple(one for one in control.shown if one in texts) + tuple(
            one for one in texts if one not in control.shown
        )
    if texts != control.shown:
        _write(table, name, form.read(texts, table), control.default)


def _write(table: dict[str, Any], name: str, value: Any, default: Any) -> None:
    """Write a value; what is empty, or says nothing that the schema does not say itself, is left out."""
    same = tuple(value) if isinstance(value, list) else value
    if value in (None, "", []) or (same == default and type(same) is type(default)):
        table.pop(name, None)
    else:
        table[name] = value


def _read_table(table: dict[str, Any], control: Control, sent: Sent) -> None:
    """Read the controls of an inner table; one in which nothing is left is left out."""
    held = table.get(control.name.rsplit(".", 1)[-1])
    inner = dict(held) if isinstance(held, dict) else {}
    for one in control.inner:
        _read(inner, one, sent)
    if any(value not in ("", None, {}) for name, value in inner.items() if name != "unit"):
        table[control.name.rsplit(".", 1)[-1]] = inner
    elif isinstance(held, dict):
        table.pop(control.name.rsplit(".", 1)[-1])


def _in_order(entry: Entry) -> None:
    """Let the fields stand in the order of the shape, what it does not know behind them."""
    known = [name for name in shape(entry.kind) if name in entry.table]
    ordered = {name: entry.table[name] for name in known} | entry.table
    entry.table.clear()
    entry.table.update(ordered)
