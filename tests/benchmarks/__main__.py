"""Measure the portal beside the floor and print one JSON: `python -m tests.benchmarks` (docs/benchmarks.md).

`ROUNDS` and `SECONDS_EACH` say how long, `GROWTH` up to how many dossiers; `RIGS` is the folder of the load rig.
"""

import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dvc import clock
from tests.benchmarks import catalogue, forms, measures, peers, search, seeds, servers
from tests.benchmarks.measures import Act, Row
from tests.benchmarks.photos import photo
from tests.benchmarks.servers import Server

USERS = 4
FEW = 10_000
ROUNDS = int(os.environ.get("ROUNDS", "3"))
SECONDS = float(os.environ.get("SECONDS_EACH", "4"))
GROWTH = int(os.environ.get("GROWTH", "100000"))
PHOTO_BYTES = 300_000
OUR_FORM = "/to-khai/3"
Make = Callable[[], Act]
# What is measured, and beside which measure of the floor.
BESIDE = {
    "lookup_code": "code",
    "lookup_code_with_captcha": "code",
    "lookup_number_with_captcha": "number",
    "step": "step",
    "form": "form",
    "filing": "filing",
}


def main() -> None:
    """Measure everything."""
    out: dict[str, Any] = {"date": clock.today().isoformat(), "python": platform.python_version(), "users": USERS}
    with tempfile.TemporaryDirectory(prefix="dvc-bench-") as folder:
        portal, floor = servers.portal(Path(folder) / "dvc"), servers.floor(Path(folder) / "floor")
        out["start_ms"] = servers.starts([floor, portal], ROUNDS)
        out["largest_form"] = forms.compare()
        out["catalogue"] = catalogue.compare()
        out["search"] = search.compare()
        picture = photo(PHOTO_BYTES)
        said("first filing")
        portal.start()
        measures.filing(portal, measures.route("dvc"), picture)()
        portal.stop()
        seeds.grow(portal, 1, FEW)
        out |= compared(portal, floor, picture)
        out["growth"] = growth(portal, picture)
        if os.environ.get("RIGS"):
            said("peers")
            portal.start()
            known = seeds.codes()[: measures.GRANTS]
            out["peers"] = peers.compare(Path(os.environ["RIGS"]), portal, known, seconds=SECONDS, rounds=ROUNDS)
            portal.stop()
    print(json.dumps(out, indent=1))  # noqa: T201 - what the program is for


def compared(portal: Server, floor: Server, picture: bytes) -> dict[str, Any]:
    """Measure portal and floor in turn, round by round."""
    portal.start(), floor.start()
    ours, theirs = our_measures(portal, picture), floor_measures(floor, picture)
    found: dict[str, list[tuple[Row, Row]]] = {name: [] for name in BESIDE}
    memory = []
    for turn in range(ROUNDS):
        for name, beside in BESIDE.items():
            found[name].append((run(portal, ours[name]), run(floor, theirs[beside])))
            said(f"round {turn}: {name}: {found[name][-1]}")
        memory.append(portal.memory_mib())
    for server in (portal, floor):
        server.stop()
    rows = {name: summed(pairs) for name, pairs in found.items()}
    return {"rows": rows, "memory_mib": {"after_each_round": memory}}


def our_measures(portal: Server, picture: bytes) -> dict[str, Make]:
    """Return the portal's measures."""
    way = measures.route("dvc")
    listed = way | {"pages": way["pages"] | {"form": OUR_FORM}}
    return {
        "lookup_code": lambda: measures.known_code(portal, seeds.codes()),
        "lookup_code_with_captcha": lambda: measures.asking(portal, seeds.codes()),
        "lookup_number_with_captcha": lambda: measures.asking(portal, seeds.numbers()),
        "step": lambda: measures.stepping(portal, way, picture),
        "form": lambda: measures.form(portal, listed, picture),
        "filing": lambda: measures.filing(portal, way, picture),
    }


def floor_measures(floor: Server, picture: bytes) -> dict[str, Make]:
    """Return the floor's measures; its look-ups are of dossiers that it has just filed."""
    way = measures.route("floor")
    walker = measures.visitor(floor, way, picture)
    codes = [walker.file(way) for _ in range(20)]
    of_code = [way["pages"]["code"].replace("{code}", code) for code in codes]
    of_number = [way["pages"]["number"].replace("{number}", "000000000000")]
    return {
        "code": lambda: measures.opening(measures.visitor(floor, way, picture), of_code),
        "number": lambda: measures.opening(measures.visitor(floor, way, picture), of_number),
        "step": lambda: measures.stepping(floor, way, picture),
        "form": lambda: measures.form(floor, way, picture),
        "filing": lambda: measures.filing(floor, way, picture),
    }


def run(server: Server, make: Make) -> Row:
    """Run one measure with several visitors, made ready beforehand."""
    return measures.measure(server, [make() for _ in range(USERS)], SECONDS)


def growth(portal: Server, picture: bytes) -> dict[str, Any]:
    """Measure look-up and filing with few dossiers and with many."""
    costs: list[dict[str, float]] = []
    for step, last in enumerate((FEW, GROWTH)):
        if step:
            said(f"growing to {last}")
            seeds.grow(portal, FEW, last)
        portal.start()
        ours = our_measures(portal, picture)
        names = ("lookup_code", "lookup_number_with_captcha", "filing")
        costs.append({name: typical([run(portal, ours[name]) for _ in range(ROUNDS)])["cpu_ms"] for name in names})
        portal.stop()
    few, many = costs
    return {
        "dossiers": [FEW, GROWTH],
        "cpu_ms": costs,
        "ratio": {name: round(many[name] / few[name], 2) for name in few},
    }


def summed(pairs: Sequence[tuple[Row, Row]]) -> dict[str, Any]:
    """Return the medians of both and the median of the rounds' ratios."""
    ours, theirs = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    ratios = [our["cpu_ms"] / their["cpu_ms"] for our, their in pairs]
    return {"dvc": typical(ours), "floor": typical(theirs), "cpu_ratio": round(statistics.median(ratios), 2)}


def typical(rows: Sequence[Row]) -> Row:
    """Return the median of each figure; errors are added up."""
    medians = {name: round(statistics.median(row[name] for row in rows), 3) for name in rows[0]}
    return medians | {"errors": sum(row["errors"] for row in rows)}


def said(what: str) -> None:
    """Tell how far it has come."""
    print(what, file=sys.stderr, flush=True)  # noqa: T201 - progress


main()
