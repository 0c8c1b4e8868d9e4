"""The peers of the load rig: its own program runs them and the portal interleaved; this only starts it.

`RIGS` is the rig's folder; what its README says of preparing the peers must have been done (`PEERS`, by default
`~/.cache/dvc-peers`). A peer that is not prepared is left out.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.servers import Server

FOLDER = Path(__file__).parent
# The rig's visitors know forms, not links; the rest of the rig is unchanged.
PROGRAM = """
import html, re, sys
from urllib.parse import urljoin
sys.path.insert(0, {rigs!r})
import common, load

class Linked(common.Filing):
    async def take(self, step):
        if "link" not in step:
            return await super().take(step)
        target = html.unescape(re.search(step["link"], self.page.text)[1])
        self.page = await self.client.follow("GET", urljoin(self.page.url, target))
        return self.page

load.Filing = Linked
load.main()
"""


def compare(rigs: Path, portal: Server, codes: Sequence[str], *, seconds: float, rounds: int) -> dict[str, Any]:
    """Run the load rig on the floor of the rig, the portal and Django; returns what it prints."""
    peers = Path(os.environ.get("PEERS", "~/.cache/dvc-peers")).expanduser()
    maps, running = [], []
    try:
        for name, folder, port, command in _prepared(rigs, peers):
            peer = Server(name, command, _environment(peers), port)
            peer.start()
            running.append(peer)
            maps.append(_with(rigs / "routes" / f"{name}.json", folder / "codes.txt", portal.folder / f"{name}.json"))
        maps += _ours(portal, codes)
        options = [
            "--measure",
            "lookup,step,turn,form,search,filing,memory",
            "--seconds",
            str(seconds),
            "--rounds",
            str(rounds),
        ]
        command = [sys.executable, "-c", PROGRAM.format(rigs=str(rigs)), *maps, *options]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=1800)
        found: dict[str, Any] = json.loads(done.stdout)
        return found
    finally:
        for peer in running:
            peer.stop()


def _ours(portal: Server, codes: Sequence[str]) -> list[str]:
    """Write the portal's two maps: filing, signed in; and the look-up, by a visitor who has passed the captcha."""
    filing = json.loads((FOLDER / "routes-dvc.json").read_text(encoding="utf-8")) | {"base": portal.base}
    asked = [{"form": "captcha_id", "fields": {"query": code, "captcha": "ABCDE"}} for code in codes]
    again = {"link": 'href="(/tra-cuu)"'}
    lookup: dict[str, Any] = {
        "name": "dvc-lookup",
        "base": portal.base,
        "codes": str(portal.folder / "known-codes.txt"),
        "pages": {"result": "/tra-cuu/{code}"},
        "expect": {"result": codes[0]},
        "lookup_signed_in": True,
        "signin": {"start": "/tra-cuu", "steps": [step for one in asked for step in (one, again)]},
    }
    Path(lookup["codes"]).write_text("\n".join(codes), encoding="utf-8")
    paths = [portal.folder / f"{one['name']}.json" for one in (filing, lookup)]
    for path, one in zip(paths, (filing, lookup), strict=True):
        path.write_text(json.dumps(one), encoding="utf-8")
    return [str(path) for path in paths]


def _prepared(rigs: Path, peers: Path) -> list[tuple[str, Path, int, list[str]]]:
    gunicorn = ["-w", "2", "-k", "gthread", "--threads", "4", "-b", "127.0.0.1:8110", "--chdir", str(rigs)]
    bare = [str(peers / "bare-venv" / "bin" / "gunicorn"), *gunicorn, "bare_app:app"]
    django = ["bash", str(rigs / "peer_django" / "serve.sh"), "8101"]
    known = [("bare", peers / "bare", 8110, bare), ("django", peers / "django-data", 8101, django)]
    return [one for one in known if (one[1] / "codes.txt").exists()]


def _environment(peers: Path) -> dict[str, str]:
    return {
        "BARE_DATA": str(peers / "bare"),
        "PEER_DATA": str(peers / "django-data"),
        "PEER_VENV": str(peers / "django-venv"),
        "PEER_BOOTSTRAP": str(peers / "bootstrap" / "node_modules" / "bootstrap" / "dist"),
    }


def _with(route: Path, codes: Path, copy: Path) -> str:
    copy.write_text(json.dumps(json.loads(route.read_text()) | {"codes": str(codes)}), encoding="utf-8")
    return str(copy)
