"""The pages of this feature, each in a module of its own."""

from dvc.blueprints.supplements import answer_page, files_page, withdraw_page
from dvc.blueprints.supplements.blueprint import bp

__all__ = ["answer_page", "bp", "files_page", "withdraw_page"]
