"""The pages of this feature."""

from flask import Blueprint

bp = Blueprint("filing", __name__)
