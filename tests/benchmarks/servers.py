"""Start what is measured, each in processes of its own, and read what they cost."""

import os
import secrets
import signal
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from dvc import crypto, migrations
from tests.support.portal import CHECKOUT, free_port

START_SECONDS = 60
STOP_SECONDS = 5
MIB = 2**20


@dataclass
class Server:
    """One server: how it is started, where it answers, and its environment."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    port: int
    process: subprocess.Popen[bytes] | None = None
    folder: Path = field(default_factory=Path)

    @property
    def base(self) -> str:
        """The address."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> float:
        """Start it; returns the seconds until its home page came."""
        begun = time.perf_counter()
        clean = {name: value for name, value in os.environ.items() if not name.startswith("DVC_")}
        self.process = subprocess.Popen(
            self.command,
            env=clean | {"PYTHONPATH": str(CHECKOUT)} | self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while True:
            try:
                with urllib.request.urlopen(f"{self.base}/", timeout=5) as answer:  # noqa: S310 - our own address
                    answer.read()
                return time.perf_counter() - begun
            except OSError:
                if self.process.poll() is not None or time.perf_counter() - begun > START_SECONDS:
                    raise
                time.sleep(0.005)

    def stop(self) -> None:
        """Stop it and all its processes."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_SECONDS)
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)  # what has only just started may not hear the first
            self.process.wait()
            self.process = None

    def processes(self) -> list[psutil.Process]:
        """Return the server's processes, its first one included."""
        assert self.process is not None
        first = psutil.Process(self.process.pid)
        return [first, *first.children(recursive=True)]

    def cpu_seconds(self) -> float:
        """Return the CPU time that all its processes have used."""
        return sum(sum(process.cpu_times()[:2]) for process in self.processes())

    def memory_mib(self) -> float:
        """Return the private memory of the largest process."""
        return round(max(process.memory_full_info().uss for process in self.processes()) / MIB, 1)


def portal(folder: Path, workers: int = 2) -> Server:
    """Prepare a portal with the demo's agencies and people."""
    instance = folder / "instance"
    instance.mkdir(parents=True)
    port = free_port()
    environment = {
        "DVC_ENV": "test",
        "DVC_INSTANCE": str(instance),
        "DVC_DATABASE_URL": f"sqlite:///{instance / 'dvc.sqlite3'}",
        "DVC_KEYS": crypto.new_ring().dumps(),
        "DVC_CAPTCHA_ANSWER": "ABCDE",
        "DVC_LIMITS": "off",
        "DVC_STATE_DATA": "off",  # the filing that is measured sends its paper
        "DVC_LOG": str(folder / "dvc.log"),
        "DVC_PORT": str(port),
        "DVC_WORKERS": str(workers),
    }
    migrations.upgrade(environment["DVC_DATABASE_URL"])
    made = Server("dvc", [sys.executable, "-m", "dvc", "web"], environment, port, folder=instance)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DVC_")}
    command = [sys.executable, "-m", "dvc", "demo"]
    subprocess.run(command, env=clean | {"PYTHONPATH": str(CHECKOUT)} | environment, check=True, capture_output=True)
    return made


def floor(folder: Path, workers: int = 2) -> Server:
    """Prepare the floor, served as the portal is."""
    folder.mkdir(parents=True)
    port = free_port()
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]
    command = [sys.executable, "-m", "granian", *options, "--blocking-threads", "8", "tests.benchmarks.floor_app:app"]
    environment = {"FLOOR_DATA": str(folder), "FLOOR_KEY": secrets.token_hex(32)}
    return Server("floor", command, environment, port, folder=folder)


def starts(servers: Sequence[Server], rounds: int) -> dict[str, float]:
    """Start each server several times, in turn; returns the median milliseconds until the home page came."""
    took: dict[str, list[float]] = {server.name: [] for server in servers}
    for _ in range(rounds):
        for server in servers:
            took[server.name].append(server.start() * 1000)
            server.stop()
    return {name: round(statistics.median(found), 1) for name, found in took.items()}


def measured(server: Server, act: Callable[[], int]) -> tuple[int, float, float]:
    """Let something happen; returns how often it did, the seconds it took, and the server's CPU seconds."""
    begun, before = time.perf_counter(), server.cpu_seconds()
    count = act()
    return count, time.perf_counter() - begun, server.cpu_seconds() - before
