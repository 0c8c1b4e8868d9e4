"""Give the services what the operator chose, once, when a process starts (app, worker, command)."""

import logging
import sys
from pathlib import Path
from typing import TextIO

import structlog

from dvc.config import Settings


def install(settings: Settings) -> None:
    """Install storage, channels and the captcha's test switch for this process."""
    INSTALLED[:] = [settings]


INSTALLED: list[Settings] = []
_LOG_FILES: list[TextIO] = []


def settings() -> Settings:
    """Return the settings of the process."""
    return INSTALLED[0]


def set_up_logging(target: str) -> None:
    """Write one JSON object a line to standard error or a file; nothing personal is ever logged."""
    while _LOG_FILES:
        _LOG_FILES.pop().close()
    file: TextIO = sys.stderr
    if target != "-":
        file = Path(target).open("a", encoding="utf-8")  # noqa: SIM115 - kept open for the process's life
        _LOG_FILES.append(file)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file),
    )
