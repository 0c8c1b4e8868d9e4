"""`dvc run`: one start, one stop, and nothing left behind."""

import signal
from contextlib import suppress

import psutil
import pytest

from tests.support.portal import Portal


@pytest.fixture
def running(portal: Portal) -> Portal:
    portal.start("run")
    portal.wait_until(lambda: portal.url in portal.said(), "the address is not printed")
    return portal


def family(portal: Portal) -> list[psutil.Process]:
    assert portal.process is not None
    return psutil.Process(portal.process.pid).children(recursive=True)


def pids(portal: Portal, verb: str) -> set[int]:
    """Return the main processes of a verb; one that has just begun or ended is left out."""
    assert portal.process is not None
    found = set()
    for process in psutil.Process(portal.process.pid).children():
        with suppress(psutil.Error):
            found |= {process.pid} if verb in process.cmdline() else set()
    return found


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_stops_web_and_queue_cleanly(running: Portal, sign: signal.Signals) -> None:
    processes = family(running)
    assert {"web", "worker"} <= {word for process in processes for word in process.cmdline()}
    running.signal(sign)
    assert running.stop() == 0
    assert psutil.wait_procs(processes, timeout=5)[1] == []
    assert "Traceback" not in running.said()


@pytest.mark.parametrize("verb", ["web", "worker"])
def test_a_child_that_dies_is_started_again(running: Portal, verb: str) -> None:
    dead = pids(running, verb)
    for pid in dead:
        psutil.Process(pid).kill()
    running.wait_until(lambda: f"dvc {verb} dừng đột ngột" in running.said(), "the death is not noticed")
    running.wait_until(lambda: bool(pids(running, verb) - dead), "it is not started again")
    running.wait_until(running.answers, "the portal does not answer")
    assert running.stop() == 0


def test_nothing_is_left_behind_when_the_main_process_is_killed(running: Portal) -> None:
    processes = family(running)
    assert running.process is not None
    psutil.Process(running.process.pid).kill()
    assert psutil.wait_procs(processes, timeout=30)[1] == []


def test_a_second_start_goes_on_with_the_same_instance(running: Portal) -> None:
    assert running.stop() == 0
    running.start("run")
    assert running.listed("outbox") == []


def test_what_cannot_start_ends_the_whole_at_once(portal: Portal) -> None:
    done = portal.dvc("run", DVC_QUEUE_URL="mysql://nowhere")
    assert done.returncode == 1
    assert done.stderr.count("DVC_QUEUE_URL") == 1
    assert "dvc worker không khởi động được" in done.stderr
