"""Read the address by which another portal sends somebody to the start page."""

from flask import request

from dvc import clock
from dvc.db import Session
from dvc.domain.origins import read_origin
from dvc.services import arrivals
from dvc.services.arrivals import Arrival

AGENCY, SOURCE, REFERENCE = "co-quan", "nguon", "tham-chieu"


def arrived(db: Session) -> Arrival:
    """Return what the link brought: it stands in the address, then in the form of the page it led to."""
    given = request.form if request.method == "POST" else request.args
    origin = read_origin(given.get(SOURCE, ""), given.get(REFERENCE, ""))
    return arrivals.read(db, given.get(AGENCY, ""), origin, clock.today())
