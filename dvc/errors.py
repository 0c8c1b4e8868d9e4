"""Name everything that can go wrong; `dvc.web.errors` alone turns the names into HTTP."""

from collections.abc import Mapping


class DvcError(Exception):
    """A refusal that a person may read: `message` is Vietnamese, or empty for the page's own words."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message


class NotFound(DvcError):
    """The thing does not exist, or is not this person's: both look the same."""


class Forbidden(DvcError):
    """The person may not do this here."""


class SignInRequired(DvcError):
    """The page is for people who have signed in."""


class Conflict(DvcError):
    """The thing has moved on since the person saw it."""


class TooLarge(DvcError):
    """More was sent than is taken."""


class TooManyRequests(DvcError):
    """The same was tried too often; `retry_after` is in seconds."""

    def __init__(self, message: str = "", *, retry_after: int = 60) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(DvcError):
    """A part that we need does not answer now."""


class InvalidAnswer(DvcError):
    """An answer has the wrong shape: a `code` with its `params`; the words are chosen at the edge."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, object] = params


class Invalid(DvcError):
    """Several answers are wrong: field name → what is wrong with it."""

    def __init__(self, problems: Mapping[str, InvalidAnswer]) -> None:
        super().__init__(", ".join(problems))
        self.problems = dict(problems)
