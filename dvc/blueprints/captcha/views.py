"""Show and read aloud the captcha's letters, to the visitor for whom they were drawn."""

from uuid import UUID

from flask import Blueprint, Response, request

from dvc.services import captcha
from dvc.web.captcha import visitor
from dvc.web.permissions import public

bp = Blueprint("captcha", __name__)


@bp.get("/ma-xac-nhan/<uuid:challenge>.png")
@public
def picture(challenge: UUID) -> Response:
    """Send the picture."""
    return Response(captcha.picture(challenge, visitor()), mimetype="image/png")


@bp.get("/ma-xac-nhan/<uuid:challenge>.wav")
@public
def sound(challenge: UUID) -> Response:
    """Send the recording, in parts where the player asks so (iOS plays nothing else)."""
    wav = captcha.sound(challenge, visitor())
    response = Response(wav, mimetype="audio/wav")
    response.make_conditional(request, accept_ranges=True, complete_length=len(wav))
    return response
