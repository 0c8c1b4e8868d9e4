"""Ask for a permission at the door of each view; a view without one is refused at start-up."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import session

from dvc.domain.actor import ANONYMOUS, Actor, Capacity, Role
from dvc.domain.permissions import Permission, allowed
from dvc.errors import Forbidden, SignInRequired
from dvc.services.sessions import Visit

P = ParamSpec("P")
R = TypeVar("R")

PUBLIC = "public"


def visit() -> Visit:
    """Return the session of this request."""
    found: Visit = session.visit  # type: ignore[attr-defined]  # DvcSession, set by DatabaseSessions
    return found


def current_actor() -> Actor:
    """Return who acts in this request."""
    now = visit()
    if now.account_id is None:
        return Actor(None, Capacity.ANONYMOUS, session=str(now.id or "")) if now.id else ANONYMOUS
    if now.officer_agency_id is None:
        return Actor(now.account_id, Capacity.SELF, session=str(now.id))
    return Actor(
        now.account_id,
        Capacity.DESK_OFFICER,
        agency_id=now.officer_agency_id,
        role=Role(now.officer_role),
        unit=now.officer_unit,
        session=str(now.id),
    )


def requires(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let only those in who have the permission; a visitor is sent to sign in first."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            actor = current_actor()
            if not allowed(actor, permission):
                raise SignInRequired if actor.account_id is None else Forbidden
            return view(*args, **kwargs)

        guarded.__permission__ = permission.value  # type: ignore[attr-defined]  # read by check_routes
        return guarded

    return decorate


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Say that a view is for everybody."""
    view.__permission__ = PUBLIC  # type: ignore[attr-defined]  # read by check_routes
    return view


def check_routes(views: dict[str, Callable[..., Any]]) -> None:
    """Refuse to start with a view that says neither `requires` nor `public`.

    Raises:
        RuntimeError: naming the endpoints.

    """
    bare = sorted(name for name, view in views.items() if not hasattr(view, "__permission__"))
    if bare:
        raise RuntimeError(f"views without a permission: {', '.join(bare)}")
