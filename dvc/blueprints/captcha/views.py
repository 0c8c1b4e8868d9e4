"""The pages of this feature."""

from flask import Blueprint

bp = Blueprint("captcha", __name__)
