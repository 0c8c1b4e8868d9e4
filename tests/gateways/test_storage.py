import hashlib
import os
import stat
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from dvc.gateways.storage.base import Damaged, Missing, Storage, Stored
from dvc.gateways.storage.filesystem import FileStorage

ABSENT = "0" * 64


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def storage(root: Path) -> Storage:
    return FileStorage(root)


def path_of(root: Path, name: str) -> Path:
    (found,) = root.glob(f"*/*/{name}")
    return found


def test_bytes_come_back_under_their_own_hash(storage: Storage) -> None:
    name = storage.put(b"sealed")
    assert name == hashlib.sha256(b"sealed").hexdigest()
    assert storage.get(name) == b"sealed"
    assert storage.exists(name)
    assert storage.size(name) == 6


def test_an_empty_body_is_kept_too(storage: Storage) -> None:
    assert storage.get(storage.put(b"")) == b""


def test_the_same_bytes_are_kept_once(storage: Storage) -> None:
    assert storage.put(b"twice") == storage.put(b"twice")
    assert len(list(storage.names())) == 1


def test_the_path_follows_from_the_name_alone(storage: Storage, root: Path) -> None:
    name = storage.put(b"sealed")
    assert path_of(root, name) == root / name[:2] / name[2:4] / name


def test_files_and_folders_are_private(storage: Storage, root: Path) -> None:
    path = path_of(root, storage.put(b"sealed"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent, root):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "name",
    [
        "",
        "../../etc/passwd",
        "a" * 63,
        "a" * 65,
        "A" * 64,
        "g" * 64,
        "a" * 64 + "\n",
        "/" + "a" * 63,
        "." * 64,
    ],
)
def test_a_name_that_is_no_hash_is_refused_everywhere(storage: Storage, name: str) -> None:
    for use in (storage.get, storage.open, storage.exists, storage.size, storage.delete):
        with pytest.raises(ValueError, match="SHA-256"):
            use(name)


def test_an_unknown_name_is_missing(storage: Storage) -> None:
    assert not storage.exists(ABSENT)
    assert not storage.delete(ABSENT)
    for use in (storage.get, storage.open, storage.size):
        with pytest.raises(Missing):
            use(ABSENT)


def test_one_changed_bit_is_noticed_on_reading(storage: Storage, root: Path) -> None:
    name = storage.put(b"x" * 600_000)
    path = path_of(root, name)
    path.write_bytes(b"x" * 599_999 + b"y")
    with pytest.raises(Damaged):
        storage.get(name)
    with pytest.raises(Damaged):
        list(storage.open(name))


def test_putting_the_right_bytes_again_heals_a_damaged_file(storage: Storage, root: Path) -> None:
    name = storage.put(b"good")
    path_of(root, name).write_bytes(b"bad")
    storage.put(b"good")
    assert storage.get(name) == b"good"


def test_what_is_deleted_is_gone(storage: Storage) -> None:
    name = storage.put(b"sealed")
    assert storage.delete(name)
    assert not storage.exists(name)
    assert list(storage.names()) == []


def test_all_names_are_listed_and_nothing_else(storage: Storage, root: Path) -> None:
    assert list(storage.names()) == []
    names = {storage.put(bytes([number])) for number in range(20)}
    (root / "incoming" / "half").write_bytes(b"half")
    assert set(storage.names()) == names


def test_a_body_in_pieces_is_kept_whole(storage: Storage) -> None:
    stored = storage.put_stream(iter([b"one ", b"", b"two"]))
    assert stored == Stored(hashlib.sha256(b"one two").hexdigest(), 7)
    assert b"".join(storage.open(stored.sha256)) == b"one two"


def test_nothing_stays_of_a_body_that_breaks_off(storage: Storage, root: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"some"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        storage.put_stream(broken())
    assert [path for path in root.rglob("*") if path.is_file()] == []


def test_a_large_body_passes_through_little_memory(storage: Storage) -> None:
    piece = os.urandom(1_000_000)
    tracemalloc.start()
    try:
        stored = storage.put_stream(piece for _ in range(20))
        size = sum(map(len, storage.open(stored.sha256)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size == stored.size == 20_000_000
    assert peak < 3_000_000


def test_a_writer_killed_halfway_leaves_no_name_and_is_swept_later(storage: Storage, root: Path) -> None:
    code = """if True:
        import os, pathlib, signal, sys
        from dvc.gateways.storage.filesystem import FileStorage
        def pieces():
            yield b"half"
            os.kill(os.getpid(), signal.SIGKILL)
        FileStorage(pathlib.Path(sys.argv[1])).put_stream(pieces())
    """
    assert subprocess.run([sys.executable, "-c", code, str(root)], check=False).returncode == -9
    assert list(storage.names()) == []
    assert storage.clear_unfinished(time.time() - 3600) == 0
    assert storage.clear_unfinished(time.time() + 1) == 1
    assert list((root / "incoming").iterdir()) == []


def test_a_store_is_named_by_a_file_address(tmp_path: Path) -> None:
    assert FileStorage.from_url(f"file://{tmp_path}/xã #1/50%").root == tmp_path / "xã #1" / "50%"


@pytest.mark.parametrize("url", ["s3://bucket", "file://host/path", "file:relative", "/path", ""])
def test_another_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="file:///absolute/path"):
        FileStorage.from_url(url)
