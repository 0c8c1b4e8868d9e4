"""Settings: what the operator may ask for."""

from pathlib import Path

import pytest

from dvc.config import BadSettings, Settings


def test_unset_means_production_in_the_instance_folder() -> None:
    settings = Settings.from_environ({"DVC_INSTANCE": "/srv/dvc"})
    assert settings.env == "production"
    assert settings.database_url == "sqlite:////srv/dvc/dvc.sqlite3"
    assert settings.queue_url == "sqlite:////srv/dvc/queue.sqlite3"
    assert settings.instance == Path("/srv/dvc")


@pytest.mark.parametrize("switch", [{"DVC_CAPTCHA_ANSWER": "ABCDE"}, {"DVC_LIMITS": "off"}])
def test_production_refuses_the_switches_of_tests(switch: dict[str, str]) -> None:
    with pytest.raises(BadSettings, match=next(iter(switch))):
        Settings.from_environ(switch)
    assert Settings.from_environ({"DVC_ENV": "test", **switch})


@pytest.mark.parametrize("environ", [{"DVC_ENV": "prod"}, {"DVC_PORT": "eighty"}, {"DVC_WORKERS": "-1"}])
def test_a_value_without_meaning_is_named(environ: dict[str, str]) -> None:
    with pytest.raises(BadSettings, match=next(iter(environ))):
        Settings.from_environ(environ)


def test_production_needs_keys_an_sms_channel_and_a_public_address() -> None:
    bare = Settings.from_environ({})
    with pytest.raises(BadSettings, match=r"DVC_KEYS.*DVC_SMS_URL.*DVC_PUBLIC_URL"):
        bare.refuse_unsafe(has_keys=False)
    whole = Settings.from_environ({"DVC_SMS_URL": "https://sms.example", "DVC_PUBLIC_URL": "https://dvc.example"})
    whole.refuse_unsafe(has_keys=True)
    assert whole.behind_tls


def test_the_demo_needs_nothing() -> None:
    Settings.from_environ({"DVC_ENV": "demo"}).refuse_unsafe(has_keys=False)


def test_production_is_reached_by_https_only() -> None:
    plain = Settings.from_environ({"DVC_SMS_URL": "https://sms.example", "DVC_PUBLIC_URL": "http://dvc.example"})
    with pytest.raises(BadSettings, match="https"):
        plain.refuse_unsafe(has_keys=True)
