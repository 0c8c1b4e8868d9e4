"""Keys: what is sealed opens only where it belongs."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvc import crypto
from dvc.crypto import BadKeys

RING = crypto.new_ring()


@given(st.binary(max_size=300), st.binary(max_size=20))
def test_what_is_sealed_opens_again(plain: bytes, context: bytes) -> None:
    assert RING.open(RING.seal(plain, context), context) == plain


def test_a_value_moved_to_another_column_does_not_open() -> None:
    sealed = RING.seal(b"066190000001", b"account.id_number")
    with pytest.raises(BadKeys):
        RING.open(sealed, b"account.phone")


@given(st.integers(min_value=0, max_value=40))
def test_a_value_altered_anywhere_does_not_open(place: int) -> None:
    sealed = bytearray(RING.seal(b"Nguyen Thi Hoa", b"account.full_name"))
    sealed[place % len(sealed)] ^= 1
    with pytest.raises(BadKeys):
        RING.open(bytes(sealed), b"account.full_name")


def test_an_empty_value_does_not_open() -> None:
    with pytest.raises(BadKeys):
        RING.open(b"", b"x")


def test_a_rotated_ring_opens_what_the_old_one_sealed_and_finds_by_the_same_index() -> None:
    rotated = RING.rotated()
    assert rotated.open(RING.seal(b"old", b"c"), b"c") == b"old"
    assert rotated.seal(b"new", b"c")[0] == RING.current + 1
    assert rotated.index("0905123456", "phone") == RING.index("0905123456", "phone")


def test_the_index_of_one_purpose_tells_nothing_of_another() -> None:
    assert RING.index("066190000001", "id_number") != RING.index("066190000001", "phone")


def test_a_signature_holds_for_its_text_and_purpose_only() -> None:
    signature = RING.sign("text", "csrf")
    assert RING.signed("text", signature, "csrf")
    assert not RING.signed("text!", signature, "csrf")
    assert not RING.signed("text", signature, "grant")


def test_keys_are_kept_where_only_the_owner_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    crypto.save(RING, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert crypto.load("", path) == RING
    assert crypto.load(RING.dumps(), tmp_path / "none.json") == RING
    assert crypto.load("", tmp_path / "none.json") is None


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"sealing": {"1": "YWJj"}, "current": 1, "base": "YWJj"}', RING.dumps().replace('"1"', '"2"')],
)
def test_a_malformed_ring_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadKeys, match="DVC_KEYS"):
        crypto.parse(text)
