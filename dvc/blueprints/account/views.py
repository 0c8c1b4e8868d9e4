"""The pages of this feature."""

from flask import Blueprint

bp = Blueprint("account", __name__)
