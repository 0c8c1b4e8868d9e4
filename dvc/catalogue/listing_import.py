"""Load a national listing into a folder of definitions: what would change, and all of it or nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from dvc.catalogue import definitions, national, toml_text
from dvc.catalogue.national_definitions import definition
from dvc.catalogue.national_fields import Refused
from dvc.domain.listings import Listing
from dvc.errors import DvcError

Outcome = Literal["new", "changed", "unchanged", "kept", "refused"]
# A file without this first line is a person's own and is left alone.
MARK = "# Nạp bằng dvc catalogue import; lần nạp sau ghi đè. Muốn tự sửa tệp này thì xoá dòng đầu.\n"


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one entry; `text` is the definition to write, for those that are written."""

    outcome: Outcome
    code: str
    name: str
    reason: str = ""
    text: str = ""


def plan(
    rows: Iterable[Any], folder: Path, shipped: Mapping[str, Listing], *, source: str, summary: bool
) -> list[Line]:
    """Tell what becomes of each row of a listing; nothing is written.

    A procedure that the `shipped` ones define with a form of its own is kept, and so is a file of the folder that was
    not written by an import.
    """
    seen: Counter[str] = Counter()
    lines = []
    for at, row in enumerate(rows, start=1):
        line = _line(row, at, source=source, summary=summary)
        seen[line.code] += 1
        if seen[line.code] > 1 and line.outcome != "refused":
            line = Line("refused", line.code, line.name, "mã này đã có ở mục trước trong cùng tệp")
        lines.append(_compared(line, folder, shipped))
    return lines


def write(lines: Iterable[Line], folder: Path) -> None:
    """Write what is new or changed; when one file cannot be written, all that was written is taken back.

    Raises:
        DvcError: the folder cannot be written; nothing has changed.

    """
    texts = {folder / f"{line.code}.toml": line.text for line in lines if line.outcome in ("new", "changed")}
    before: dict[Path, bytes | None] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():  # a full disk is met here, before anything has changed
            _trial(path).write_text(text, encoding="utf-8")
        for path in texts:
            before[path] = path.read_bytes() if path.exists() else None
            _trial(path).replace(path)
    except OSError as error:
        _take_back(before)
        raise DvcError(f"Không ghi được vào {folder} ({error.strerror}): chưa thay đổi gì.") from error
    finally:
        for path in texts:
            with suppress(OSError):
                _trial(path).unlink()


def _line(row: Any, at: int, *, source: str, summary: bool) -> Line:
    code = f"mục {at}"
    try:
        code = national.name_of(row, at)
        entry = national.entry(row)
        text = MARK + toml_text.written(definition(entry, source=source, summary=summary))
    except Refused as refused:
        return Line("refused", code, "", str(refused))
    found, faults = definitions.parse(text, entry.code)
    if found is None:
        return Line("refused", entry.code, entry.name, "; ".join(f"{one.place}: {one.reason}" for one in faults))
    return Line("new", entry.code, found.short_name, text=text)


def _compared(line: Line, folder: Path, shipped: Mapping[str, Listing]) -> Line:
    if line.outcome == "refused":
        return line
    standing = shipped.get(line.code)
    if standing is not None and not standing.generic:
        return Line("kept", line.code, line.name, "đã có định nghĩa đầy đủ")
    path = folder / f"{line.code}.toml"
    try:
        return _beside(line, path.read_text(encoding="utf-8")) if path.exists() else line
    except (OSError, UnicodeDecodeError):
        return Line("refused", line.code, line.name, f"không đọc được tệp đang có {path.name}")


def _beside(line: Line, standing: str) -> Line:
    if standing == line.text:
        return Line("unchanged", line.code, line.name)
    if not standing.startswith(MARK):
        return Line("kept", line.code, line.name, f"tệp {line.code}.toml là của người, không phải do nạp")
    return Line("changed", line.code, line.name, text=line.text)


def _trial(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _take_back(before: Mapping[Path, bytes | None]) -> None:
    for path, content in before.items():
        with suppress(OSError):
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content)


def counted(lines: Iterable[Line]) -> Iterator[tuple[Outcome, int]]:
    """Yield how many entries have each outcome."""
    counts = Counter(line.outcome for line in lines)
    outcomes: tuple[Outcome, ...] = ("new", "changed", "unchanged", "kept", "refused")
    yield from ((outcome, counts[outcome]) for outcome in outcomes)
