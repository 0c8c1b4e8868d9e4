"""Write the words of a message from the templates of its notice."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from dvc.domain.notices import LONGEST_SMS, Addressee, Channel, Notice
from dvc.services.outbox import Letter

_FOLDER = Path(__file__).parents[1] / "templates"
_BREVITIES = (0, 1, 2)
_COMMITTEES = ("Ủy ban nhân dân", "Uỷ ban nhân dân")


def write(notice: Notice, to: Addressee, facts: Mapping[str, Any]) -> Letter:
    """Return a notice as it is sent by the addressee's channel."""
    if to.channel is Channel.SMS:
        return Letter(to.channel, to.to, _sms(notice, facts))
    return Letter(
        to.channel,
        to.to,
        text=_render(notice, "body.txt", facts),
        subject=_one_line(_render(notice, "subject.txt", facts)),
        html=_render(notice, "body.html", facts),
    )


def shortened(name: str) -> str:
    """Return an agency's name as an SMS says it."""
    for committee in _COMMITTEES:
        name = name.replace(committee, "UBND")
    return name


def _sms(notice: Notice, facts: Mapping[str, Any]) -> str:
    """Return the fullest wording that fits one SMS without accents (which makes two of one), or the briefest."""
    from dvc.gateways.channels.sms_template import unaccented  # noqa: PLC0415 - most pages send nothing

    text = ""
    for brief in _BREVITIES:
        text = unaccented(_one_line(_render(notice, "sms.txt", {**facts, "brief": brief})))
        if len(text) <= LONGEST_SMS:
            break
    return text


def _render(notice: Notice, file: str, facts: Mapping[str, Any]) -> str:
    return _environment().get_template(f"notices/{notice}/{file}").render(facts)


def _one_line(text: str) -> str:
    return " ".join(text.split())


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
