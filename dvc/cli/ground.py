"""Look at the ground before anything is made: the folder, the port, the keys."""

import os
import socket
from pathlib import Path

from dvc import crypto
from dvc.config import Settings
from dvc.db import Database
from dvc.errors import DvcError


class Refused(DvcError):
    """The command cannot be done here; the message is the one sentence to print."""


def check_folder(folder: Path) -> None:
    """Refuse when the folder can neither be written nor made.

    Raises:
        Refused: no permission, or a file stands in the way.

    """
    standing = next(path for path in (folder, *folder.parents) if path.exists())
    if not standing.is_dir() or not os.access(standing, os.W_OK | os.X_OK):
        raise Refused(
            f"Không ghi được vào thư mục {folder}: hãy cấp quyền ghi hoặc đặt DVC_INSTANCE sang thư mục khác."
        )


def check_port(host: str, port: int) -> None:
    """Refuse when another program listens there: the server shares its port, so it would not notice itself.

    Raises:
        Refused: the port is taken or may not be used.

    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            trial.listen(1)
    except OSError as error:
        raise Refused(
            f"Không dùng được cổng {port} trên {host} ({error.strerror}): hãy dừng chương trình "
            "đang dùng cổng đó hoặc đặt DVC_PORT sang số khác."
        ) from error


def open_keys(settings: Settings, *, make: bool = False) -> crypto.KeyRing:
    """Install the portal's keys; `make` makes missing ones in the instance folder.

    Raises:
        Refused: there are none.

    """
    path = key_file(settings)
    ring = crypto.load(settings.keys, path)
    if ring is None and not make:
        raise Refused("Chưa có khoá mã hoá: hãy chạy dvc keys new, hoặc đặt DVC_KEYS.")
    if ring is None:
        ring = crypto.new_ring()
        crypto.save(ring, path)
    crypto.install(ring)
    return ring


def key_file(settings: Settings) -> Path:
    """Return where the keys lie when they are not in the environment."""
    return settings.instance / "keys.json"


def open_database(settings: Settings) -> Database:
    """Open the keys and the database for a command."""
    check_folder(settings.instance)
    open_keys(settings)
    return Database(settings.database_url)


def demo_only(settings: Settings, verb: str) -> None:
    """Refuse a verb that shows or makes what a real portal must not.

    Raises:
        Refused: this is production.

    """
    if settings.env == "production":
        raise Refused(f"Lệnh dvc {verb} chỉ dùng khi DVC_ENV là demo hoặc test.")
