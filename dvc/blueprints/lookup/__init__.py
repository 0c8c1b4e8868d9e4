"""Look a dossier up."""
