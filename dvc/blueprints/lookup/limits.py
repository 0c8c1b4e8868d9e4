"""Hold back who guesses: failures count by number, and far more generously by address, which a village shares."""

from datetime import timedelta

from dvc.errors import TooManyRequests
from dvc.services import throttle
from dvc.web.database import reading, transaction
from dvc.web.signing_in import address

BY_NUMBER = "lookup.number"
BY_ADDRESS = "lookup.address"
WINDOW = timedelta(hours=1)
MOST_OF_A_NUMBER = 10
MOST_OF_AN_ADDRESS = 200
WORDS = "Đã tra cứu nhiều lần mà không thấy. Ông/bà đợi một lúc rồi thử lại, hoặc gọi bộ phận Một cửa."


def check(number: str) -> None:
    """Refuse a number or an address with too many failures.

    Raises:
        TooManyRequests: there were too many within the hour.

    """
    try:
        with reading() as session:
            throttle.check(session, BY_NUMBER, number, limit=MOST_OF_A_NUMBER)
            throttle.check(session, BY_ADDRESS, address(), limit=MOST_OF_AN_ADDRESS)
    except TooManyRequests as refused:
        raise TooManyRequests(WORDS, retry_after=refused.retry_after) from None


def count_failure(number: str = "") -> None:
    """Count a look-up that found nothing, or wrong letters (no number then)."""
    with transaction() as session:
        if number:
            throttle.failed(session, BY_NUMBER, number, window=WINDOW)
        throttle.failed(session, BY_ADDRESS, address(), window=WINDOW)
