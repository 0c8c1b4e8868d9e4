"""File a dossier step by step."""
