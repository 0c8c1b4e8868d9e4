"""The measures: each lets several visitors do one thing again and again and reads what that cost the server."""

import itertools
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.benchmarks.servers import Server, measured
from tests.benchmarks.walker import Route, Walker

FOLDER = Path(__file__).parent
GRANTS = 10
LOOKUP = "/tra-cuu"
LOOKUP_FORM = "captcha_id"
Act = Callable[[], None]
Visitor = Callable[[Server, Route, bytes, int], Iterator[Act]]
Row = dict[str, float]


def route(name: str) -> Route:
    """Read a route map."""
    read: Route = json.loads((FOLDER / f"routes-{name}.json").read_text(encoding="utf-8"))
    return read


def measure(server: Server, visitors: Sequence[Act], seconds: float) -> Row:
    """Let the visitors act for some seconds; errors count as errors, not as work."""
    stop = time.perf_counter() + seconds
    spans: list[float] = []
    errors: list[str] = []

    def again(act: Act) -> None:
        while (begun := time.perf_counter()) < stop:
            try:
                act()
            except (RuntimeError, OSError) as error:
                errors.append(str(error))
                continue
            spans.append(time.perf_counter() - begun)

    def together() -> int:
        with ThreadPoolExecutor(len(visitors)) as pool:
            list(pool.map(again, visitors))
        return len(spans)

    count, took, cpu = measured(server, together)
    if not count:
        raise RuntimeError(f"{server.name}: nothing worked: {errors[:2]}")
    ordered = sorted(spans)
    return {
        "per_s": round(count / took, 1),
        "p50_ms": round(statistics.median(ordered) * 1000, 2),
        "p99_ms": round(ordered[min(count - 1, int(count * 0.99))] * 1000, 2),
        "cpu_ms": round(cpu / count * 1000, 3),
        "errors": len(errors),
    }


def visitor(server: Server, way: Route, photo: bytes) -> Walker:
    """Return a visitor, signed in where that is asked."""
    walker = Walker(server.base, photo)
    if "signin" in way:
        walker.walk(way["signin"])
    return walker


def opening(walker: Walker, paths: Sequence[str]) -> Act:
    """Open addresses in turn."""
    turn = itertools.cycle(paths)
    return lambda: walker.open(next(turn))


def filing(server: Server, way: Route, photo: bytes) -> Act:
    """File one whole dossier after another."""
    walker = visitor(server, way, photo)
    return lambda: _nothing(walker.file(way))


def at_step(server: Server, way: Route, photo: bytes) -> Walker:
    """Walk up to the step that the step measure repeats."""
    walker = visitor(server, way, photo)
    walker.open(way["filing"]["start"])
    for step in way["filing"]["steps"][: way["step_at"]]:
        walker.take(step)
    return walker


def stepping(server: Server, way: Route, photo: bytes) -> Act:
    """Post one step again and again, up to the page that follows it."""
    walker = at_step(server, way, photo)
    path, body, headers = walker.prepared(way["filing"]["steps"][way["step_at"]])

    def act() -> None:
        if walker.send("POST", path, body, headers) != 200:
            raise RuntimeError(path)

    return act


def form(server: Server, way: Route, photo: bytes) -> Act:
    """Open a form page with its lists, in the visitor's own draft."""
    walker = at_step(server, way, photo)
    path = way["pages"]["form"]
    if path.startswith("/to-khai"):
        path = "/".join(walker.path.split("/")[:3]) + path
    return opening(walker, [path])


def known_code(server: Server, codes: Sequence[str]) -> Act:
    """Open the page of codes that the visitor has looked up with a captcha: what a look-up itself costs."""
    walker = Walker(server.base)
    some = random.Random(server.port).sample(list(codes), GRANTS)  # noqa: S311 - any will do
    for code in some:
        asked(walker, code)
    return opening(walker, [f"{LOOKUP}/{code}" for code in some])


def asked(walker: Walker, query: str) -> None:
    """Look something up as people do: the form with its captcha, then the answer."""
    walker.open(LOOKUP)
    walker.take({"form": LOOKUP_FORM, "fields": {"query": query, "captcha": "ABCDE"}})


def asking(server: Server, queries: Sequence[str]) -> Act:
    """Look things up again and again, form and captcha included."""
    walker, turn = Walker(server.base), itertools.cycle(queries)
    return lambda: asked(walker, next(turn))


def _nothing(_: Any) -> None:
    return None
