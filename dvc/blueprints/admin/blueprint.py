"""The blueprint of the administrators' pages, and what they share."""

from flask import Blueprint

bp = Blueprint("admin", __name__)
