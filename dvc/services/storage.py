"""Keep files sealed in the store that the operator chose."""

from functools import lru_cache

from dvc import crypto
from dvc.errors import Unavailable
from dvc.gateways.storage.base import Damaged, Missing, Storage
from dvc.gateways.storage.filesystem import FileStorage
from dvc.services import setup

_CONTEXT = b"upload"


def store() -> Storage:
    """Return the store of this process."""
    return _store(setup.settings().storage_url)


@lru_cache(maxsize=4)
def _store(url: str) -> Storage:
    return FileStorage.from_url(url)


def put_sealed(data: bytes) -> str:
    """Seal the bytes and keep them; returns the address at which they are found again."""
    return store().put(crypto.ring().seal(data, _CONTEXT))


def get_sealed(address: str) -> bytes:
    """Return the bytes that were sealed under an address.

    Raises:
        Unavailable: they are gone or are no longer what was put there; the operator's log says which.

    """
    try:
        return crypto.ring().open(store().get(address), _CONTEXT)
    except (Missing, Damaged) as why:
        setup.logger().error("stored_file", kind=type(why).__name__, address=address)
        raise Unavailable from why
