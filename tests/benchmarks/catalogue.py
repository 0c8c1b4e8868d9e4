"""Measure the catalogue's start and print one JSON: `python -m tests.benchmarks.catalogue`.

700 definitions, our own ones again under other codes, are read from their compiled file; beside it, in the same run,
the same definitions are read as plain JSON, unchecked. `ROUNDS` (15) says how often.
"""

import json
import os
import re
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dvc.catalogue import compiled, loader

COUNT = 700
ROUNDS = int(os.environ.get("ROUNDS", "15"))
GOAL_MS = 300
_CODE = re.compile(r'^code = ".*"$', re.MULTILINE)


def main() -> None:
    """Measure and print."""
    print(json.dumps(compare(), indent=1))  # noqa: T201 - what the program is for


def compare() -> dict[str, Any]:
    """Return what reading 700 definitions takes, beside reading the same data as plain JSON."""
    with tempfile.TemporaryDirectory(prefix="dvc-catalogue-") as name:
        folder = Path(name)
        _fill(folder)
        first = _milliseconds(lambda: compiled.read(folder))
        (kept,) = (folder / "__pycache__").iterdir()
        bodies = [loader.to_json(loader.procedure(code)) for code in _codes()]
        plain = folder / "plain.json"
        plain.write_text(f"[{','.join(bodies)}]", encoding="utf-8")
        pairs = [
            (_milliseconds(lambda: compiled.read(folder)), _milliseconds(lambda: json.loads(plain.read_bytes())))
            for _ in range(ROUNDS)
        ]
        ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
        found: dict[str, Any] = {
            "definitions": COUNT,
            "compiled_bytes": kept.stat().st_size,
            "first_start_ms": round(first),
            "start_ms": round(ours, 1),
            "goal_ms": GOAL_MS,
            "plain_json_ms": round(theirs, 1),
            "ratio": round(statistics.median(one / other for one, other in pairs), 2),
            "kept_kib": _kept_kib(folder),
            "largest_procedure_ms": _largest_ms(folder),
        }
    return found


def _codes() -> list[str]:
    known = list(loader.listings())
    return [known[at % len(known)] for at in range(COUNT)]


def _fill(folder: Path) -> None:
    for at, code in enumerate(_codes()):
        text = (loader.FOLDER / f"{code}.toml").read_text(encoding="utf-8")
        other = f"{at % 6 + 1}.{at:06d}"
        (folder / f"{other}.toml").write_text(_CODE.sub(f'code = "{other}"', text, count=1), encoding="utf-8")


def _milliseconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def _kept_kib(folder: Path) -> int:
    tracemalloc.start()
    found = compiled.read(folder)
    kept = tracemalloc.get_traced_memory()[0] // 1024
    tracemalloc.stop()
    assert len(found.listings) == COUNT
    return kept


def _largest_ms(folder: Path) -> float:
    found = compiled.read(folder)
    largest = max(found.spans, key=lambda code: found.spans[code][1])
    return round(statistics.median(_milliseconds(lambda: found.procedure(largest)) for _ in range(ROUNDS)), 1)


if __name__ == "__main__":
    main()
