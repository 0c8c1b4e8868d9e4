"""Measure the search over 700 procedures: the scorer beside SQLite FTS5, the page beside the floor's home page.

`python -m tests.benchmarks.search` prints one JSON; `ROUNDS` and `SECONDS_EACH` as for the whole benchmark.
"""

import json
import sqlite3
import statistics
import tempfile
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dvc.catalogue import loader, phrases
from dvc.domain.listings import Listing
from dvc.domain.search import build, search
from dvc.domain.text import fold, folded_words
from tests.benchmarks import measures, servers
from tests.benchmarks.walker import Walker

PROCEDURES = 700
USERS = 4
# What is asked for all day: kept after a while, as the 200 different phrases are not.
OFTEN = ("khai sinh", "ket hon", "đất", "ho kinh doanh", "xây dựng", "chung thuc", "trợ cấp", "khai tử")
ROUNDS, SECONDS = 3, 4.0
FIRST = 3
TABLES = Path(__file__).parents[1] / "catalogue" / "phrases"
Find = Callable[[str], Sequence[str]]


def main() -> None:
    """Measure and print."""
    print(json.dumps(compare(), indent=1))  # noqa: T201 - what the program is for


def compare() -> dict[str, Any]:
    """Return what a search takes, alone and as a page."""
    asked = table()
    listings = grown()
    found: dict[str, Any] = {"procedures": len(listings), "phrases": len(asked)}
    for name, make in (("memory", in_memory), ("fts5", in_fts5)):
        begun = time.perf_counter()
        find = make(listings)
        found[name] = {"build_ms": round((time.perf_counter() - begun) * 1000)} | figures(find, asked)
    found["page"] = pages(list(asked))
    return found


def table() -> Mapping[str, Sequence[str]]:
    """Return all 200 phrases with what answers them."""
    halves = [tomllib.loads((TABLES / f"{half}.toml").read_text(encoding="utf-8")) for half in ("tuning", "held_out")]
    asked: Mapping[str, Sequence[str]] = halves[0]["phrases"] | halves[1]["phrases"]
    return asked


def grown() -> list[Listing]:
    """Return the catalogue's procedures, the same under other codes until there are enough."""
    own = [one for one in loader.listings().values() if not one.draft]
    more = (replace(one, code=f"{turn}{one.code}", words=()) for turn in range(1, 9) for one in own)
    return [*own, *more][:PROCEDURES]


def in_memory(listings: Sequence[Listing]) -> Find:
    """Return the portal's own search."""
    index = build(listings, phrases.phrases())
    return lambda typed: [hit.code for hit in search(index, typed)]


def in_fts5(listings: Sequence[Listing]) -> Find:
    """Return what SQLite alone does: folded words ranked by BM25, and trigrams where they find nothing."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE word USING fts5(code UNINDEXED, name, said, tokenize='unicode61')")
    base.execute("CREATE VIRTUAL TABLE gram USING fts5(code UNINDEXED, name, said, tokenize='trigram')")
    rows = [(one.code, fold(f"{one.short_name} {one.name}"), fold(" . ".join(_said(one)))) for one in listings]
    for name in ("word", "gram"):
        base.executemany(f"INSERT INTO {name} VALUES (?, ?, ?)", rows)  # noqa: S608 - our own two names

    def find(typed: str) -> list[str]:
        words = folded_words(typed)
        grams = sorted({word[at : at + 3] for word in words for at in range(len(word) - 2)})
        for name, terms in (("word", words), ("gram", grams)):
            query = " OR ".join(f'"{term}"' for term in terms)
            sql = f"SELECT code FROM {name} WHERE {name} MATCH ? ORDER BY bm25({name}, 0, 3, 2) LIMIT 30"  # noqa: S608 - as above
            found = [row[0] for row in base.execute(sql, (query,))] if query else []
            if found:
                return found
        return []

    return find


def _said(listing: Listing) -> Sequence[str]:
    said = phrases.phrases().said
    return [*listing.words, *(phrase for phrase, codes in said.items() if listing.code in codes), *listing.results]


def figures(find: Find, asked: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Return what a search takes, and of how many phrases the first three hold the answer."""
    spans = []
    for typed in (*asked, *asked, *asked):
        begun = time.process_time()  # of this process alone: the machine may be busy
        find(typed)
        spans.append((time.process_time() - begun) * 1000)
    spans.sort()
    hits = sum(bool(set(find(typed)[:FIRST]) & set(wanted)) for typed, wanted in asked.items())
    return {
        "cpu_p50_ms": round(statistics.median(spans), 2),
        "cpu_p99_ms": round(spans[int(len(spans) * 0.99)], 2),
        "recall_at_3": round(hits / len(asked), 3),
    }


def pages(asked: Sequence[str]) -> dict[str, Any]:
    """Return what the page of the list takes at several users, beside a bare page of the floor, round by round."""
    with tempfile.TemporaryDirectory(prefix="dvc-bench-") as folder:
        portal, floor = servers.portal(Path(folder) / "dvc"), servers.floor(Path(folder) / "floor")
        fill(portal.folder / loader.OWN_FOLDER)
        portal.start()
        floor.start()
        try:
            rounds = [(run(portal, asked), run(portal, OFTEN), run(floor, [])) for _ in range(ROUNDS)]
        finally:
            portal.stop()
            floor.stop()
    ours, often, theirs = zip(*rounds, strict=True)
    return {
        "dvc": typical(ours),
        "dvc_often": typical(often),
        "floor": typical(theirs),
        "cpu_ratio": round(statistics.median(row[0]["cpu_ms"] / row[2]["cpu_ms"] for row in rounds), 2),
        "cpu_ratio_often": round(statistics.median(row[1]["cpu_ms"] / row[2]["cpu_ms"] for row in rounds), 2),
    }


def fill(folder: Path) -> None:
    """Write a commune's own procedures until there are enough with the shipped ones."""
    folder.mkdir(parents=True, exist_ok=True)
    shipped = [one for one in loader.listings().values() if one.generic and not one.draft]
    missing = PROCEDURES - sum(not one.draft for one in loader.listings().values())
    for number, one in zip(range(missing), cycle(shipped), strict=False):
        code = f"3.9{number:05d}"
        text = (loader.FOLDER / f"{one.code}.toml").read_text(encoding="utf-8")
        text = text.replace(f'code = "{one.code}"', f'code = "{code}"', 1)
        (folder / f"{code}.toml").write_text(text, encoding="utf-8")


def run(server: servers.Server, asked: Sequence[str]) -> measures.Row:
    """Let several visitors look for things; without phrases they open the home page."""
    paths = [f"/thu-tuc?q={quote(typed)}" for typed in asked] or ["/"]
    visitors = [measures.opening(Walker(server.base), paths[turn:] + paths[:turn]) for turn in range(USERS)]
    return measures.measure(server, visitors, SECONDS)


def typical(rows: Sequence[measures.Row]) -> measures.Row:
    """Return the median of each figure."""
    return {name: round(statistics.median(row[name] for row in rows), 3) for name in rows[0]}


if __name__ == "__main__":
    main()
