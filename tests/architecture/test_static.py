"""Static files: what old phones parse, what is pinned, and how many bytes a page costs."""

import hashlib
import itertools
import json
import re
import subprocess
from pathlib import Path

import brotli
import pytest
from playwright._impl._driver import compute_driver_executable

STATIC = Path(__file__).parents[2] / "dvc" / "static"
HTMX = STATIC / "vendor" / "htmx.org@2.0.11" / "htmx.min.js"
HTMX_SHA256 = "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"
OWN = sorted((STATIC / "js").rglob("*.js"))
SHEETS = sorted((STATIC / "css").rglob("*.css"))
# The node that Playwright brings carries acorn inside.
PARSE = """
const acorn = require("internal/deps/acorn/acorn/dist/acorn");
const text = require("fs").readFileSync(0, "utf8");
try { acorn.parse(text, { ecmaVersion: 6, sourceType: "module" }); console.log("null"); }
catch (error) { console.log(JSON.stringify(error.message)); }
"""
# Unknown to an engine of the lowest tier: the whole rule would be dropped.
UNKNOWN_CSS = (
    r"(?<![-\w])gap\s*:",
    r":is\(",
    r":where\(",
    r":has\(",
    r"@layer",
    r"@container",
    r"clamp\(",
    r"aspect-ratio",
    r"\d(dvh|svh|lvh)\b",
    r"(margin|padding|inset|border)-(inline|block)",
    r"^\s*&",
    r"@font-face",
    r"@import",
    r"url\(",
)


def joined(kind: str) -> str:
    folder = STATIC / kind
    names = (folder / "ORDER").read_text(encoding="utf-8").split()
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


def weight(text: str) -> int:
    return len(brotli.compress(text.encode(), quality=11))


def es2015_problem(text: str) -> str | None:
    node = compute_driver_executable()[0]
    command = [str(node), "--expose-internals", "-e", PARSE]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    found: str | None = json.loads(done.stdout)
    return found


def without_comments(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_our_script_parses_at_es2015() -> None:
    assert es2015_problem(joined("js")) is None


@pytest.mark.parametrize("newer", ["async function f() {}", "a?.b", "a ?? b", "({ ...a })", "try {} catch {}"])
def test_the_parser_of_this_test_refuses_newer_syntax(newer: str) -> None:
    assert es2015_problem(newer) is not None


def test_our_script_weighs_at_most_6_kb() -> None:
    assert weight(joined("js")) <= 6_000


def test_all_css_weighs_at_most_8_kb() -> None:
    assert weight(joined("css")) <= 8_000


@pytest.mark.parametrize(("kind", "files"), [("js", OWN), ("css", SHEETS)])
def test_every_file_stands_once_in_its_order(kind: str, files: list[Path]) -> None:
    names = (STATIC / kind / "ORDER").read_text(encoding="utf-8").split()
    assert sorted(names) == sorted(file.relative_to(STATIC / kind).as_posix() for file in files)


@pytest.mark.parametrize("script", OWN, ids=lambda file: file.name)
def test_a_script_is_short_and_keeps_nothing_on_the_phone(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    for word in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "innerHTML", "eval(", "import "):
        assert word not in text, word
    assert not re.search(r"\bhtmx\.[a-z]", text), "htmx as a module has no global"


@pytest.mark.parametrize("script", [file for file in OWN if file.parent.name == "islands"], ids=lambda file: file.name)
def test_an_island_is_one_block_so_that_its_names_do_not_meet_others(script: Path) -> None:
    lines = [line for line in script.read_text(encoding="utf-8").splitlines() if line and not line.startswith("//")]
    assert (lines[0], lines[-1]) == ("{", "}")
    assert all(line.startswith("  ") for line in lines[1:-1])


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda file: file.name)
def test_css_holds_nothing_that_old_engines_drop(sheet: Path) -> None:
    text = without_comments(sheet)
    assert [rule for rule in UNKNOWN_CSS if re.search(rule, text, re.MULTILINE)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda file: file.name)
def test_a_literal_stands_before_every_var(sheet: Path) -> None:
    lines = [line.strip() for line in without_comments(sheet).splitlines() if line.strip()]
    tokens = dict(
        re.findall(r"(--[a-z-]+): (#[0-9a-f]{6});", (STATIC / "css" / "tokens.css").read_text(encoding="utf-8"))
    )
    for before, line in itertools.pairwise(lines):
        for name in re.findall(r"var\((--[a-z-]+)\)", line):
            assert before == line.replace(f"var({name})", tokens[name]), f"{sheet.name}: {line}"


def test_htmx_is_the_pinned_file_with_its_licence() -> None:
    assert hashlib.sha256(HTMX.read_bytes()).hexdigest() == HTMX_SHA256
    assert "Zero-Clause BSD" in (HTMX.parent / "LICENSE").read_text(encoding="utf-8")


def test_every_picture_is_small_and_loads_nothing() -> None:
    for picture in (STATIC / "icons").iterdir():
        assert picture.stat().st_size <= 1_500, picture.name
        assert "href" not in picture.read_text(encoding="utf-8"), picture.name
