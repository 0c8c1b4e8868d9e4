"""Find a commune as it was until 2025-06-30 by what people write of an old address with its district.

Names are compared as they are written, then without marks, then without their kind (xã, huyện, tỉnh …): the closest
way that finds one wins, at each level.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dvc.domain.text import fold, folded_words, nfc, squeeze

T = TypeVar("T")
_KINDS = (
    ("thanh", "pho"),
    ("thi", "xa"),
    ("thi", "tran"),
    *((word,) for word in ("tinh", "quan", "huyen", "phuong", "xa", "tp", "tx", "tt", "q", "h", "p", "x")),
)
# How people call what the list names otherwise.
_CALLED = {"hcm": "ho chi minh", "sai gon": "ho chi minh", "thua thien hue": "hue"}


@dataclass(frozen=True, slots=True)
class OldCommune:
    """A commune that was; `became` has the codes of the communes of today, the main part first."""

    code: str
    name: str
    district: str
    province: str
    became: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """Return the name with district and province."""
        return f"{self.name}, {self.district}, {self.province}"


# Province → district → entries «old code, name > new codes», as the list is kept.
Tree = Mapping[str, Mapping[str, Sequence[str]]]


def communes_of(tree: Tree) -> Iterator[OldCommune]:
    """Yield every commune of the list."""
    for province, districts in tree.items():
        for district, entries in districts.items():
            for entry in entries:
                named, _, codes = entry.partition(">")
                code, _, name = named.partition(" ")
                yield OldCommune(code, name, district, province, tuple(codes.split(",")))


def find(tree: Tree, *, province: str, district: str, commune: str) -> tuple[OldCommune, ...]:
    """Return the communes that fit what was written; an empty district or province fits all, an empty commune none."""
    if not commune.strip():
        return ()
    near = {name: tree[name] for name in _closest(list(tree), province, str)}
    pairs = _closest([(one, name) for one in near for name in near[one]], district, lambda pair: pair[1])
    within: dict[str, dict[str, Sequence[str]]] = {}
    for one, name in pairs:
        within.setdefault(one, {})[name] = tree[one][name]
    return tuple(_closest(list(communes_of(within)), commune, lambda one: one.name))


def _closest(found: list[T], written: str, name_of: Callable[[T], str]) -> list[T]:
    """Return those whose names are nearest to what was written; all when nothing was."""
    if not written.strip():
        return found
    spelled = _Written(written)
    ranked = [(spelled.distance(name_of(one)), one) for one in found]
    nearest = min((distance for distance, _ in ranked if distance is not None), default=None)
    return [one for distance, one in ranked if distance is not None and distance == nearest]


class _Written:
    """A name as a person wrote it, in the ways in which it is compared."""

    def __init__(self, text: str) -> None:
        self._text = squeeze(nfc(text)).casefold()
        self._folded = fold(text)
        words = _words(text)
        # «Quan Hóa» is no quận: what may be a kind may also be part of the name.
        self._spellings = [_CALLED.get(one, one) for one in (" ".join(words), " ".join(_bare(words)))]

    def distance(self, name: str) -> int | None:
        """Return how far the text is from a name: 0 is the name itself, None is another name."""
        words = _words(name)
        bare = _bare(words)
        key = " ".join(bare)
        if key not in self._spellings:
            return None
        official = name.casefold()
        ways = (
            self._text == official,
            self._folded == fold(name),
            self._text == " ".join(official.split()[len(words) - len(bare) :]),
            self._spellings[0] == key,
        )
        return ways.index(True) if any(ways) else len(ways)


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without its kind."""
    for kind in _KINDS:
        if words[: len(kind)] == kind and len(words) > len(kind):
            return words[len(kind) :]
    return words


def _words(text: str) -> tuple[str, ...]:
    """Return the words without marks; «01» is 1."""
    return tuple(
        (word.lstrip("0") or "0") if word.isascii() and word.isdigit() else word for word in folded_words(text)
    )
