"""What the communes of old addresses became on 2025-07-01.

The list is read when it is first asked for: few people need it.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dvc.catalogue import reference
from dvc.catalogue.reference import Commune
from dvc.domain.old_addresses import OldCommune, Tree, find

_FILE = Path(__file__).parent / "reference" / "old_communes_2025.json"


@dataclass(frozen=True, slots=True)
class Became:
    """A commune of today that has land of an old one; `main` for the largest part."""

    old: OldCommune
    new: Commune
    main: bool


def convert(province: str, district: str, commune: str) -> tuple[Became, ...]:
    """Return the communes of today that an old address may be in: one, several to ask about, or none.

    An empty district or province fits all of them.
    """
    fitting = find(tree(), province=province, district=district, commune=commune)
    return tuple(
        Became(old, reference.commune(code), main=at == 0) for old in fitting for at, code in enumerate(old.became)
    )


@cache
def tree() -> Tree:
    """Return the communes of 2025-06-30 by province and district."""
    content: Tree = json.loads(_FILE.read_text(encoding="utf-8"))["provinces"]
    return content
