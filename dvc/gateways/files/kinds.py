"""Tell what a file is: by its first bytes, then by reading it as what it claims to be."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

from dvc.domain.file_limits import ALLOWED_EXTENSIONS, MAX_FILE_BYTES
from dvc.errors import InvalidAnswer
from dvc.gateways.files import archives, documents, pictures


class Kind(StrEnum):
    """The kinds that are taken; the value is the extension a stored file is given."""

    PDF = "pdf"
    DOC = "doc"
    DOCX = "docx"
    JPEG = "jpg"
    PNG = "png"
    HEIC = "heic"
    ZIP = "zip"
    RAR = "rar"
    SEVEN_Z = "7z"

    @property
    def media_type(self) -> str:
        """Return the type to serve the file with."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES: Final = {
    Kind.PDF: "application/pdf",
    Kind.DOC: "application/msword",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.HEIC: "image/heic",
    Kind.ZIP: "application/zip",
    Kind.RAR: "application/vnd.rar",
    Kind.SEVEN_Z: "application/x-7z-compressed",
}

# How a file begins → what it may be. A zip is asked first whether it is a Word document.
_MAGICS: Final[tuple[tuple[Callable[[bytes], bool], Kind], ...]] = (
    (lambda head: head.startswith(b"\xff\xd8\xff"), Kind.JPEG),
    (lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"), Kind.PNG),
    (lambda head: head[4:8] == b"ftyp" and head[8:12] in pictures.HEIC_BRANDS, Kind.HEIC),
    (lambda head: head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Kind.DOC),
    (lambda head: head.startswith(b"PK\x03\x04"), Kind.ZIP),
    (lambda head: head.startswith(b"Rar!\x1a\x07"), Kind.RAR),
    (lambda head: head.startswith(b"7z\xbc\xaf\x27\x1c"), Kind.SEVEN_Z),
    (lambda head: b"%PDF-" in head, Kind.PDF),
)
_HEAD: Final = 1024  # bytes; readers of PDF take a header that begins anywhere in these

_READERS: Final[dict[Kind, Callable[[bytes], None]]] = {
    Kind.PDF: documents.check_pdf,
    Kind.DOC: documents.check_doc,
    Kind.DOCX: documents.check_docx,
    Kind.JPEG: pictures.check_jpeg,
    Kind.PNG: pictures.check_png,
    Kind.HEIC: pictures.check_heic,
    Kind.ZIP: archives.check_zip,
    Kind.RAR: archives.check_rar,
    Kind.SEVEN_Z: archives.check_7z,
}


def identify(data: bytes, name: str) -> Kind:
    """Return the kind of a file that was sent under a name; the content decides.

    A name without extension is fine (some phones send none), and so is one allowed extension for another.
    Raises InvalidAnswer, always with `name`: file.empty, file.large, file.extension_mismatch, file.kind,
    file.broken, file.locked, file.pixels, file.macros, file.archive_many, file.archive_ratio,
    file.archive_path, file.archive_nested.
    """
    if not data:
        raise InvalidAnswer("file.empty", name=name)
    if len(data) > MAX_FILE_BYTES:
        raise InvalidAnswer("file.large", name=name, limit=MAX_FILE_BYTES // 1_000_000)
    extension = PurePosixPath(name).suffix.removeprefix(".").lower()
    if extension and extension not in ALLOWED_EXTENSIONS:
        raise InvalidAnswer("file.extension_mismatch", name=name, extension=extension[:10])
    kind = _by_magic(data)
    if kind is None:
        raise InvalidAnswer("file.kind", name=name)
    try:
        _READERS[kind](data)
    except InvalidAnswer as problem:
        raise InvalidAnswer(problem.code, **(dict(problem.params) | {"name": name})) from None
    return kind


def _by_magic(data: bytes) -> Kind | None:
    head = data[:_HEAD]
    kind = next((kind for begins, kind in _MAGICS if begins(head)), None)
    if kind is Kind.ZIP and documents.looks_like_docx(data):
        return Kind.DOCX
    return kind
