"""Load the procedures and the reference data."""
