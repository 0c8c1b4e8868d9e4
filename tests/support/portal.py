"""A whole portal as people run it: `dvc run` or `dvc web` in processes of their own."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any, Self

import pytest
import requests

START_SECONDS = 30
CHECKOUT = Path(__file__).parents[2]


class Portal:
    """One portal; `start` again after `stop` or `kill` and it goes on where it was."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        clean = {name: value for name, value in os.environ.items() if not name.startswith("DVC_")}
        paths = {"PYTHONPATH": str(CHECKOUT), "PYTHONUNBUFFERED": "1"}
        self.environment = clean | paths | environment | {"DVC_PORT": str(self.port)}
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, verb: str = "web") -> Self:
        """Start and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dvc", verb],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_until(self.answers, f"dvc {verb} does not answer")
        return self

    def answers(self) -> bool:
        """Tell whether it says that it is alive."""
        try:
            return requests.get(f"{self.url}/healthz", timeout=5).ok
        except requests.ConnectionError:
            return False

    def wait_until(self, holds: Callable[[], bool], sentence: str, *, seconds: float = START_SECONDS) -> None:
        """Wait for something, or fail with the portal's own log."""
        pause = Event()
        for _ in range(int(seconds * 20)):
            if holds():
                return
            dead = self.process is None or self.process.poll() is not None
            if dead:
                break
            pause.wait(0.05)
        raise AssertionError(f"{sentence}\n{self.said()}")

    def said(self) -> str:
        """Return what the processes wrote."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def dvc(self, *arguments: str, given: str | None = None, **changed: str) -> subprocess.CompletedProcess[str]:
        """Run a command on the same instance, with some settings changed."""
        command = [sys.executable, "-m", "dvc", *arguments]
        environment = self.environment | changed
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, input=given, check=False, timeout=120
        )

    def listed(self, verb: str) -> list[dict[str, Any]]:
        """Return what `dvc <verb> --json` lists."""
        done = self.dvc(verb, "--json")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def signal(self, sign: signal.Signals = signal.SIGTERM) -> None:
        """Send a signal to the main process."""
        assert self.process is not None
        self.process.send_signal(sign)

    def stop(self) -> int:
        """Stop in order and return the exit code."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.signal()
        try:
            return self.process.wait(40)
        finally:
            self.kill()

    def kill(self) -> None:
        """Kill at once; its children notice and go too."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


def free_port() -> int:
    """Return a port on which nobody listens now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture
def portal(environment: dict[str, str], tmp_path: Path) -> Iterator[Portal]:
    """Return a portal that is not started yet."""
    made = Portal(environment, tmp_path / "portal.log")
    yield made
    made.stop()


@pytest.fixture
def server(portal: Portal) -> Portal:
    """Start the web server of a portal."""
    return portal.start("web")
