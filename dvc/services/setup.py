"""Give the services what the operator chose, once, when a process starts (app, worker, command)."""

import logging
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TextIO

from dvc.catalogue import loader
from dvc.config import Settings


def install(settings: Settings) -> None:
    """Install storage, channels, the captcha's test switch and the commune's own catalogue for this process."""
    INSTALLED[:] = [settings]
    loader.use(settings.instance / loader.OWN_FOLDER)


INSTALLED: list[Settings] = []
_LOG_FILES: list[TextIO] = []


def settings() -> Settings:
    """Return the settings of the process."""
    return INSTALLED[0]


def set_up_logging(target: str) -> None:
    """Say where the log goes: standard error (`-`) or a file."""
    while _LOG_FILES:
        _LOG_FILES.pop().close()
    if target != "-":
        _LOG_FILES.append(Path(target).open("a", encoding="utf-8"))  # noqa: SIM115 - kept open for the process's life
    logger.cache_clear()


class Log:
    """Takes lines; one that a full disk does not take must not cost anybody the page that tells of it."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write a line or let it go."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Hand on what was written, or keep it."""
        with suppress(OSError):
            self._file.flush()


@cache
def logger() -> Any:
    """Return what writes one JSON object a line; nothing personal is ever logged.

    structlog comes with the first line: most starts write none.
    """
    import structlog  # noqa: PLC0415 - see above

    file: Any = Log(_LOG_FILES[0] if _LOG_FILES else sys.stderr)
    return structlog.wrap_logger(
        structlog.WriteLogger(file),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
