"""The button that changes an old address, with a district, into one of today."""

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass

from dvc.catalogue import reference
from dvc.catalogue.old_addresses import Became, convert
from dvc.domain.fields import places
from dvc.errors import NotFound
from dvc.i18n import words

Sent = MutableMapping[str, str | list[str]]

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Changed:
    """What the button found: a line to read, and the communes to choose from; `found` when the address is filled in."""

    line: str = ""
    choices: Sequence[tuple[str, str]] = ()
    found: bool = False


def change(sent: Sent, name: str) -> Changed:
    """Look for the old address that was sent under a question's name; one answer is put into what was sent."""
    chosen = _chosen(_text(sent, name, places.NEW_COMMUNE))
    if chosen is not None:
        return _fill(sent, name, chosen, words("address.old_chosen", new=_named(chosen)))
    commune, district, province = (_text(sent, name, part) for part in places.OLD)
    if not commune or not (district or province):
        return Changed(words("address.old_empty"))
    found = convert(province, district, commune)
    if len(found) == 1:
        line = words("address.old_now", old=found[0].old.full_name, new=_named(found[0].new))
        return _fill(sent, name, found[0].new, line)
    return _ask(found) if found else Changed(words("address.old_nowhere"))


def _ask(found: Sequence[Became]) -> Changed:
    """Return the communes to choose from; where several old ones fit, with the old one.

    With a province or a district they are ten at the most.
    """
    olds = {one.old.code for one in found}
    if len(olds) == 1:
        line = words("address.old_split", old=found[0].old.full_name)
        return Changed(line, [(_code(one.new), _named(one.new) + (" (phần lớn)" if one.main else "")) for one in found])
    return Changed(
        words("address.old_which"),
        list(
            {
                _code(one.new): f"{_named(one.new)} (trước là {one.old.name}, {one.old.district})" for one in found
            }.items()
        ),
    )


def _fill(sent: Sent, name: str, commune: reference.Commune, line: str) -> Changed:
    for part in (*places.OLD, places.NEW_COMMUNE):
        sent.pop(f"{name}-{part}", None)
    sent[f"{name}-{places.COUNTRY}"] = places.VIETNAM
    sent[f"{name}-{places.PROVINCE}"] = commune.province_code
    sent[f"{name}-{places.COMMUNE}"] = commune.code
    return Changed(line, found=True)


def _chosen(sent: str) -> reference.Commune | None:
    try:
        return reference.commune(sent.partition("/")[2])
    except NotFound:
        return None


def _code(commune: reference.Commune) -> str:
    return f"{commune.province_code}/{commune.code}"


def _named(commune: reference.Commune) -> str:
    return f"{commune.name}, {reference.province(commune.province_code).name}"


def _text(sent: Sent, name: str, part: str) -> str:
    found = sent.get(f"{name}-{part}", "")
    text = found if isinstance(found, str) else found[0]
    return text.strip()[:_LONGEST]
