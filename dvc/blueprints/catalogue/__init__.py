"""Show the procedures."""
