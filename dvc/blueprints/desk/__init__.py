"""Work at the one-stop desk."""
