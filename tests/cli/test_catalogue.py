"""`dvc catalogue` tells every fault of the definitions, and loads the national listing's."""

import json
from pathlib import Path
from typing import Any

import pytest

from dvc.catalogue import loader
from dvc.cli import main
from tests.support.portal import free_port

CATALOGUE = Path(__file__).parents[1] / "catalogue"
GOOD = (CATALOGUE / "definitions" / "children.toml").read_text(encoding="utf-8")
PORTAL: list[Any] = json.loads((CATALOGUE / "listings" / "portal.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DVC_ENV", "test")
    monkeypatch.setenv("DVC_INSTANCE", str(tmp_path / "instance"))
    return tmp_path / "instance"


def test_all_definitions_in_order_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "check"]) == 0
    count = len(list(loader.FOLDER.glob("*.toml")))
    assert capsys.readouterr().out == f"{count} định nghĩa thủ tục, không có lỗi.\n"


def test_every_fault_of_every_file_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faulty = {
        "a.toml": GOOD.replace('type = "country"', 'type = "planet"').replace('per = "so_ban"', 'per = "x"'),
        "b.toml": "code = ",
        "c.toml": GOOD + '\n[[cases]]\nkey = "nua"\nkey = "nua"\n',
        "d.toml": "x = " + "[" * 5000,
    }
    for name, text in faulty.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "e.toml").write_bytes(GOOD.encode("utf-16"))
    (tmp_path / "g.toml").mkdir()
    (tmp_path / "h.toml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "i.toml").write_text("x = 1\n" * 500_000)
    (tmp_path / "z.toml").write_text("﻿" + GOOD, encoding="utf-8")
    assert main(["catalogue", "check", str(tmp_path)]) == 1
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "a.toml",
        "a.toml",
        "b.toml",
        "c.toml",
        "d.toml",
        "e.toml",
        "g.toml",
        "h.toml",
        "i.toml",
    ]
    assert "a.toml: sections › noi-o › quoc_tich: không có kiểu «planet»" in said.out
    assert said.err.startswith(f"Có {len(lines)} lỗi trong 9 định nghĩa")


def test_a_folder_that_is_not_there_is_said_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "check", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err == f"Không có thư mục {tmp_path / 'none'}.\n"


def test_the_communes_own_definitions_are_checked_too(instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = instance / "catalogue"
    own.mkdir(parents=True)
    (own / "2.999999.toml").write_text(GOOD.replace('type = "country"', 'type = "planet"'), encoding="utf-8")
    assert main(["catalogue", "check"]) == 1
    assert "2.999999.toml" in capsys.readouterr().out


def listing(folder: Path, *rows: object) -> str:
    path = folder / "danh-muc.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return str(path)


def test_a_listing_is_loaded_into_the_communes_own_folder(
    tmp_path: Path, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = listing(tmp_path, *PORTAL, {**PORTAL[0], "code": "1.001193"})
    assert main(["catalogue", "import", path, "--dry-run"]) == 0
    assert not instance.exists()
    assert "chưa ghi gì" in capsys.readouterr().out
    assert main(["catalogue", "import", path]) == 0
    said = capsys.readouterr().out
    assert "không ghi đè   1.001193   Xóa đăng ký thường trú: đã có định nghĩa đầy đủ" in said
    assert "mới: 4; thay đổi: 0; giữ như cũ: 0; không ghi đè: 1; từ chối: 0." in said
    assert len(list((instance / "catalogue").glob("*.toml"))) == 4
    assert "tệp danh-muc.json" in loader.load(instance / "catalogue" / "1.003197.toml").sources[0]
    assert main(["catalogue", "import", path]) == 0
    assert "mới: 0; thay đổi: 0; giữ như cũ: 4" in capsys.readouterr().out


def test_with_one_refused_entry_nothing_is_written_unless_it_may_be_skipped(
    tmp_path: Path, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = listing(tmp_path, *PORTAL, {"code": "x"})
    assert main(["catalogue", "import", path]) == 1
    said = capsys.readouterr()
    assert "từ chối        x          : mã «x» không phải mã thủ tục" in said.out
    assert "chưa ghi gì" in said.err
    assert not instance.exists()
    assert main(["catalogue", "import", path, "--skip"]) == 1
    assert len(list((instance / "catalogue").glob("*.toml"))) == 4


def test_a_file_that_is_no_listing_is_said_in_one_sentence(
    tmp_path: Path, instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalogue", "import", str(tmp_path / "none.json")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not instance.exists()


def test_a_portal_with_faulty_definitions_does_not_start_and_says_all(
    instance: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DVC_PORT", str(free_port()))
    assert main(["keys", "new"]) == 0
    assert main(["migrate"]) == 0
    own = instance / "catalogue"
    own.mkdir()
    faulty = GOOD.replace('type = "country"', 'type = "planet"').replace('per = "so_ban"', 'per = "x"')
    (own / "2.999999.toml").write_text(faulty, encoding="utf-8")
    capsys.readouterr()
    try:
        assert main(["web"]) == 1
    finally:
        loader.use(None)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Danh mục thủ tục có 2 lỗi:"
    assert len(lines) == 3
