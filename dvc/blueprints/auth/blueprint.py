"""The blueprint that the modules of this feature hang their pages on."""

from flask import Blueprint

bp = Blueprint("auth", __name__)
