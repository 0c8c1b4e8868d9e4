"""Open pictures that strangers sent."""

import io
import warnings
from typing import TYPE_CHECKING, Final

from dvc.domain.file_limits import MAX_PIXELS
from dvc.errors import InvalidAnswer
from dvc.gateways.files.reading import reading

if TYPE_CHECKING:
    from PIL.Image import Image

HEIC_BRANDS: Final = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))

_TINY: Final = (1, 1)


def check_jpeg(data: bytes) -> None:
    """Read a JPEG to its end, at an eighth of its size. Raises InvalidAnswer: file.pixels or file.broken."""
    picture = opened(data, "JPEG")
    picture.draft("L", _TINY)
    loaded(picture)


def check_png(data: bytes) -> None:
    """Check the sums of a PNG's parts. Raises InvalidAnswer: file.pixels or file.broken."""
    picture = opened(data, "PNG")
    with reading():
        picture.verify()


def check_heic(data: bytes) -> None:
    """Read the head of a HEIC. Raises InvalidAnswer: file.pixels or file.broken."""
    opened(data, "HEIF")


def opened(data: bytes, form: str) -> "Image":
    """Open a picture as one form alone ("JPEG", "PNG", "HEIF"), without decoding it.

    Raises InvalidAnswer: file.pixels when it would fill the memory, file.broken when it cannot be read.
    """
    # Imported on the first picture: they would slow every start of the program.
    from PIL import Image  # noqa: PLC0415 - see above

    if form == "HEIF":
        from pillow_heif import register_heif_opener  # noqa: PLC0415 - see above

        register_heif_opener(thumbnails=False)
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    too_many = InvalidAnswer("file.pixels", limit=MAX_PIXELS // 1_000_000)
    with reading():
        try:
            picture = Image.open(io.BytesIO(data), formats=(form,))
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise too_many from None
        if picture.width * picture.height > MAX_PIXELS:
            raise too_many
        return picture


def loaded(picture: "Image") -> "Image":
    """Decode an opened picture. Raises InvalidAnswer: file.broken."""
    with reading():
        picture.load()
    return picture
