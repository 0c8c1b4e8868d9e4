"""The source keeps to the house: sizes, names, one place that assigns a state, no loose ends."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILE_LINES, FUNCTION_LINES, VIEW_LINES = 400, 30, 15
BAD_NAMES = {"util", "utils", "helpers", "common", "misc"}
LOOSE_ENDS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
TEXTS = {".py", ".html", ".css", ".js", ".sh", ".toml", ".typ", ".txt"}


def listed() -> list[Path]:
    out = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / line for line in out.stdout.splitlines() if (ROOT / line).is_file()]


FILES = [path for path in listed() if "vendor" not in path.parts]
SOURCES = [path for path in FILES if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ("dvc", "tests")]
# A migration is as long as the tables it makes.
OURS = [path for path in SOURCES if path.relative_to(ROOT).parts[0] == "dvc" and path.parent.name != "versions"]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its docstring."""
    first = node.body[0]
    says = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if says else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def test_no_file_is_called_by_what_says_nothing() -> None:
    assert [named(path) for path in FILES if path.stem in BAD_NAMES] == []


def test_no_loose_ends_are_left() -> None:
    here = Path(__file__)
    found = [
        f"{named(path)}:{number}"
        for path in FILES
        if path.suffix in TEXTS and path != here and "catalogue/reference" not in named(path)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LOOSE_ENDS.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("path", [path for path in SOURCES if path.parent.name != "versions"], ids=named)
def test_a_file_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


@pytest.mark.parametrize("path", OURS, ids=named)
def test_a_function_is_short(path: Path) -> None:
    views = path.name == "views.py"
    limit = VIEW_LINES + 3 if views else FUNCTION_LINES  # the head of a view takes a line or three
    long = [f"{node.name} has {length(node)} lines" for node in functions(path) if length(node) > limit]
    assert long == []


def test_only_the_service_of_dossiers_assigns_a_dossiers_state() -> None:
    found = [
        f"{named(path)}:{getattr(node, 'lineno', 0)}"
        for path in OURS
        if named(path) != "dvc/services/dossiers.py"
        for node in ast.walk(tree(path))
        if assigns_dossier_state(node)
    ]
    assert found == []


def assigns_dossier_state(node: ast.AST) -> bool:
    """Tell whether a node writes `<…dossier>.state`, by assignment, setattr or an UPDATE of Dossier."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(
            isinstance(part, ast.Attribute) and part.attr == "state" and "dossier" in ast.unparse(part.value).lower()
            for target in targets
            for part in ast.walk(target)
        )
    if isinstance(node, ast.Call):
        words = ast.unparse(node).replace('"', "'")
        return words.startswith("update(Dossier)") or (words.startswith("setattr(") and "'state'" in words)
    return False


@pytest.mark.parametrize(
    "line",
    ["dossier.state = 'x'", "self.dossier.state += y", "a, found_dossier.state = 1, 2", "setattr(dossier, 'state', x)"],
)
def test_the_watch_over_states_sees(line: str) -> None:
    assert any(assigns_dossier_state(node) for node in ast.walk(ast.parse(line)))
