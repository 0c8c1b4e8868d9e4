"""The blueprint of the wizard."""

from flask import Blueprint

bp = Blueprint("filing", __name__)
