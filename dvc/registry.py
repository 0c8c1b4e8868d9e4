"""A named collection that its members enter themselves."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Keep things of one kind by name; ``what`` names the kind in error messages."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._members: dict[str, T] = {}

    def register(self, name: str) -> Callable[[T], T]:
        """Return a decorator that enters its object under a name.

        Raises ValueError when the name is taken: two owners of one name is a mistake, not a choice.
        """

        def enter(member: T) -> T:
            if name in self._members:
                raise ValueError(f"{self._what} {name!r} is registered twice")
            self._members[name] = member
            return member

        return enter

    def get(self, name: str) -> T:
        """Return the member of that name; raises LookupError that lists the known names."""
        try:
            return self._members[name]
        except KeyError:
            known = ", ".join(self.names()) or "none"
            raise LookupError(f"no {self._what} {name!r}; known: {known}") from None

    def names(self) -> tuple[str, ...]:
        """Return the registered names in the order of their registration."""
        return tuple(self._members)
