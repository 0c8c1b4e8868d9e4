"""Every address asks for a permission by name or says that it is for everybody."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from dvc.domain.permissions import HOLDERS, Permission
from dvc.web.permissions import PUBLIC

KNOWN = {PUBLIC, *Permission}
# What may be asked without signing in or holding anything: printed here so that a new one is a decision.
PUBLIC_POSTS = {
    "auth": "registration, signing in, a forgotten password",
    "lookup": "the look-up, guarded by a captcha",
    "catalogue": "choosing what to file before signing in",
    "captcha": "a new picture",
}


def guarded(app: Flask) -> dict[str, Callable[..., Any]]:
    return dict(app.view_functions)


def test_every_view_has_a_permission_or_is_public(app: Flask) -> None:
    bare = {name for name, view in guarded(app).items() if getattr(view, "__permission__", None) not in KNOWN}
    assert bare == set()


def test_every_public_view_that_writes_is_a_known_one(app: Flask) -> None:
    posts = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if {"POST", "PUT", "PATCH", "DELETE"} & (rule.methods or set())
    }
    views = guarded(app)
    public = {name for name in posts if getattr(views[name], "__permission__", "") == PUBLIC}
    assert {name.split(".")[0] for name in public} <= set(PUBLIC_POSTS)


def test_every_permission_says_who_holds_it() -> None:
    assert set(HOLDERS) == set(Permission)


def test_addresses_are_unaccented_lower_case(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        fixed = "".join(text for is_dynamic, text in rule._trace if not is_dynamic)
        assert fixed.isascii(), rule.rule
        assert fixed.lower() == fixed, rule.rule
