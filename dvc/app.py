"""Make the app: the only place that knows everything."""

import os
from importlib import import_module

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from dvc import crypto
from dvc.catalogue import loader
from dvc.config import Settings
from dvc.crypto import KeyRing
from dvc.db import Database
from dvc.domain.file_limits import MAX_DOSSIER_BYTES
from dvc.extensions import csrf, htmx, login
from dvc.services import outbox, setup
from dvc.tasks.queue import Bell
from dvc.web import compression, context, errors, headers, request_body, static_files, typed_text
from dvc.web.compiled_templates import HouseTemplate, compiled_templates
from dvc.web.permissions import check_routes
from dvc.web.session import DatabaseSessions

BLUEPRINTS = (
    "pages",
    "auth",
    "catalogue",
    "filing",
    "uploads",
    "captcha",
    "lookup",
    "account",
    "desk",
    "supplements",
    "admin",
    "ops",
)
FORM_BYTES = 300_000
FORM_PARTS = 2_000
NO_SECOND_FACTOR = (
    "Cán bộ còn đăng nhập chỉ bằng mật khẩu, chưa có bước xác thực thứ hai. "
    "Chỉ mở trang Một cửa trong mạng của cơ quan."
)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the app from its settings (the environment's when none are given).

    Raises:
        BadSettings: the environment asks for something unsafe.
        BadKeys: the keys do not parse.

    """
    settings = settings or Settings.from_environ(os.environ)
    setup.set_up_logging(settings.log)
    ring = load_keys(settings)
    setup.install(settings)
    loader.listings()  # a fault is told now, and what was read is shared by the workers
    outbox.on_commit(Bell(settings))
    if settings.env == "production":
        setup.logger().warning("no_second_factor", words=NO_SECOND_FACTOR)
    app = Flask("dvc", static_folder=None)
    app.config.update(
        SECRET_KEY=ring.sign("flask", "secret"),
        MAX_CONTENT_LENGTH=MAX_DOSSIER_BYTES + FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=FORM_BYTES,
        MAX_FORM_PARTS=FORM_PARTS,
        WTF_CSRF_TIME_LIMIT=None,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.bytecode_cache = compiled_templates(settings.instance)
    app.jinja_env.template_class = HouseTemplate
    database = Database(settings.database_url)
    app.extensions.update(dvc_settings=settings, dvc_database=database, dvc_agency={})
    app.session_interface = DatabaseSessions(database, secure=settings.behind_tls)
    _set_up_web(app, settings)
    return app


def _set_up_web(app: Flask, settings: Settings) -> None:
    request_body.set_up(app)
    csrf.init_app(app)
    typed_text.set_up(app)
    htmx.init_app(app)
    login.init_app(app)
    login.request_loader(context.load_viewer)
    headers.set_up(app, behind_tls=settings.behind_tls)
    compression.set_up(app)
    errors.set_up(app)
    context.set_up(app)
    app.register_blueprint(static_files.bp)
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(f"dvc.blueprints.{name}.views").bp)
    check_routes(app.view_functions)
    if settings.trusted_proxy:
        hops = settings.trusted_proxy
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # Flask's documented way


def load_keys(settings: Settings) -> KeyRing:
    """Load the keys, or make them once outside production; then install them.

    Raises:
        BadSettings: production lacks what keeps people safe.

    """
    path = settings.instance / "keys.json"
    ring = crypto.load(settings.keys, path)
    settings.refuse_unsafe(has_keys=ring is not None)
    if ring is None:
        settings.instance.mkdir(parents=True, exist_ok=True)
        ring = crypto.new_ring()
        crypto.save(ring, path)
    crypto.install(ring)
    return ring
