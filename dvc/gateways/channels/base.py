"""What every channel does with a message."""

from dataclasses import dataclass
from typing import Protocol

from dvc.errors import DvcError


class ChannelError(DvcError):
    """A message has not gone out; `reason` is for operators and names no person."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


class ChannelRefused(ChannelError):
    """This message will never be taken: do not try again."""


class ChannelBusy(ChannelError):
    """The message may be taken later: the peer is away, overloaded, or we are set up wrongly."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one person.

    `key` is the outbox row's: a repeat carries the same key. `to` is an e-mail address, or a phone number as
    it is stored (0912345678). `subject` and `html` are for mail alone.
    """

    key: str
    to: str
    subject: str
    text: str
    html: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The peer has taken the message; `reference` is its name for it."""

    reference: str


class Channel(Protocol):
    """Sends messages. Sending twice is possible (a time-out after the peer has taken it): the key tells."""

    def send(self, message: Message) -> Receipt:
        """Hand the message to the peer. Raises ChannelRefused or ChannelBusy."""
