"""The pages of this feature."""

from flask import Blueprint

bp = Blueprint("catalogue", __name__)
