"""Lay papers out with typst, inside this process."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from dvc.gateways.print.base import Paper

if TYPE_CHECKING:
    import typst

TEMPLATES: Final = Path(__file__).parents[2] / "templates" / "print"

_NAME: Final = re.compile(r"[a-z][a-z_]*")
_ARCHIVAL: Final = "a-2a"  # PDF/A, tagged: readable in twenty years, and by a screen reader
_one_at_a_time: Final = Lock()  # a compiler refuses a second thread


def print_paper(paper: Paper) -> bytes:
    """Return the PDF/A of a paper."""
    return render(paper.template, paper.content())


def render(template: str, data: Mapping[str, Any]) -> bytes:
    """Return the PDF/A of a template filled with JSON values; the same data gives the same bytes.

    The data stays data: it reaches the template as one JSON text and is never read as markup.
    Raises ValueError for a name that is no template.
    """
    if not _NAME.fullmatch(template) or not (path := TEMPLATES / f"{template}.typ").is_file():
        raise ValueError(f"no print template {template!r}")
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    with _one_at_a_time:
        made = _compiled(path, inputs)
    if not isinstance(made, bytes):
        raise TypeError("typst made no single file")
    return made


def _compiled(path: Path, inputs: dict[str, str]) -> object:
    from typst import TypstError  # noqa: PLC0415 - on the first paper, not at every start

    try:
        return _compiler(path).compile(format="pdf", sys_inputs=inputs, pdf_standards=[_ARCHIVAL])
    except TypstError:
        # PDF/A refuses letters that our font has not (王, 😀). One such letter in a name must not keep the desk from
        # answering: the paper is then an ordinary PDF, with an empty box for the letter.
        return _compiler(path).compile(format="pdf", sys_inputs=inputs)


@cache
def _compiler(path: Path) -> "typst.Compiler":
    # Imported on the first paper: it would slow every start of the program.
    import typst  # noqa: PLC0415 - see above

    # typst's own Libertinus Serif has every letter of Vietnamese and Ê Đê; the machine's fonts differ from
    # one to the next and are left out.
    fonts = typst.Fonts(include_system_fonts=False)
    return typst.Compiler(path, root=TEMPLATES, font_paths=fonts)
