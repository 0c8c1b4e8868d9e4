"""Every template parses; every page has one h1 and a title."""

import re
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, nodes

from dvc.web.context import FILTERS

TEMPLATES = Path(__file__).parents[2] / "dvc" / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
PARTS = ("components/", "layouts/", "notices/", "print/")
PAGES = [name for name in NAMES if not name.startswith(PARTS) and not name.rpartition("/")[2].startswith("_")]
PAGE_LINES = 120
ENVIRONMENT = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
ENVIRONMENT.filters.update(FILTERS)


@cache
def tree(name: str) -> nodes.Template:
    return ENVIRONMENT.parse((TEMPLATES / name).read_text(encoding="utf-8"), name)


@cache
def heading_macros() -> frozenset[str]:
    """Return the macros that write an h1, by themselves or by another."""
    parts = [name for name in NAMES if name.startswith("components/") or name.rpartition("/")[2].startswith("_")]
    macros = [macro for name in parts for macro in tree(name).find_all(nodes.Macro)]
    found: frozenset[str] = frozenset()
    while True:
        more = frozenset(macro.name for macro in macros if most(macro.body, found))
        if more == found:
            return found
        found = more


def most(body: list[nodes.Node], macros: frozenset[str]) -> int:
    """Count the h1 that one rendering writes at most: of the ways of an `if`, the one with most."""
    return sum(written(node, macros) for node in body)


def written(node: nodes.Node, macros: frozenset[str]) -> int:
    if isinstance(node, nodes.If):
        ways = [node.body, *(way.body for way in node.elif_), node.else_]
        return max(most(way, macros) for way in ways)
    if isinstance(node, nodes.TemplateData):
        return len(re.findall(r"<h1[ >]", node.data))
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in macros:
        return 1
    return most(list(node.iter_child_nodes()), macros)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(name: str) -> None:
    assert ENVIRONMENT.compile((TEMPLATES / name).read_text(encoding="utf-8"), name)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_title_and_one_h1(name: str) -> None:
    assert "title" in {block.name for block in tree(name).find_all(nodes.Block)}
    assert most(tree(name).body, heading_macros()) == 1


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_short(name: str) -> None:
    assert len((TEMPLATES / name).read_text(encoding="utf-8").splitlines()) <= PAGE_LINES


def test_a_page_with_two_headings_would_be_seen() -> None:
    twice = ENVIRONMENT.parse("{% if a %}<h1>x</h1>{% else %}<h1>y</h1>{% endif %}{{ heading('z') }}")
    assert most(twice.body, frozenset({"heading"})) == 2
