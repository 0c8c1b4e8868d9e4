"""Kill parts of a running portal without a word, as a power cut or the kernel does, and set it going again."""

import os
import random
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock

import psutil

from tests.support.portal import Portal


@dataclass
class Killer:
    """Kills what `dvc run` started; the supervisor sets it going again, or we do when it was killed as well."""

    portal: Portal
    chance: random.Random
    killed: list[str] = field(default_factory=list)
    turn: Lock = field(default_factory=Lock)

    def kill(self, what: str) -> None:
        """Kill a group (`web`, `worker`), one process of the web (`one`), or everything (`all`)."""
        with self.turn:
            self._kill(what)

    def _kill(self, what: str) -> None:
        self.killed.append(what)
        if what == "all":
            self._kill_all()
        elif what == "one":
            for main in self._mains("web"):
                workers = main.children()
                if workers:
                    _end(self.chance.choice(workers).pid)
        else:
            for main in self._mains(what):
                _end_group(main.pid)

    def _kill_all(self) -> None:
        assert self.portal.process is not None
        family = psutil.Process(self.portal.process.pid).children(recursive=True)
        groups = [main.pid for verb in ("web", "worker") for main in self._mains(verb)]
        self.portal.process.kill()  # first, or it would start the others again
        for group in groups:
            _end_group(group)
        for process in family:
            _end(process.pid)
        self.portal.kill()
        psutil.wait_procs(family, timeout=30)
        self.portal.start("run")

    def _mains(self, verb: str) -> list[psutil.Process]:
        assert self.portal.process is not None
        found = []
        for process in psutil.Process(self.portal.process.pid).children():
            with suppress(psutil.Error):
                found += [process] if verb in process.cmdline() else []
        return found


def _end(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _end_group(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
