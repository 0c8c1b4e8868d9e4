"""Reach the outside world behind small protocols."""
