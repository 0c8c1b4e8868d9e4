"""Find a commune of today by its statistics number or by words of its name."""

from dataclasses import dataclass
from functools import cache

from dvc.catalogue import reference
from dvc.domain.text import folded_words

MOST = 30


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune, ward or special zone with the name of its province."""

    code: str
    name: str
    province_code: str
    province: str


def find(text: str) -> list[Commune]:
    """Return the communes that fit, at most MOST, in the order of their numbers."""
    wanted = folded_words(text[:100])
    if not wanted:
        return []
    fitting = (one for one, words in _every() if one.code == wanted[0] or _has(words, wanted))
    return [one for one, _ in zip(fitting, range(MOST), strict=False)]


def get(code: str) -> Commune | None:
    """Return a commune by its number, None when there is none."""
    return next((one for one, _ in _every() if one.code == code), None)


def _has(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Tell whether each wanted word begins one of the words."""
    return all(any(word.startswith(one) for word in words) for one in wanted)


@cache
def _every() -> tuple[tuple[Commune, tuple[str, ...]], ...]:
    return tuple(
        (Commune(one.code, one.name, province.code, province.name), folded_words(f"{one.name} {province.name}"))
        for province in reference.provinces()
        for one in reference.communes(province.code)
    )
