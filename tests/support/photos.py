"""Photographs as a phone takes them: several megabytes, turned on their side, with the place in them."""

import functools
import io
import random

from PIL import Image

from tests.gateways.samples import exif

TURNED = 6  # EXIF: the camera was held upright, the picture lies on its side


@functools.cache
def photo(seed: int, *, size: tuple[int, int] = (2400, 1800)) -> bytes:
    """Return a JPEG with noise like a sensor's, EXIF orientation and GPS; the same for the same seed."""
    noise = random.Random(seed).randbytes(size[0] * size[1] * 3)  # noqa: S311 - pixels, not secrets
    drawn = Image.frombytes("RGB", size, noise)
    paper = Image.new("RGB", size, "white")
    picture = Image.blend(paper, drawn, 0.55)
    out = io.BytesIO()
    picture.save(out, format="JPEG", quality=88, exif=exif(TURNED))
    return out.getvalue()
