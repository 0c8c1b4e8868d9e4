"""Say how much may be sent: a file, a component, a dossier (decisions: 36)."""

MAX_FILE_BYTES = 20_000_000
MAX_DOSSIER_BYTES = 60_000_000
MAX_FILES_PER_COMPONENT = 10
MAX_FILES_PER_DOSSIER = 30
