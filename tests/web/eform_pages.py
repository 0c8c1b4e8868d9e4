"""The pages of the e-form for its tests: made, rendered, and filled as a browser without script does."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict

from dvc.catalogue import loader
from dvc.domain.procedures import Procedure, Section
from dvc.web.eform import SectionForm, section_form
from dvc.web.option_tags import option_tags
from tests.support.pages import check_block, controls, parse
from tests.support.procedures import SAMPLE

TEMPLATES = Path(__file__).parents[2] / "dvc" / "templates"
TODAY = date(2026, 11, 24)
CHILDREN = loader.load(Path(__file__).parents[1] / "catalogue" / "definitions" / "children.toml")
FAMILY, HOME = CHILDREN.sections
HOUSEHOLD = loader.load(Path(__file__).parents[1] / "catalogue" / "definitions" / "household.toml")
PEOPLE, PAPERS = HOUSEHOLD.sections
ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
ENVIRONMENT.globals["option_tags"] = option_tags
PAGE = ENVIRONMENT.from_string(
    '{% from "components/form.html" import error_summary %}{{ error_summary(form.errors) }}'
    '{% from "components/fields.html" import render_questions %}{{ render_questions(form) }}'
)
FILLED: dict[str, str] = {
    "ho_ten": "Y Moan Êñuôl",
    "so_dinh_danh": "066090000001",
    "gioi_tinh": "Nam",
    "ngay-day": "1",
    "ngay-month": "5",
    "ngay-year": "1990",
    "co_con": "no",
}
ALL_SECTIONS = [
    pytest.param(procedure, section, id=f"{procedure.code} {section.key}")
    for procedure in (*map(loader.procedure, SAMPLE), CHILDREN)
    for section in procedure.sections
]


def render(form: SectionForm) -> Element:
    """Render the page's questions, check the rules of a page on them, and return the body."""
    html = PAGE.render(form=form)
    check_block(html, form.section.key)
    whole = f'<!DOCTYPE html><html lang="vi"><head><title>x</title></head><body>{html}</body></html>'
    body = parse(whole, form.section.key).find("body")
    assert body is not None
    return body


def browser(form: SectionForm, typed: dict[str, str]) -> MultiDict[str, str]:
    """Fill the page as a browser without script does, and return what it sends."""
    root = render(form)
    names = {control.get("name") for control in controls(root)}
    assert set(typed) <= names, set(typed) - names
    return MultiDict(_sent(root, typed))


def _sent(root: Element, typed: dict[str, str]) -> Iterator[tuple[str, str]]:
    for element in root.iter():
        name = element.get("name") or ""
        if element.tag == "button" or not name:
            continue
        if element.get("type") in ("radio", "checkbox"):
            ticked = typed[name] == element.get("value") if name in typed else element.get("checked") is not None
            if ticked:
                yield name, element.get("value") or ""
        elif element.tag == "select":
            chosen = [one.get("value") or "" for one in element.iter("option") if one.get("selected") is not None]
            yield name, typed.get(name, chosen[0] if chosen else next(element.iter("option")).get("value") or "")
        else:
            yield name, typed.get(name, element.get("value") or (element.text or "").strip())


def post(section: Section, answers: dict[str, Any], sent: Any, procedure: Procedure = CHILDREN) -> SectionForm:
    return section_form(procedure, section, answers, formdata=MultiDict(sent), today=TODAY)


def get(section: Section, answers: dict[str, Any], procedure: Procedure = CHILDREN) -> SectionForm:
    return section_form(procedure, section, answers, today=TODAY)


def by_name(root: Element, name: str) -> Element:
    found = [element for element in root.iter() if element.get("name") == name]
    assert found, name
    return found[0]
