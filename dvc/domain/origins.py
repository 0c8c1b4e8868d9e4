"""Say from which portal somebody was sent here, and under what reference of its own.

Everything comes from an address, so nothing is kept that is not of a known shape, and nothing that may be personal.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

NAMES: Mapping[str, str] = {"dvcqg": "Cổng Dịch vụ công quốc gia"}
_REFERENCE = re.compile(r"[A-Za-z0-9.-]{1,50}", re.ASCII)
# Nine to twelve digits, however they are set apart, are an ID number or a phone.
_PERSONAL = re.compile(r"\d{9,12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Origin:
    """The portal (a key of NAMES), and its reference, "" where it gave none that we keep."""

    source: str
    reference: str = ""

    @property
    def words(self) -> str:
        """Return what the desk reads, "" for who came by himself."""
        name = NAMES.get(self.source, "")
        return f"{name}, mã {self.reference}" if name and self.reference else name


HERE = Origin("")


def read_origin(source: str, reference: str) -> Origin:
    """Return where an address says that it comes from; what is not of the known shape is left out."""
    if source not in NAMES:
        return HERE
    personal = _PERSONAL.fullmatch(re.sub(r"[.-]", "", reference))
    known = _REFERENCE.fullmatch(reference) and not personal
    return Origin(source, reference if known else "")
