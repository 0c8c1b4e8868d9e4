"""Gather all field types; import them from here."""

from dvc.domain.fields import chosen, dates, groups, numbers, people, places, shown, texts
from dvc.domain.fields.base import FIELDS, NO_REFERENCE, Field, Raw, Reference, field_for

__all__ = ["NO_REFERENCE", "Field", "Raw", "Reference", "field_for", "field_types"]

# Importing them has entered them.
MODULES = (texts, dates, numbers, chosen, places, groups, people, shown)


def field_types() -> tuple[str, ...]:
    """Return the names of all field types."""
    return FIELDS.names()
