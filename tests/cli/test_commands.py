"""The commands say one sentence when they cannot, and change nothing."""

import io
import json
import socket
import stat
from pathlib import Path

import pytest
from sqlalchemy import select

from dvc.cli import main
from dvc.db import Database
from dvc.models.account import Account, Officer
from dvc.models.dossier import Dossier
from tests.support.portal import free_port


@pytest.fixture
def variables(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return environment


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a folder in which nothing was made yet, and no setting but it."""
    monkeypatch.setenv("DVC_INSTANCE", str(tmp_path / "new"))
    monkeypatch.setenv("DVC_ENV", "test")
    return tmp_path / "new"


def one_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    return said.err


def test_run_refuses_a_port_that_is_taken_and_makes_nothing(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setenv("DVC_PORT", str(other.getsockname()[1]))
        assert main(["run"]) == 1
    assert "DVC_PORT" in one_sentence(capsys)
    assert not bare.exists()


def test_run_refuses_a_folder_that_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DVC_ENV", "test")
    monkeypatch.setenv("DVC_INSTANCE", str(tmp_path / "file" / "instance"))
    monkeypatch.setenv("DVC_PORT", str(free_port()))
    assert main(["run"]) == 1
    assert "DVC_INSTANCE" in one_sentence(capsys)


def test_web_refuses_a_database_that_was_not_migrated(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DVC_PORT", str(free_port()))
    assert main(["web"]) == 1
    assert "dvc migrate" in one_sentence(capsys)
    assert not bare.exists()


def test_production_refuses_to_start_bare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DVC_INSTANCE", str(tmp_path / "new"))
    monkeypatch.setenv("DVC_PORT", str(free_port()))
    assert main(["run"]) == 1
    sentence = one_sentence(capsys)
    assert all(name in sentence for name in ("DVC_KEYS", "DVC_SMS_URL", "DVC_PUBLIC_URL"))
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("verb", [["demo"], ["accounts"], ["outbox"], ["dossiers"], ["limits", "reset"]])
def test_production_knows_no_verb_of_tests(
    verb: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DVC_INSTANCE", str(tmp_path / "new"))
    assert main(verb) == 1
    assert "demo" in one_sentence(capsys)


def test_an_empty_portal_lists_nothing(variables: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert variables
    assert main(["outbox", "--json"]) == 0
    assert main(["dossiers", "--json"]) == 0
    assert capsys.readouterr().out == ""


def test_limits_are_reset(variables: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert variables
    assert main(["limits", "reset"]) == 0
    assert capsys.readouterr().err == ""


def test_keys_are_made_once_for_the_owner_alone_and_rotate(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "rotate"]) == 1
    assert main(["keys", "new"]) == 0
    file = bare / "keys.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    first = json.loads(file.read_text(encoding="utf-8"))
    assert main(["keys", "new"]) == 1
    assert json.loads(file.read_text(encoding="utf-8")) == first
    assert main(["keys", "rotate"]) == 0
    second = json.loads(file.read_text(encoding="utf-8"))
    assert second["base"] == first["base"]
    assert first["sealing"].items() < second["sealing"].items()
    assert second["current"] != first["current"]
    assert "Traceback" not in capsys.readouterr().err


def test_migrate_makes_the_database_and_says_where_it_is(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 0
    assert (bare / "dvc.sqlite3").exists()
    assert main(["migrate"]) == 0
    assert "bản mới nhất" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--help"], ["init", "--help"], ["run", "--help"]])
def test_help_is_vietnamese(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert "Cách dùng:" in said
    assert "usage:" not in said
    assert "show this help" not in said


@pytest.mark.parametrize("arguments", [[], ["chay"], ["keys", "burn"]])
def test_a_wrong_command_points_to_the_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 1
    assert "--help" in one_sentence(capsys)


COMMUNE = {
    "commune": "24265",
    "identifier": "H15.24265",
    "name": "UBND phường Cư Bao",
    "hotline": "0262 3851 234",
    "officer": "H' Hen Niê",
    "phone": "0912 345 678",
}


def init(monkeypatch: pytest.MonkeyPatch, password: str, **changed: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    options = [part for name, value in (COMMUNE | changed).items() for part in (f"--{name}", value)]
    return main(["init", *options, "--password-stdin"])


def test_init_prepares_a_real_commune_and_again_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DVC_INSTANCE", str(tmp_path / "new"))  # production: no DVC_ENV
    assert init(monkeypatch, "Một câu dài dễ nhớ 7") == 0
    assert "UBND phường Cư Bao" in capsys.readouterr().out
    assert init(monkeypatch, "Một câu dài dễ nhớ 7") == 0
    assert "không thay đổi" in capsys.readouterr().out
    database = Database(f"sqlite:///{tmp_path / 'new' / 'dvc.sqlite3'}")
    with database.reading() as session:
        officer = session.scalars(select(Officer)).one()
        assert (officer.agency.identifier_code, officer.agency.hotline) == ("H15.24265", "0262 3851 234")
        assert officer.account.full_name == "H' Hen Niê"
        assert len(session.scalars(select(Account)).all()) == 1
        assert session.scalars(select(Dossier)).all() == []
    database.close()


@pytest.mark.parametrize(
    ("password", "changed"),
    [
        ("ngắn", {}),
        ("nguyenvana01@D", {}),
        ("Một câu dài dễ nhớ 7", {"phone": "12"}),
        ("Một câu dài dễ nhớ 7", {"commune": "00000"}),
        ("Một câu dài dễ nhớ 7", {"officer": "123"}),
    ],
)
def test_init_refuses_what_is_wrong_and_makes_nothing(
    password: str,
    changed: dict[str, str],
    bare: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert init(monkeypatch, password, **changed) == 1
    assert one_sentence(capsys)
    assert not bare.exists()


def test_init_says_what_is_missing_where_nobody_can_be_asked(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--commune", "24265"]) == 1
    assert "--identifier" in one_sentence(capsys)
    assert not bare.exists()
