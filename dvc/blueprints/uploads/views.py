"""The pages of this feature."""

from flask import Blueprint

bp = Blueprint("uploads", __name__)
