"""The channel of the demo: nothing leaves the machine, the outbox itself is the inbox."""

from dvc.gateways.channels.base import ChannelRefused, Message, Receipt


class DemoChannel:
    """Takes every message that has a recipient and sends it nowhere."""

    def send(self, message: Message) -> Receipt:
        """Take the message."""
        if not message.to.strip() or not message.to.isprintable():
            raise ChannelRefused("no such recipient")
        return Receipt(f"demo:{message.key}")
