"""`dvc catalogue` tells every fault of the definitions, and loads the national listing's."""

from pathlib import Path

import pytest

from dvc.catalogue import loader
from dvc.cli import main

GOOD = (Path(__file__).parents[1] / "catalogue" / "definitions" / "children.toml").read_text(encoding="utf-8")


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
