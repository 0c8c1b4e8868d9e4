"""Seal personal data and index it blindly, with keys that can be rotated.

A sealed value is `key id (1 byte) + nonce (12) + ciphertext with tag`: AES-256-GCM, bound to a context so that a
value copied into another column or row kind does not open. A blind index is HMAC-SHA256 under a key of its own:
it survives the rotation of the sealing keys, since an index that changed would lose the rows it finds.
"""

import base64
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from dvc.errors import DvcError

KEY_BYTES = 32
NONCE_BYTES = 12


class BadKeys(DvcError):
    """The keys are missing, malformed or do not fit the data."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of one portal: `sealing` by id (1–255), of which `current` seals; `base` for indices and signatures."""

    sealing: dict[int, bytes]
    current: int
    base: bytes

    def seal(self, plain: bytes, context: bytes) -> bytes:
        """Encrypt for one context."""
        nonce = os.urandom(NONCE_BYTES)
        head = bytes([self.current])
        return head + nonce + AESGCM(self.sealing[self.current]).encrypt(nonce, plain, head + context)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """Decrypt what `seal` made for the same context.

        Raises:
            BadKeys: the key is unknown, or the value was altered or moved.

        """
        head, nonce, body = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        key = self.sealing.get(head[0]) if head else None
        if key is None:
            raise BadKeys("Không có khoá để mở dữ liệu này.")
        try:
            return AESGCM(key).decrypt(nonce, body, head + context)
        except InvalidTag as error:
            raise BadKeys("Dữ liệu không mở được: sai khoá hoặc đã bị thay đổi.") from error

    def index(self, text: str, purpose: str) -> bytes:
        """Return the blind index of a text: equal texts of one purpose give equal 32 bytes."""
        return hmac.digest(self._derived("index:" + purpose), text.encode(), "sha256")

    def sign(self, text: str, purpose: str) -> str:
        """Return a signature that only this portal can make, 43 URL-safe characters."""
        digest = hmac.digest(self._derived("sign:" + purpose), text.encode(), "sha256")
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def signed(self, text: str, signature: str, purpose: str) -> bool:
        """Tell in constant time whether `sign` made this signature."""
        return hmac.compare_digest(self.sign(text, purpose), signature)

    def _derived(self, info: str) -> bytes:
        found = _DERIVED.get((self.base, info))
        if found is None:
            found = HKDFExpand(algorithm=SHA256(), length=KEY_BYTES, info=info.encode()).derive(self.base)
            _DERIVED[(self.base, info)] = found
        return found

    def dumps(self) -> str:
        """Write the ring as the JSON text that `parse` reads."""
        keys = {str(number): base64.b64encode(key).decode() for number, key in self.sealing.items()}
        return json.dumps({"sealing": keys, "current": self.current, "base": base64.b64encode(self.base).decode()})

    def rotated(self) -> "KeyRing":
        """Return a ring that seals with a new key and still opens all that went before."""
        number = max(self.sealing) + 1
        return KeyRing({**self.sealing, number: secrets.token_bytes(KEY_BYTES)}, number, self.base)


_DERIVED: dict[tuple[bytes, str], bytes] = {}
_installed: list[KeyRing] = []


def new_ring() -> KeyRing:
    """Make a ring of fresh random keys."""
    return KeyRing({1: secrets.token_bytes(KEY_BYTES)}, 1, secrets.token_bytes(KEY_BYTES))


def parse(text: str) -> KeyRing:
    """Read a ring from its JSON text.

    Raises:
        BadKeys: the text is no ring.

    """
    try:
        data = json.loads(text)
        sealing = {int(number): base64.b64decode(key) for number, key in data["sealing"].items()}
        ring = KeyRing(sealing, int(data["current"]), base64.b64decode(data["base"]))
        sizes = {len(key) for key in [*sealing.values(), ring.base]}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadKeys("DVC_KEYS không đọc được: cần đúng văn bản JSON của keys.json.") from error
    if sizes != {KEY_BYTES} or ring.current not in sealing:
        raise BadKeys("Khoá trong DVC_KEYS không đủ 32 byte hoặc thiếu khoá đang dùng.")
    return ring


def load(text: str, path: Path) -> KeyRing | None:
    """Read the ring from the environment's text, else from the file; None when there is neither."""
    if text:
        return parse(text)
    if path.exists():
        return parse(path.read_text(encoding="utf-8"))
    return None


def save(ring: KeyRing, path: Path) -> None:
    """Write the ring where only the owner reads it (mode 0600), whole or not at all."""
    scratch = path.with_suffix(".new")
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(ring.dumps())
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)


def install(ring: KeyRing) -> None:
    """Make this the ring of the process."""
    _installed[:] = [ring]


def ring() -> KeyRing:
    """Return the ring of the process.

    Raises:
        BadKeys: none was installed.

    """
    if not _installed:
        raise BadKeys("Chưa nạp khoá của cổng.")
    return _installed[0]
