"""What a supervisor asks: is the process alive, is it ready."""

from flask import Blueprint, Response, current_app, jsonify

from dvc.services import health
from dvc.web.database import reading
from dvc.web.permissions import public

bp = Blueprint("ops", __name__)


@bp.get("/healthz")
@public
def healthz() -> Response:
    """Say that the process answers."""
    return jsonify(ok=True)


@bp.get("/readyz")
@public
def readyz() -> tuple[Response, int]:
    """Say whether database, queue and disk are fit for work; 503 when one is not."""
    with reading() as session:
        report = health.report(session, current_app.extensions["dvc_settings"].instance)
    return jsonify(report), 200 if report["ok"] else 503
