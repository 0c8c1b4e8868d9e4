"""Make the copy of a file that people look at: no place, no camera, no program in it."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dvc.gateways.files.kinds import Kind
from dvc.gateways.files.pdf_cleaning import cleaned_pdf
from dvc.gateways.files.pictures import loaded, opened

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE: Final = 1600  # pixels: a page of A4 stays legible
QUALITY: Final = 80

_FORMS: Final = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.HEIC: "HEIF"}


@dataclass(frozen=True, slots=True)
class Derivative:
    """A copy made by us, safe to show in the browser."""

    data: bytes
    kind: Kind
    media_type: str


def cleaned(data: bytes, kind: Kind) -> Derivative | None:
    """Return a copy that is safe to show, or None when the original is served as an attachment alone.

    A picture becomes a JPEG the right way up, of LONGEST_SIDE at most, and nothing but its pixels. A PDF loses
    its metadata, scripts, actions and embedded files; None when that cannot be done. Word files and archives
    have no copy. Raises InvalidAnswer (file.pixels, file.broken) for a picture that cannot be decoded.
    """
    if kind in _FORMS:
        return Derivative(_plain_jpeg(data, _FORMS[kind]), Kind.JPEG, Kind.JPEG.media_type)
    if kind is Kind.PDF and (copy := cleaned_pdf(data)) is not None:
        return Derivative(copy, Kind.PDF, Kind.PDF.media_type)
    return None


def _plain_jpeg(data: bytes, form: str) -> bytes:
    from PIL import Image, ImageOps  # noqa: PLC0415 - heavy: on the first picture, not at every start

    picture = opened(data, form)
    _decode_small(picture)
    picture = _on_white(loaded(picture))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BICUBIC, reducing_gap=2.0)
    upright = ImageOps.exif_transpose(picture)
    pixels = Image.new(upright.mode, upright.size)  # a picture that has never had any metadata
    pixels.paste(upright)
    out = io.BytesIO()
    pixels.save(out, format="JPEG", quality=QUALITY)
    return out.getvalue()


def _decode_small(picture: "Image") -> None:
    """Have a JPEG decoded at a half, a quarter or an eighth of its size: that is most of a photo's time.

    Both sides are asked for in proportion; with a square the shorter side would forbid it.
    """
    share = LONGEST_SIDE / max(picture.size)
    picture.draft("RGB", (int(picture.width * share), int(picture.height * share)))


def _on_white(picture: "Image") -> "Image":
    """Return the picture in three colours or in grey; what can be seen through is laid on white paper."""
    from PIL import Image  # noqa: PLC0415 - see _plain_jpeg

    if picture.mode in ("RGB", "L"):
        return picture
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value / 256).convert("L")  # 16 bits a pixel: a scanner's grey
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer.getchannel("A"))
    paper.info = picture.info  # the orientation is still needed
    return paper
