"""Read the environment once, into one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from dvc.errors import DvcError

Env = Literal["production", "demo", "test"]
TEST_SWITCHES = ("DVC_CAPTCHA_ANSWER", "DVC_LIMITS")


class BadSettings(DvcError):
    """The environment asks for something that cannot be; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator decides; `docs/operations.md` explains each."""

    env: Env
    instance: Path
    database_url: str
    queue_url: str
    storage_url: str
    smtp_url: str = ""
    sms_url: str = ""
    sms_template: Path | None = None
    public_url: str = ""
    keys: str = ""
    log: str = "-"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    trusted_proxy: int = 0
    captcha_answer: str = ""
    limits: bool = True
    state_data: str = ""

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the `DVC_*` variables.

        Raises:
            BadSettings: a value has no meaning, or a test switch is set in production.

        """
        env = _env(environ)
        instance = Path(environ.get("DVC_INSTANCE", "instance")).absolute()
        template = environ.get("DVC_SMS_TEMPLATE", "")
        return cls(
            env=env,
            instance=instance,
            database_url=environ.get("DVC_DATABASE_URL") or f"sqlite:///{instance / 'dvc.sqlite3'}",
            queue_url=environ.get("DVC_QUEUE_URL") or f"sqlite:///{instance / 'queue.sqlite3'}",
            storage_url=environ.get("DVC_STORAGE_URL") or f"file://{instance / 'files'}",
            smtp_url=environ.get("DVC_SMTP_URL", ""),
            sms_url=environ.get("DVC_SMS_URL", ""),
            sms_template=Path(template) if template else None,
            public_url=environ.get("DVC_PUBLIC_URL", "").rstrip("/"),
            keys=environ.get("DVC_KEYS", ""),
            log=environ.get("DVC_LOG", "-"),
            host=environ.get("DVC_HOST", "127.0.0.1"),
            port=_whole(environ, "DVC_PORT", 8000),
            workers=_whole(environ, "DVC_WORKERS", 2),
            trusted_proxy=_whole(environ, "DVC_TRUSTED_PROXY", 0),
            captcha_answer=environ.get("DVC_CAPTCHA_ANSWER", "").upper(),
            state_data=_state_data(environ, env),
            limits=environ.get("DVC_LIMITS", "") != "off",
        )

    @property
    def behind_tls(self) -> bool:
        """Tell whether people reach the portal by https."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def demo_channel(self) -> bool:
        """Tell whether messages may stay in the outbox for want of a real channel."""
        return self.env != "production"

    def refuse_unsafe(self, *, has_keys: bool) -> None:
        """Stop a production start that lacks what keeps people safe (decisions: 31).

        Raises:
            BadSettings: keys, an SMS channel or a public https address is missing.

        """
        if self.env != "production":
            return
        missing = [
            name
            for name, given in (
                ("DVC_KEYS (hoặc keys.json trong DVC_INSTANCE)", has_keys),
                ("DVC_SMS_URL", bool(self.sms_url)),
                ("DVC_PUBLIC_URL (địa chỉ https)", self.behind_tls),
            )
            if not given
        ]
        if missing:
            raise BadSettings("Chưa thể chạy thật: còn thiếu " + ", ".join(missing) + ".")


def _env(environ: Mapping[str, str]) -> Env:
    value = environ.get("DVC_ENV", "production")
    if value not in ("production", "demo", "test"):
        raise BadSettings(f"DVC_ENV là production, demo hoặc test; đang là {value}.")
    if value == "production":
        switches = [name for name in TEST_SWITCHES if environ.get(name)]
        if switches:
            raise BadSettings(f"{', '.join(switches)} chỉ dùng khi DVC_ENV là demo hoặc test.")
    return value  # type: ignore[return-value]  # narrowed by the check above


def _state_data(environ: Mapping[str, str], env: Env) -> str:
    # The registers' own door needs an agreement with their keepers; until then only the demo's invented people.
    value = environ.get("DVC_STATE_DATA", "off" if env == "production" else "demo")
    if value not in ("off", "demo") or (value == "demo" and env == "production"):
        raise BadSettings(f"DVC_STATE_DATA là off, hoặc demo khi chạy thử; đang là {value}.")
    return "" if value == "off" else value


def _whole(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, "")
    if not text:
        return default
    if not text.isdigit():
        raise BadSettings(f"{name} là một số nguyên; đang là {text}.")
    return int(text)
