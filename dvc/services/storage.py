"""Hand out the store of sealed files that the operator chose."""

from functools import lru_cache

from dvc.gateways.storage.base import Storage
from dvc.gateways.storage.filesystem import FileStorage
from dvc.services import setup


def store() -> Storage:
    """Return the store of this process."""
    return _store(setup.settings().storage_url)


@lru_cache(maxsize=4)
def _store(url: str) -> Storage:
    return FileStorage.from_url(url)
