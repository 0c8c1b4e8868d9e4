"""Run the processes: all in one, or each by itself."""

import argparse
import signal
import sys
from functools import partial

from dvc import crypto
from dvc.cli import ground, parent, preparation
from dvc.config import Settings


def run(settings: Settings, _chosen: argparse.Namespace) -> int:
    """Run the web server and the queue consumer together until told to stop."""
    from dvc.cli.supervisor import Child, supervise  # noqa: PLC0415 - a verb imports what it needs

    ground.check_folder(settings.instance)
    ground.check_port(settings.host, settings.port)
    _refuse_unsafe(settings)
    if settings.env != "production":
        preparation.prepare(settings)
    preparation.check_current(settings)
    ground.open_keys(settings)
    command = (sys.executable, "-m", "dvc")
    children = [Child("web", (*command, "web", "--child")), Child("worker", (*command, "worker", "--child"))]
    return supervise(children, ready=partial(_announce, settings), address=(settings.host, settings.port))


def web(settings: Settings, chosen: argparse.Namespace) -> int:
    """Serve the pages."""
    from dvc.cli.web_server import serve  # noqa: PLC0415 - a verb imports what it needs

    if not chosen.child:
        ground.check_port(settings.host, settings.port)
    _enter(settings, child=chosen.child)
    serve(settings)
    return 0


def worker(settings: Settings, chosen: argparse.Namespace) -> int:
    """Work through the queue."""
    from dvc.tasks import consumer  # noqa: PLC0415 - a verb imports what it needs

    _enter(settings, child=chosen.child)
    ground.open_keys(settings)
    consumer.run(settings)
    return 0


def _enter(settings: Settings, *, child: bool) -> None:
    if child:  # `run` has looked at everything already
        parent.die_with_it(signal.SIGTERM)
        return
    ground.check_folder(settings.instance)
    _refuse_unsafe(settings)
    preparation.check_current(settings)
    # Before there are several of us, who would each make their own.
    ground.open_keys(settings, make=settings.env != "production")


def _refuse_unsafe(settings: Settings) -> None:
    has_keys = crypto.load(settings.keys, ground.key_file(settings)) is not None
    settings.refuse_unsafe(has_keys=has_keys)


def _announce(settings: Settings) -> None:
    print(f"Mở trang: {settings.public_url or f'http://{settings.host}:{settings.port}'}/")
    if settings.env == "demo":
        from dvc.cli import listings  # noqa: PLC0415 - a verb imports what it needs

        listings.print_sign_ins(settings)
    print("Nhấn Ctrl-C để dừng.", flush=True)
