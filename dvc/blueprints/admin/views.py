"""The administrators' pages, each in a module of its own."""

from dvc.blueprints.admin import start_page
from dvc.blueprints.admin.blueprint import bp

__all__ = ["bp", "start_page"]
