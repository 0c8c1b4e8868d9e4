"""Make the names that strangers give their files harmless, and keep what people know them by."""

from typing import Final

from dvc.domain.text import nfc

LONGEST_NAME: Final = 120
LONGEST_ENDING: Final = 9
NAMELESS: Final = "tep"
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')


def clean_file_name(name: str) -> str:
    """Return the last part of a name without signs that no file name, header or page should carry.

    Folders, control signs and signs that turn the direction of writing go; the ending stays.
    """
    base = nfc(name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in base if sign.isprintable() and sign not in _FORBIDDEN)
    stem, dot, ending = kept.rpartition(".")
    if not dot:
        return kept.strip()[:LONGEST_NAME] or NAMELESS
    stem, ending = stem.strip(" ."), ending.strip()[:LONGEST_ENDING]
    stem = stem[: LONGEST_NAME - LONGEST_ENDING - 1] or NAMELESS
    return f"{stem}.{ending}" if ending else stem
