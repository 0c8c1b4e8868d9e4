"""Read a definition into the frozen shapes of `dvc.domain.procedures`, and write it back as canonical JSON.

The type hints of the shapes are the schema: what they do not name is refused. `README.md` tells each field.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from dvc.domain.condition_text import ConditionError, parse_condition
from dvc.domain.conditions import Condition
from dvc.domain.procedures import Procedure

T = TypeVar("T")
_NAMES = {str: "chữ", int: "số nguyên", bool: "true hoặc false"}
# Signs that nobody sees, or that turn the letters around: who approves a definition must read what stands in it.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# The hash is made from all else.
_NOT_WRITTEN = "version"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a definition: where (section, question, field) and why, in Vietnamese."""

    place: str
    reason: str


class Refused(Exception):
    """One value that the schema does not take."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Read plain data; collect every fault instead of stopping at the first."""

    faults: list[Fault]

    def read(self, kind: Any, value: Any, place: str) -> Any:
        """Return the value as the type wants it, or None after a fault was noted."""
        try:
            return self._read(kind, value, place)
        except (Refused, ConditionError, ValueError) as error:
            self.faults.append(Fault(place, str(error)))
            return None

    def _read(self, kind: Any, value: Any, place: str) -> Any:
        origin = get_origin(kind)
        if origin in (Union, UnionType):
            return self._read_union(kind, value, place)
        if origin is tuple:
            return self._read_list(get_args(kind)[0], value, place)
        if origin is Literal:
            return _one_of(get_args(kind), value)
        if kind is Condition:
            return parse_condition(_plain(str, value))
        if is_dataclass(kind):
            return self._read_shape(kind, value, place)
        return _plain(kind, value)

    def _read_union(self, kind: Any, value: Any, place: str) -> Any:
        kinds = [one for one in get_args(kind) if one is not NoneType]
        if len(kinds) == 1:
            return self._read(kinds[0], value, place)
        if type(value) not in kinds:
            raise Refused(f"phải là {' hoặc '.join(_NAMES.get(one, str(one)) for one in kinds)}")
        return value

    def _read_list(self, kind: Any, value: Any, place: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise Refused("phải là một danh sách")
        return tuple(self.read(kind, item, f"{place}{_label(item, at)}") for at, item in enumerate(value))

    def _read_shape(self, kind: Any, value: Any, place: str) -> Any:
        if not isinstance(value, Mapping):
            raise Refused("phải là một bảng")
        known = _shape(kind)
        for name in value:
            if name not in known or name == _NOT_WRITTEN:
                self.faults.append(Fault(place, f"không có mục «{name}»"))
        for name, (spec, _) in known.items():
            if name not in value and _required(spec):
                self.faults.append(Fault(place, f"thiếu mục «{name}»"))
        before = len(self.faults)
        given = {
            name: self.read(hint, value[name], f"{place} › {name}" if place else name)
            for name, (_, hint) in known.items()
            if name in value and name != _NOT_WRITTEN
        }
        if len(self.faults) > before or any(_required(s) and n not in given for n, (s, _) in known.items()):
            return None
        return kind(**given)


def read_procedure(data: Mapping[str, Any]) -> tuple[Procedure | None, list[Fault]]:
    """Return the procedure with its version, or None, and the faults of shape."""
    faults: list[Fault] = []
    procedure = Reader(faults).read(Procedure, data, "")
    if faults or procedure is None:
        return None, faults
    return procedure.with_version(version_of(procedure)), []


def to_json(procedure: Procedure) -> str:
    """Return the canonical JSON: sorted keys, no spaces, defaults left out, without the version itself."""
    return json.dumps(plain(procedure), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Procedure:
    """Return the procedure of a canonical JSON; raises ValueError when it is none."""
    procedure, faults = read_procedure(json.loads(text))
    if procedure is None:
        raise ValueError("; ".join(f"{fault.place}: {fault.reason}" for fault in faults))
    return procedure


def version_of(procedure: Procedure) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(to_json(procedure).encode()).hexdigest()


def plain(value: Any) -> Any:
    """Return the plain data of a shape, as a definition writes it."""
    if isinstance(value, Condition):
        return value.text
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value):
        return {name: plain(item) for name, item in _written(value)}
    return value


def _written(shape: Any) -> Iterator[tuple[str, Any]]:
    for spec in fields(shape):
        item = getattr(shape, spec.name)
        if spec.name != _NOT_WRITTEN and (_required(spec) or item != spec.default):
            yield spec.name, item


@cache
def _shape(kind: Any) -> dict[str, tuple[Field[Any], Any]]:
    hints = get_type_hints(kind)
    return {spec.name: (spec, hints[spec.name]) for spec in fields(kind)}


def _required(spec: Field[Any]) -> bool:
    return spec.default is MISSING


def _plain(kind: type[T], value: Any) -> T:
    if type(value) is not kind:
        raise Refused(f"phải là {_NAMES.get(kind, str(kind))}")
    if isinstance(value, str) and not value.isprintable() and (unseen := _UNSEEN.search(value)):
        raise Refused(f"có ký tự không nhìn thấy U+{ord(unseen[0]):04X} sau «{value[: unseen.start()][-20:]}»")
    return value


def _one_of(choices: tuple[Any, ...], value: Any) -> Any:
    if value not in choices:
        raise Refused(f"«{value}» không phải một trong: {', '.join(map(str, choices))}")
    return value


def _label(item: Any, at: int) -> str:
    name = item.get("key") if isinstance(item, Mapping) else None
    return f" › {name or at + 1}"
