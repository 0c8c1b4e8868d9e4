"""The pages of the desk, each in a module of its own."""

from dvc.blueprints.desk import decision_page, dossier_page, papers_page, queue_page
from dvc.blueprints.desk.blueprint import bp

__all__ = ["bp", "decision_page", "dossier_page", "papers_page", "queue_page"]
