from pathlib import Path

import pytest

from dvc.app import create_app
from dvc.cli import ground
from dvc.config import BadSettings, Settings
from dvc.db import Database
from dvc.errors import Forbidden
from dvc.services import demo, setup

SAFE = {"DVC_SMS_URL": "https://sms.example.vn", "DVC_PUBLIC_URL": "https://dvc.example.vn"}


@pytest.fixture
def production(environment: dict[str, str]) -> dict[str, str]:
    for name in ("DVC_ENV", "DVC_CAPTCHA_ANSWER"):
        del environment[name]
    return environment | SAFE


@pytest.mark.parametrize("missing", ["DVC_SMS_URL", "DVC_PUBLIC_URL", "DVC_KEYS"])
def test_without_a_word_it_is_production_and_wants_what_keeps_people_safe(
    production: dict[str, str], missing: str
) -> None:
    del production[missing]
    with pytest.raises(BadSettings, match=missing):
        create_app(Settings.from_environ(production))


@pytest.mark.parametrize("env", ["", "Production", "prod", "test ", "DEMO"])
def test_a_misspelt_environment_is_no_test_portal(production: dict[str, str], env: str) -> None:
    with pytest.raises(BadSettings):
        Settings.from_environ(production | {"DVC_ENV": env})


@pytest.mark.parametrize("switch", [{"DVC_CAPTCHA_ANSWER": "ABCDE"}, {"DVC_LIMITS": "off"}])
def test_no_switch_of_tests_works_there(production: dict[str, str], switch: dict[str, str]) -> None:
    with pytest.raises(BadSettings):
        Settings.from_environ(production | switch)


def test_demo_people_and_listings_are_not_for_production(production: dict[str, str]) -> None:
    settings = Settings.from_environ(production)
    setup.install(settings)
    database = Database(settings.database_url)
    try:
        with database.reading() as session, pytest.raises(Forbidden):
            demo.load(session)
    finally:
        database.close()
    for verb in ("accounts", "outbox", "dossiers", "demo", "limits reset"):
        with pytest.raises(ground.Refused):
            ground.demo_only(settings, verb)


def test_no_listing_is_reachable_over_http(production: dict[str, str], tmp_path: Path) -> None:
    app = create_app(Settings.from_environ(production))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    try:
        for path in ("/outbox", "/accounts", "/dossiers", "/console", "/debug", "/admin", "/.git/config", "/keys.json"):
            assert app.test_client().get(path).status_code == 404, path
        assert not app.debug
        assert not app.testing
    finally:
        app.extensions["dvc_database"].close()
    assert not list(tmp_path.glob("**/keys.json"))
