"""Read PDF and Word files as far as is needed to know that they are that."""

import io
import zipfile
from typing import Final

from dvc.errors import InvalidAnswer
from dvc.gateways.files.reading import reading

_OLE_ENTRY: Final = 128  # bytes of one entry in the directory of an OLE file
_OLE_WORD: Final = "WordDocument\0".encode("utf-16-le")
_OLE_MACROS: Final = "_VBA_PROJECT\0".encode("utf-16-le")
_DOCX_PARTS: Final = {"[Content_Types].xml", "word/document.xml"}


def check_pdf(data: bytes) -> None:
    """Open a PDF and find a page in it. Raises InvalidAnswer: file.locked or file.broken."""
    import pikepdf  # noqa: PLC0415 - heavy: on the first PDF, not at every start

    with reading():
        try:
            with pikepdf.open(io.BytesIO(data)) as pdf:
                pages = len(pdf.pages)
        except pikepdf.PasswordError:
            raise InvalidAnswer("file.locked") from None
        if not pages:
            raise InvalidAnswer("file.broken")


def check_doc(data: bytes) -> None:
    """Find the text of Word in an OLE file; a table or an installer is one too.

    Raises InvalidAnswer: file.kind or file.macros.
    """
    if not _has_entry(data, _OLE_WORD):
        raise InvalidAnswer("file.kind")
    if _has_entry(data, _OLE_MACROS):
        raise InvalidAnswer("file.macros")


def _has_entry(data: bytes, name: bytes) -> bool:
    """Look for a directory entry, which begins with its name at a multiple of its size."""
    at = data.find(name)
    while at >= 0:
        if at % _OLE_ENTRY == 0:
            return True
        at = data.find(name, at + 1)
    return False


def looks_like_docx(data: bytes) -> bool:
    """Say whether a zip has the parts of a Word document."""
    try:
        with reading(), zipfile.ZipFile(io.BytesIO(data)) as parts:
            return set(parts.namelist()) >= _DOCX_PARTS
    except InvalidAnswer:
        return False


def check_docx(data: bytes) -> None:
    """Refuse a Word document that carries a program. Raises InvalidAnswer: file.macros."""
    with reading(), zipfile.ZipFile(io.BytesIO(data)) as parts:
        if any(name.lower().endswith("vbaproject.bin") for name in parts.namelist()):
            raise InvalidAnswer("file.macros")
