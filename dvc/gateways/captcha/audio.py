"""Read the letters of a captcha aloud."""

import io
import random
import wave
from functools import cache
from importlib.resources import files
from typing import Final

RATE: Final = 8_000  # samples a second; one sample is one byte
LIMIT: Final = 60_000  # bytes of the whole file
MEDIA_TYPE: Final = "audio/wav"

_HEADER: Final = 44
_REST: Final = 128  # unsigned samples: silence is the middle
_LONGEST_GAP: Final = RATE // 3


def speak(answer: str, source: random.Random | None = None) -> bytes:
    """Return a WAV (8 kHz, mono, 8 bits, at most LIMIT bytes) that says the answer's letters in Vietnamese.

    Speed, loudness, gaps and hiss differ at each call, so that a letter is never the same bytes twice.
    Raises KeyError for a letter that has no recording.
    """
    chance = source or random.SystemRandom()
    letters = [_varied(_recording(letter), chance) for letter in answer]
    room = LIMIT - _HEADER - sum(map(len, letters))
    longest = max(1, min(_LONGEST_GAP, room // (len(letters) + 1)))
    said = _gap(longest, chance)
    for letter in letters:
        said += letter + _gap(longest, chance)
    return _as_wav(_hissed(said, chance))


@cache
def _recording(letter: str) -> bytes:
    path = files(__package__) / "sounds" / f"{letter}.wav"
    if len(letter) != 1 or not path.is_file():
        raise KeyError(letter)
    with path.open("rb") as stored, wave.open(stored) as recording:
        return bytes(recording.readframes(recording.getnframes()))


def _varied(samples: bytes, chance: random.Random) -> bytes:
    """Play the samples a little faster or slower (which moves the pitch too) and louder or softer."""
    speed = chance.uniform(0.96, 1.12)
    loudness = chance.uniform(0.7, 1.0)
    table = bytes(_REST + round((value - _REST) * loudness) for value in range(256))
    taken = bytes(samples[int(at * speed)] for at in range(int(len(samples) / speed)))
    return taken.translate(table)


def _gap(longest: int, chance: random.Random) -> bytes:
    return bytes([_REST]) * chance.randint(longest // 2, longest)


def _hissed(samples: bytes, chance: random.Random) -> bytes:
    """Lay a faint noise over everything, the gaps included."""
    strength = chance.randint(2, 4)
    noise = chance.getrandbits(8 * len(samples)).to_bytes(len(samples), "little")
    span = 2 * strength + 1
    return bytes(min(255, max(0, sample + one % span - strength)) for sample, one in zip(samples, noise, strict=True))


def _as_wav(samples: bytes) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(1)
        writer.setframerate(RATE)
        writer.writeframes(samples)
    return out.getvalue()
