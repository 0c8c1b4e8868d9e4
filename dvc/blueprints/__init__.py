"""Gather the features' pages; none imports another."""
