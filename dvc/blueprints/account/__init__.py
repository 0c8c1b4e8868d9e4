"""Show a person what is his."""
