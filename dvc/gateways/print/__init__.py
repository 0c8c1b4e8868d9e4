"""Official papers as PDF."""
