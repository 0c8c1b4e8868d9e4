"""The administrators' pages, each in a module of its own."""

from dvc.blueprints.admin import (
    acts_page,
    agencies_page,
    agency_page,
    compare_page,
    edit_entry_page,
    edit_page,
    edit_rows_page,
    files_page,
    offer_acts_page,
    offers_page,
    preview_page,
    procedure_page,
    procedures_page,
    review_page,
    signers_page,
    start_page,
)
from dvc.blueprints.admin.blueprint import bp

__all__ = [
    "acts_page",
    "agencies_page",
    "agency_page",
    "bp",
    "compare_page",
    "edit_entry_page",
    "edit_page",
    "edit_rows_page",
    "files_page",
    "offer_acts_page",
    "offers_page",
    "preview_page",
    "procedure_page",
    "procedures_page",
    "review_page",
    "signers_page",
    "start_page",
]
