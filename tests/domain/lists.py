"""Short reference lists for the tests of forms: two provinces with a commune each."""

from typing import NamedTuple


class Place(NamedTuple):
    """An entry of a list."""

    code: str
    name: str


class Paper(NamedTuple):
    """A kind of identity paper."""

    name: str
    issuer: str
    number: str


class Lists:
    """What fields ask of the reference data."""

    def provinces(self) -> tuple[Place, ...]:
        """Return two provinces."""
        return (Place("66", "Tỉnh Đắk Lắk"), Place("31", "Thành phố Hải Phòng"))

    def communes(self, province_code: str, /) -> tuple[Place, ...]:
        """Return one commune of a known province."""
        found = {"66": (Place("24265", "Xã Ea Kiết"),), "31": (Place("11140", "Xã Lạc Phượng"),)}
        return found.get(province_code, ())

    def countries(self) -> tuple[Place, ...]:
        """Return two countries."""
        return (Place("VN", "Việt Nam"), Place("LA", "Lào"))

    def province_id_codes(self) -> frozenset[str]:
        """Return two known beginnings of ID numbers."""
        return frozenset({"066", "030"})

    def identity_documents(self) -> tuple[Paper, ...]:
        """Return a paper of each kind of number."""
        return (
            Paper("Thẻ căn cước", "Bộ Công an", "personal"),
            Paper("Thẻ căn cước công dân", "Cục Cảnh sát quản lý hành chính về trật tự xã hội", "personal"),
            Paper("Chứng minh nhân dân", "Công an tỉnh/thành phố", "old"),
            Paper("Hộ chiếu", "", "passport"),
        )


LISTS = Lists()
