"""Send SMS through a provider that is asked by HTTP."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dvc.gateways.channels.base import ChannelBusy, ChannelRefused, Message, Receipt
from dvc.gateways.channels.sms_template import PLAIN, SmsTemplate, Success, read_template

if TYPE_CHECKING:
    import requests

_LONGEST_ANSWER: Final = 64 * 1024  # bytes; a provider says little
_OURS_TO_MEND: Final = {401, 403, 404, 405, 407}  # wrong secret or address: no message is lost over it
_BUSY: Final = {408, 425, 429}
_REFUSALS: Final = range(400, 500)


@dataclass(frozen=True, slots=True)
class SmsHttpChannel:
    """A provider's template. `timeout` is in seconds: to connect, and for the answer."""

    template: SmsTemplate
    timeout: tuple[float, float] = (5.0, 20.0)

    @classmethod
    def from_url(cls, url: str, template: Path | None = None) -> "SmsHttpChannel":
        """Open the channel to a provider's address.

        Raises BadTemplate (a ValueError).
        """
        return cls(read_template(template or PLAIN, url=url))

    def send(self, message: Message) -> Receipt:
        """Hand the message to the provider."""
        # Imported on the first message: it would slow every start of the program.
        import requests  # noqa: PLC0415 - see above

        headers, body = self.template.filled(message)
        try:
            with requests.request(
                self.template.method,
                self.template.url,
                headers=headers,
                json=body if self.template.as_json else None,
                data=None if self.template.as_json else body,
                timeout=self.timeout,
                allow_redirects=False,  # a redirect would carry number and text to somebody else
                stream=True,
            ) as answer:
                return _read(answer, self.template.success, message.key)
        except requests.exceptions.InvalidHeader:
            raise ChannelRefused("a line break in a header") from None
        except requests.RequestException as error:
            raise ChannelBusy(f"sms: {type(error).__name__}") from None


def _read(answer: "requests.Response", rule: Success, key: str) -> Receipt:
    status = answer.status_code
    if status not in rule.status:
        final = status in _REFUSALS and status not in _BUSY | _OURS_TO_MEND
        raise (ChannelRefused if final else ChannelBusy)(f"sms: status {status}")
    content = _parsed(answer) if rule.path or rule.reference else None
    if rule.path:
        value = _at(content, rule.path)
        if value is None or value in rule.busy:
            raise ChannelBusy(f"sms: {rule.path} is {value and value[:16]}")
        if value != rule.value:
            raise ChannelRefused(f"sms: {rule.path} is {value[:16]}")
    return Receipt((rule.reference and _at(content, rule.reference)) or key)


def _parsed(answer: "requests.Response") -> Any:
    said = b""
    for piece in answer.iter_content(8 * 1024):
        said += piece
        if len(said) > _LONGEST_ANSWER:
            return None
    try:
        return json.loads(said)
    except ValueError:
        return None


def _at(content: Any, path: str) -> str | None:
    """Return what stands at "a.b.0.c" as text, or None where the answer has no such place."""
    for step in path.split("."):
        if isinstance(content, dict):
            content = content.get(step)
        elif isinstance(content, list) and step.isdecimal() and int(step) < len(content):
            content = content[int(step)]
        else:
            return None
    return None if content is None else str(content)
