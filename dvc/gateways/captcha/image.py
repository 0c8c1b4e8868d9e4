"""Draw the letters of a captcha."""

import io
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from captcha.image import ImageCaptcha

WIDTH: Final = 190  # fits a 320 px screen beside its margins
HEIGHT: Final = 76
MEDIA_TYPE: Final = "image/png"

# The library uses the ink's brightness as its opacity: dark ink would come out pale. So the picture is drawn
# white on black and turned over.
_INK: Final = (255, 255, 255)
_PAPER: Final = (0, 0, 0)
_TURNED_OVER: Final = tuple(range(255, -1, -1))
_COLOURS: Final = 8  # greys are enough for smooth edges, and keep the file under 6 kB


def draw(answer: str) -> bytes:
    """Return a PNG (WIDTH by HEIGHT, at most 6 kB) that shows the answer; no two drawings are alike."""
    picture = _artist().generate_image(answer, bg_color=_PAPER, fg_color=_INK)
    out = io.BytesIO()
    picture.convert("L").point(_TURNED_OVER).quantize(_COLOURS).save(out, format="png", optimize=True)
    return out.getvalue()


@cache
def _artist() -> "ImageCaptcha":
    # Imported on the first picture: Pillow and its fonts would slow every start of the program.
    from captcha.image import ImageCaptcha  # noqa: PLC0415 - see above

    artist = ImageCaptcha(width=WIDTH, height=HEIGHT, font_sizes=(46, 50, 54))
    # Tilted less than the library does: elderly readers on small screens come before machines here.
    artist.character_rotate = (-18, 18)
    artist.character_warp_dx = (0.05, 0.15)
    artist.character_warp_dy = (0.05, 0.2)
    artist.word_space_probability = 1.0
    artist.word_offset_dx = 0.05
    return artist
