"""Show the home page."""
