"""How each form of control shows a value of a definition, and what it makes of the texts that were sent."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Texts = tuple[str, ...]
_NUMBER = re.compile(r"-?\d{1,15}", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_YES_NO: Mapping[str, bool] = {"có": True, "không": False}
_BAR = " | "
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Form:
    """One form of control: value → texts, what was sent → texts (None: the field was not sent), texts → value."""

    show: Callable[[Any], Texts]
    sent: Callable[[Sequence[str]], Texts | None]
    read: Callable[[Texts, Mapping[str, Any]], Any]


def readable(text: str) -> str:
    """Return a text with one kind of line end and without the signs that neither a page nor a definition holds."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _one(sent: Sequence[str]) -> Texts | None:
    return (readable(sent[0]).strip("\n"),) if sent else None


def _show_text(value: Any) -> Texts:
    """Return a text as it is written; of what is none, what stands there now."""
    if isinstance(value, str):
        return (readable(value).strip("\n"),)
    return ("" if value is None else _said(value),)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    return str(value)


def _read_text(texts: Texts, _table: Mapping[str, Any]) -> str:
    return texts[0].strip()


def _show_lines(value: Any) -> Texts:
    if isinstance(value, list | tuple):
        return ("\n".join(readable(_said(one)) for one in value).strip("\n"),)
    return _show_text(value)


def _read_lines(texts: Texts, _table: Mapping[str, Any]) -> list[str]:
    return [line.strip() for line in texts[0].split("\n") if line.strip()]


def _read_number(texts: Texts, _table: Mapping[str, Any]) -> int | str:
    """Return a number; what is none stays as it was typed, and the definition says so."""
    bare = texts[0].strip().replace(" ", "").replace(".", "")
    return int(bare) if _NUMBER.fullmatch(bare) else texts[0].strip()


def _show_tick(value: Any) -> Texts:
    return ("1",) if value is True else ()


def _read_tick(texts: Texts, _table: Mapping[str, Any]) -> bool:
    return bool(texts)


def _show_choices(value: Any) -> Texts:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else _show_text(value)


def _sent_choices(sent: Sequence[str]) -> Texts | None:
    """Return what is ticked; a hidden empty one says that the boxes were there."""
    return tuple(readable(one) for one in sent if one) if sent else None


def _read_choices(texts: Texts, _table: Mapping[str, Any]) -> list[str]:
    return list(texts)


def _show_day(value: Any) -> Texts:
    found = _ISO.fullmatch(value) if isinstance(value, str) else None
    return (f"{found[3]}/{found[2]}/{found[1]}",) if found else _show_text(value)


def _read_day(texts: Texts, _table: Mapping[str, Any]) -> str:
    found = _DAY.fullmatch(texts[0].strip())
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else texts[0].strip()


def _read_answer(texts: Texts, table: Mapping[str, Any]) -> str | int | bool:
    """Return an answer as the question's type stores it."""
    typed, kind = texts[0].strip(), table.get("type")
    if kind == "yes_no" and typed.lower() in _YES_NO:
        return _YES_NO[typed.lower()]
    if kind in ("number", "money") and _NUMBER.fullmatch(typed):
        return int(typed)
    return typed


def _show_options(value: Any) -> Texts:
    if not isinstance(value, list | tuple):
        return _show_text(value)
    return ("\n".join(map(_option_line, value)).strip("\n"),)


def _option_line(option: Any) -> str:
    if not isinstance(option, Mapping):
        return readable(_said(option))
    value, label = (readable(_said(option.get(name, ""))) for name in ("value", "label"))
    return value if value == label and "|" not in value else f"{value}{_BAR}{label}"


def _read_options(texts: Texts, _table: Mapping[str, Any]) -> str | list[Any]:
    """Return the name of a list, or the choices one a line."""
    lines = [line.strip() for line in texts[0].split("\n") if line.strip()]
    if len(lines) == 1 and lines[0].startswith("@"):
        return lines[0]
    return [_option(line) for line in lines]


def _option(line: str) -> str | dict[str, str]:
    value, bar, label = line.partition("|")
    return {"value": value.strip(), "label": label.strip()} if bar else line


FORMS: Mapping[str, Form] = {
    "text": Form(_show_text, _one, _read_text),
    "long": Form(_show_text, _one, _read_text),
    "condition": Form(_show_text, _one, _read_text),
    "choice": Form(_show_text, _one, _read_text),
    "lines": Form(_show_lines, _one, _read_lines),
    "number": Form(_show_text, _one, _read_number),
    "tick": Form(_show_tick, tuple, _read_tick),
    "choices": Form(_show_choices, _sent_choices, _read_choices),
    "day": Form(_show_day, _one, _read_day),
    "answer": Form(_show_text, _one, _read_answer),
    "options": Form(_show_options, _one, _read_options),
}
