"""The pages of this feature."""

from flask import Blueprint

bp = Blueprint("lookup", __name__)
