"""Say how much may be sent: a file, a component, a dossier (decisions: 36)."""

MAX_FILE_BYTES = 20_000_000
MAX_DOSSIER_BYTES = 60_000_000
MAX_FILES_PER_COMPONENT = 10
MAX_FILES_PER_DOSSIER = 30

# All drafts of one account together: three full ones. More is nobody's need and somebody's way to fill the disk.
MAX_DRAFTS_BYTES = 3 * MAX_DOSSIER_BYTES

# One post: forty photos of a phone are still answered by name, though only some of them can be kept.
MAX_POST_BYTES = 400_000_000

# As they are shown to people; upper case is taken too.
ALLOWED_EXTENSIONS = ("pdf", "doc", "docx", "jpg", "jpeg", "png", "heic", "zip", "rar", "7z")

# A phone's largest picture has 48 million; a picture decoded takes three to four bytes for each.
MAX_PIXELS = 50_000_000

MAX_ARCHIVE_ENTRIES = 200
MAX_ARCHIVE_RATIO = 100  # unpacked to packed; honest papers stay under 20
