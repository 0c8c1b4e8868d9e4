"""What the confirmation says besides the code: what comes next, when, and what to bring."""

from typing import Any

from dvc.domain.dossier_codes import grouped
from dvc.domain.filing_papers import Tick
from dvc.domain.workdays import duration_words
from dvc.services.filing import Receipt


def receipt_words(receipt: Receipt) -> dict[str, Any]:
    """Return what the page shows of a filed dossier."""
    names = {component.key: component.name for component in receipt.procedure.components}
    papers = receipt.dossier.papers.items()
    return {
        "groups": grouped(receipt.dossier.code),
        "time_limit": duration_words(receipt.case.duration),
        "several": len(receipt.procedure.cases) > 1,
        "brought": [names[key] for key, said in papers if said.get("tick") == Tick.BROUGHT and key in names],
    }
