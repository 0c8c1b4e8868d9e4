"""Identifiers of rows: UUID version 7, which sort by the time they were made."""

from uuid import RFC_4122, UUID

RANDOM_BYTES = 10
WRITTEN_LENGTH = 36
_VERSION = 7
_MOST_MS = 1 << 48


def uuid7(ms: int, random: bytes) -> UUID:
    """Return the UUIDv7 (RFC 9562 §5.7) of a time in milliseconds since 1970 and ten random bytes."""
    if not 0 <= ms < _MOST_MS:
        raise ValueError(f"{ms} ms does not fit in 48 bits")
    if len(random) != RANDOM_BYTES:
        raise ValueError(f"a UUIDv7 takes {RANDOM_BYTES} random bytes, not {len(random)}")
    chance = int.from_bytes(random, "big")
    high = (chance >> 62) & 0xFFF
    low = chance & ((1 << 62) - 1)
    return UUID(int=ms << 80 | _VERSION << 76 | high << 64 | 0b10 << 62 | low)


def is_uuid7(value: UUID | str) -> bool:
    """Tell whether a value is a UUIDv7, as clients must send: 36 signs, for Python reads much more as one."""
    if isinstance(value, str):
        if len(value) != WRITTEN_LENGTH:
            return False
        try:
            value = UUID(value)
        except ValueError:
            return False
    return value.variant == RFC_4122 and value.version == _VERSION
