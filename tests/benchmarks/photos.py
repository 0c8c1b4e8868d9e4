"""A photograph of a wanted weight: a smooth scene with grain, as a phone makes it."""

import io
import random

from PIL import Image

SIZE = (1600, 1200)
SCENE, GRAIN = (64, 48), (400, 300)
HALVINGS = 7


def photo(weight: int) -> bytes:
    """Return a JPEG of about so many bytes; the same each time."""
    rng = random.Random(1)  # noqa: S311 - pixels, not secrets
    scene, grain = (
        Image.frombytes("RGB", size, rng.randbytes(size[0] * size[1] * 3)).resize(SIZE, Image.Resampling.BICUBIC)
        for size in (SCENE, GRAIN)
    )
    low, high, best = 0.0, 1.0, b""
    for _ in range(HALVINGS):
        mix = (low + high) / 2
        out = io.BytesIO()
        Image.blend(scene, grain, mix).save(out, "JPEG", quality=88)
        best = out.getvalue()
        low, high = (low, mix) if len(best) > weight else (mix, high)
    return best
