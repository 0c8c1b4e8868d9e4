"""Carry out the use cases: the only writers; they flush, never commit."""
