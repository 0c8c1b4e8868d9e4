"""Keep several processes running as one: start them, start a dead one again, stop them together."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

STOP_SECONDS = 29.0
LOOK_SECONDS = 0.1
DEATHS_ALLOWED = 3
DEATHS_WINDOW_SECONDS = 60.0


@dataclass
class Child:
    """One process and when it died."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)
    starts: int = 0

    def start(self) -> None:
        """Start in a session of its own: a terminal's Ctrl-C goes to us, we pass it on once."""
        self.starts += 1
        self.process = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603 - our own command

    def died(self) -> bool:
        """Tell whether the process has ended."""
        return self.process is not None and self.process.poll() is not None

    def refused(self) -> bool:
        """Tell whether the first start ended with exit code 1, our own way of saying what is wrong."""
        return self.starts == 1 and self.process is not None and self.process.returncode == 1

    def may_restart(self, now: float) -> bool:
        """Note a death; tell whether there were few enough of them lately."""
        self.deaths = [moment for moment in self.deaths if now - moment < DEATHS_WINDOW_SECONDS] + [now]
        return len(self.deaths) <= DEATHS_ALLOWED

    def stop(self, deadline: float) -> None:
        """Wait for the end until the deadline, then kill what is left."""
        if self.process is None:
            return
        try:
            self.process.wait(max(deadline - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            print(f"dvc {self.name} chưa dừng sau {STOP_SECONDS:.0f} giây nên bị ngắt.", file=sys.stderr)
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def supervise(children: Sequence[Child], *, ready: Callable[[], None], address: tuple[str, int]) -> int:
    """Run the children until SIGTERM or SIGINT; `ready` is called once when the address answers.

    Returns 0 after an orderly stop, 1 when a child could not start or kept dying.
    """
    stopping = _stop_on_signals()
    for child in children:
        child.start()
    announced = False
    code = 0
    while not stopping.wait(LOOK_SECONDS):
        if not announced and answers(address):
            announced = True
            ready()
        if not all(_alive(child, restart=announced) for child in children):
            code = 1
            break
    _stop(children)
    return code


def answers(address: tuple[str, int]) -> bool:
    """Tell whether the web server says that it is alive."""
    link = http.client.HTTPConnection(*address, timeout=5)
    try:
        link.request("GET", "/healthz")
        return link.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()


def _alive(child: Child, *, restart: bool) -> bool:
    if not child.died():
        return True
    if not restart or child.refused():  # it would only die again
        print(f"dvc {child.name} không khởi động được: đã dừng cả cổng. Xem nhật ký ở trên.", file=sys.stderr)
        return False
    if not child.may_restart(time.monotonic()):
        print(f"dvc {child.name} dừng đột ngột nhiều lần: đã dừng cả cổng. Xem nhật ký ở trên.", file=sys.stderr)
        return False
    print(f"dvc {child.name} dừng đột ngột: đang khởi động lại.", file=sys.stderr)
    child.start()
    return True


def _stop(children: Sequence[Child]) -> None:
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        if child.process is not None and child.process.poll() is None:
            child.process.terminate()
    for child in children:
        child.stop(deadline)


def _stop_on_signals() -> threading.Event:
    stopping = threading.Event()

    def note(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, note)
    signal.signal(signal.SIGINT, note)
    return stopping
