"""Serve the portal with granian; why it, and whence these figures: docs/adr/0002-wsgi-server.md."""

import ctypes
import gc
import os
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from dvc.cli import parent
from dvc.config import Settings

APPLICATION = "dvc.app"
Application = Callable[..., Any]
# More than the 60 slow bodies that one worker must hold at once; a thread is made only when it is needed.
THREADS = 96
# Also the time that an idle connection is kept: a slow link must not reconnect for each page.
HEADER_MILLISECONDS = 80_000
DRAIN_SECONDS = 28
# A phone that left the network sends no goodbye; after 30 + 3 x 10 seconds its thread is free again.
OPEN_FILES = Path("/proc/self/fd")
M_ARENA_MAX, M_MMAP_THRESHOLD = -8, -3
HEAPS = 2
BIG_BYTES = 256 * 1024
KEEPALIVE = ((socket.TCP_KEEPIDLE, 30), (socket.TCP_KEEPINTVL, 10), (socket.TCP_KEEPCNT, 3))


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; running requests are let finish."""
    # Before the workers fork: they share its memory and start sooner. It opens no connection until it is asked.
    gc.disable()
    application: Application = import_module(APPLICATION).create_app()
    gc.collect()
    gc.freeze()
    gc.enable()
    _keep_memory_together()
    os.register_at_fork(after_in_child=_enter_worker)
    server = Granian(
        APPLICATION,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=THREADS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MILLISECONDS),
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=DRAIN_SECONDS,
    )
    server.serve(target_loader=partial(_hand_over, application), wrap_loader=False)
    # All is drained: a second SIGTERM, from somebody impatient, must not turn a clean end into a killed one.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _keep_memory_together() -> None:
    # Each thread would get a heap of its own, and keep there what a photograph once took; only glibc can be asked.
    with suppress(AttributeError, OSError):
        libc = ctypes.CDLL(None)
        libc.mallopt(M_ARENA_MAX, HEAPS)
        libc.mallopt(M_MMAP_THRESHOLD, BIG_BYTES)


def _hand_over(application: Application) -> Application:
    threading.Thread(target=_keep_watch_on_peers, daemon=True).start()
    return application


def _enter_worker() -> None:
    # Until a worker sets its own handlers it has copies of the parent's, which would swallow an early SIGTERM.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent.die_with_it(signal.SIGTERM)


def _keep_watch_on_peers() -> None:
    # The server opens its listening socket itself, after this; what is accepted inherits its options.
    pause = threading.Event()
    for _ in range(100):
        if _watched_listeners():
            return
        pause.wait(0.1)


def _watched_listeners() -> int:
    found = 0
    for entry in OPEN_FILES.iterdir() if OPEN_FILES.exists() else ():
        try:
            with socket.socket(fileno=os.dup(int(entry.name))) as peer:
                if not peer.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                    continue
                peer.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
                for option, seconds in KEEPALIVE:
                    peer.setsockopt(socket.IPPROTO_TCP, option, seconds)
                found += 1
        except OSError:  # no socket, or gone meanwhile
            continue
    return found
