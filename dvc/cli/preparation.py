"""Prepare a portal: its database, a real commune, or the demo."""

import argparse
from importlib import import_module
from pathlib import Path

from sqlalchemy import create_engine, inspect, make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from dvc import migrations
from dvc.cli import ground, questions
from dvc.config import Settings
from dvc.db import Database
from dvc.domain.actor import SYSTEM


def prepare(settings: Settings) -> None:
    """Make everything that a demo or a test needs; what stands already is left alone."""
    ground.check_folder(settings.instance)
    settings.instance.mkdir(parents=True, exist_ok=True)
    ground.open_keys(settings, make=True)
    _upgrade(settings)
    if settings.env == "demo":
        _load_demo(settings)


def migrate(settings: Settings, _chosen: argparse.Namespace) -> int:
    """Bring the database up to the newest migration."""
    ground.check_folder(settings.instance)
    settings.instance.mkdir(parents=True, exist_ok=True)
    _upgrade(settings)
    print(f"Cơ sở dữ liệu đã ở bản mới nhất ({migrations.head()}).")
    return 0


def demo(settings: Settings, _chosen: argparse.Namespace) -> int:
    """Make the demo people and some dossiers."""
    ground.demo_only(settings, "demo")
    prepare(settings)
    if settings.env != "demo":  # there it was loaded while preparing
        _load_demo(settings)
    print("Đã có người dùng mẫu và hồ sơ mẫu. Xem: dvc accounts --json")
    return 0


def init(settings: Settings, chosen: argparse.Namespace) -> int:
    """Prepare a real commune: its agency and its first officer; done again, it changes nothing."""
    founding = import_module("dvc.services.founding")  # heavy, and needed by this verb only
    ground.check_folder(settings.instance)
    charter = founding.charter(questions.ask(chosen))
    settings.instance.mkdir(parents=True, exist_ok=True)
    ground.open_keys(settings, make=True)
    _upgrade(settings)
    database = Database(settings.database_url)
    try:
        with database.transaction() as session:
            made = founding.found(session, charter, actor=SYSTEM)
    finally:
        database.close()
    print("Đã tạo: " + "; ".join(made) + "." if made else "Đã có đủ từ trước, không thay đổi gì.")
    return 0


def check_current(settings: Settings) -> None:
    """Refuse to run on a database that is not at the newest migration.

    Raises:
        Refused: it is older or newer, or does not answer.

    """
    found = _revision(settings)
    if found != migrations.head():
        raise ground.Refused(
            f"Cơ sở dữ liệu ở bản {found or 'trống'}, chương trình cần bản {migrations.head()}: hãy chạy dvc migrate."
        )


def _revision(settings: Settings) -> str:
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return ""  # looking would make the file
    engine = create_engine(settings.database_url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return ""
            return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")
    except OperationalError as error:
        raise _unreachable() from error
    finally:
        engine.dispose()


def _upgrade(settings: Settings) -> None:
    if _revision(settings) == migrations.head():
        return
    try:
        migrations.upgrade(settings.database_url)
    except SQLAlchemyError as error:
        raise ground.Refused(f"Không nâng cấp được cơ sở dữ liệu ({type(error).__name__}).") from error


def _unreachable() -> ground.Refused:
    return ground.Refused("Không mở được cơ sở dữ liệu: hãy xem lại DVC_DATABASE_URL và quyền ghi của thư mục.")


def _load_demo(settings: Settings) -> None:
    import_module("dvc.services.setup").install(settings)
    demo_data = import_module("dvc.services.demo")  # heavy, and needed by this verb only
    database = Database(settings.database_url)
    try:
        with database.transaction() as session:
            demo_data.load(session)
        with database.transaction() as session:
            demo_data.load_dossiers(session)
    finally:
        database.close()
