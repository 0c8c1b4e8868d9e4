"""The compiled file: made by itself, made again when anything changed or broke, never trusted blindly."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dvc.catalogue import compiled, loader
from tests.support.portal import CHECKOUT

GOOD = (Path(__file__).parent / "definitions" / "children.toml").read_text(encoding="utf-8")
CODE = "2.999999"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "procedures"
    made.mkdir()
    (made / "children.toml").write_text(GOOD, encoding="utf-8")
    return made


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(made))
    return made


def compiled_file(folder: Path) -> Path:
    (found,) = (folder / "__pycache__").iterdir()
    return found


def test_what_is_read_from_the_compiled_file_is_what_the_definition_says(folder: Path) -> None:
    first = compiled.read(folder)
    made = compiled_file(folder).stat().st_mtime_ns
    again = compiled.read(folder)
    assert compiled_file(folder).stat().st_mtime_ns == made
    assert again.listings == first.listings
    assert again.procedure(CODE) == first.procedure(CODE) == loader.load(folder / "children.toml")
    assert again.listings[CODE].version == again.procedure(CODE).version


@pytest.mark.parametrize("touch", ["changed", "same size", "added", "removed"])
def test_it_is_made_again_when_a_definition_changed(folder: Path, touch: str) -> None:
    compiled.read(folder)
    path = folder / "children.toml"
    if touch == "added":
        (folder / "b.toml").write_text(GOOD.replace(CODE, "2.999998"), encoding="utf-8")
    elif touch == "removed":
        path.rename(folder / "children.txt")
    else:
        other = "Thử nhóm lặp lại nữa" if touch == "changed" else "Thử nhóm lặp lạ!"
        path.write_text(GOOD.replace('short_name = "Thử nhóm lặp lại"', f'short_name = "{other}"'), encoding="utf-8")
    found = {code: one.short_name for code, one in compiled.read(folder).listings.items()}
    expected = {
        "changed": {CODE: "Thử nhóm lặp lại nữa"},
        "same size": {CODE: "Thử nhóm lặp lạ!"},
        "added": {CODE: "Thử nhóm lặp lại", "2.999998": "Thử nhóm lặp lại"},
        "removed": {},
    }
    assert found == expected[touch]


def breakages() -> list[bytes]:
    return [b"", b"\n", b"not ours", b"dvc-catalogue-1 x y\n[]\n"]


@pytest.mark.parametrize("at", [0, 20, 200, 2000, -1])
def test_a_broken_compiled_file_is_ignored_and_made_again(folder: Path, at: int) -> None:
    compiled.read(folder)
    path = compiled_file(folder)
    whole = path.read_bytes()
    broken = bytearray(whole)
    broken[at] ^= 1
    for content in (bytes(broken), whole[:at], *breakages()):
        path.write_bytes(content)
        assert compiled.read(folder).procedure(CODE).code == CODE
        assert path.read_bytes() == whole


def test_one_that_others_may_write_is_not_read(folder: Path) -> None:
    compiled.read(folder)
    path = compiled_file(folder)
    path.chmod(0o666)
    compiled.read(folder)
    assert not stat.S_IMODE(path.stat().st_mode) & 0o022


def test_a_file_that_stays_open_is_not_harmed_by_a_new_one(folder: Path) -> None:
    compiled.read(folder)
    old = compiled.read(folder)
    (folder / "children.toml").write_text(GOOD.replace("Thử nhóm lặp lại", "Khác"), encoding="utf-8")
    assert compiled.read(folder).procedure(CODE).short_name == "Khác"
    assert old.procedure(CODE).short_name == "Thử nhóm lặp lại"


def test_where_the_folder_cannot_be_written_it_lies_with_the_user(folder: Path, temporary: Path) -> None:
    (folder / "__pycache__").write_text("a file stands in the way")
    assert compiled.read(folder).procedure(CODE).code == CODE
    (own,) = temporary.iterdir()
    assert stat.S_IMODE(own.stat().st_mode) == 0o700
    (kept,) = own.iterdir()
    made = kept.stat().st_mtime_ns
    assert compiled.read(folder).procedure(CODE).code == CODE
    assert kept.stat().st_mtime_ns == made


def test_a_temporary_folder_that_others_may_write_is_not_used(folder: Path, temporary: Path) -> None:
    (folder / "__pycache__").write_text("a file stands in the way")
    own = temporary / f"dvc-catalogue-{os.getuid()}"
    own.mkdir()
    own.chmod(0o777)
    assert compiled.read(folder).procedure(CODE).code == CODE
    assert list(own.iterdir()) == []


def test_faulty_definitions_are_refused_each_time_and_leave_nothing(folder: Path) -> None:
    (folder / "children.toml").write_text(GOOD.replace('type = "country"', 'type = "planet"'), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(loader.DefinitionError, match="planet"):
            compiled.read(folder)
    assert not (folder / "__pycache__").exists()


def test_two_processes_at_once_do_no_harm(folder: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom dvc.catalogue import compiled\nsys.stdin.readline()\n"
        f"print(compiled.read(Path({str(folder)!r})).procedure({CODE!r}).version)"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program], cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    versions = {one.communicate("now\n", timeout=60)[0] for one in running}
    assert versions == {loader.load(folder / "children.toml").version + "\n"}
    assert compiled_file(folder).name == compiled._NAME
