"""Give the services what the operator chose, once, when a process starts (app, worker, command)."""

from dvc.config import Settings


def install(settings: Settings) -> None:
    """Install storage, channels and the captcha's test switch for this process."""
    INSTALLED[:] = [settings]


INSTALLED: list[Settings] = []


def settings() -> Settings:
    """Return the settings of the process."""
    return INSTALLED[0]
