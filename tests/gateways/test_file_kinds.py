import contextlib
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvc import i18n
from dvc.domain import file_limits
from dvc.errors import InvalidAnswer
from dvc.gateways.files.kinds import Kind, identify
from tests.gateways import samples

GOOD: dict[Kind, Callable[[], bytes]] = {
    Kind.PDF: samples.pdf,
    Kind.DOC: lambda: samples.ole("WordDocument"),
    Kind.DOCX: samples.docx,
    Kind.JPEG: samples.jpeg,
    Kind.PNG: samples.png,
    Kind.HEIC: samples.heic,
    Kind.ZIP: lambda: samples.zipped({"giay.txt": b"giay to"}),
    Kind.RAR: samples.rar,
    Kind.SEVEN_Z: samples.seven_z,
}


def refusal(data: bytes, name: str = "giay.pdf") -> str:
    """Return the code of a refusal, whose sentence must exist and name the file."""
    with pytest.raises(InvalidAnswer) as raised:
        identify(data, name)
    assert name in i18n.words(raised.value.code, **raised.value.params)
    return raised.value.code


def png_of(width: int, height: int) -> bytes:
    """Write a PNG that claims a size it does not have."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_is_known_by_its_content(kind: Kind) -> None:
    data = GOOD[kind]()
    assert identify(data, f"giấy tờ.{kind}") is kind
    assert identify(data, f"GIẤY TỜ.{kind.upper()}") is kind
    assert identify(data, "1000012345") is kind
    assert kind.media_type.count("/") == 1


def test_the_extensions_shown_to_people_are_those_of_the_kinds() -> None:
    assert set(file_limits.ALLOWED_EXTENSIONS) == {*Kind, "jpeg"}


def test_an_allowed_extension_for_another_is_forgiven() -> None:
    assert identify(samples.png(), "anh.jpg") is Kind.PNG


def test_a_header_that_begins_a_little_later_is_a_pdf_too() -> None:
    assert identify(b"\r\n" + samples.pdf(), "a.pdf") is Kind.PDF


@pytest.mark.parametrize("name", ["virus.exe", "a.pdf.js", "a.html", "a.svg", "a.xls", "a.docm"])
def test_a_name_that_says_something_else_is_refused(name: str) -> None:
    assert refusal(samples.pdf(), name) == "file.extension_mismatch"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"a" * (file_limits.MAX_FILE_BYTES + 1), "file.large"),
        (b"MZ\x90\0" * 99, "file.kind"),
        (b"<html><script>", "file.kind"),
        (b"GIF89a" + bytes(99), "file.kind"),
        (b"\0\0\0\x1cftypavif" + bytes(99), "file.kind"),
        (b"%PDF-1.7\nnothing", "file.broken"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "file.broken"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "file.broken"),
        (b"\0\0\0\x1cftypheic" + bytes(99), "file.broken"),
        (b"PK\x03\x04" + bytes(99), "file.broken"),
        (b"Rar!\x1a\x07\x00" + bytes(99), "file.broken"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(99), "file.broken"),
    ],
)
def test_what_is_none_of_the_kinds_is_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


@pytest.mark.parametrize("kind", [Kind.JPEG, Kind.PNG, Kind.HEIC, Kind.ZIP, Kind.SEVEN_Z, Kind.RAR])
def test_a_file_cut_in_the_middle_is_refused(kind: Kind) -> None:
    data = GOOD[kind]()
    assert refusal(data[: len(data) * 2 // 3], f"a.{kind}") == "file.broken"


def test_a_photo_of_which_only_the_upper_half_arrived_is_refused() -> None:
    data = samples.jpeg(size=(2000, 1500))
    assert refusal(data[: len(data) // 2], "a.jpg") == "file.broken"


def test_a_paper_without_pages_is_refused() -> None:
    assert refusal(samples.pdf(pages=0)) == "file.broken"


@pytest.mark.parametrize(
    "data",
    [samples.pdf(password="m"), samples.seven_z(password="m"), samples.rar(locked=True)],
    ids=["pdf", "7z", "rar"],
)
def test_a_file_with_a_password_is_refused(data: bytes) -> None:
    assert refusal(data) == "file.locked"


def test_a_zip_with_a_password_is_refused() -> None:
    data = bytearray(samples.zipped({"a.txt": b"a"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == "file.locked"


def test_an_ole_file_that_is_not_words_is_refused() -> None:
    assert refusal(samples.ole("Workbook"), "a.doc") == "file.kind"
    assert refusal(samples.ole() + b"a" + "WordDocument\0".encode("utf-16-le"), "a.doc") == "file.kind"


def test_word_files_with_programs_are_refused() -> None:
    assert refusal(samples.docx(word__vbaProject=b"x"), "a.docx") == "file.macros"
    assert refusal(samples.ole("WordDocument", "_VBA_PROJECT"), "a.doc") == "file.macros"


@pytest.mark.parametrize("size", [(50_000, 50_000), (10_001, 5_000), (9_500, 9_500)])
def test_a_picture_that_would_fill_the_memory_is_refused(size: tuple[int, int]) -> None:
    assert refusal(png_of(*size), "a.png") == "file.pixels"


def test_the_largest_phone_picture_is_within_the_limit() -> None:
    assert file_limits.MAX_PIXELS >= 8064 * 6048


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({}, "file.kind"),
        ({f"{number}.txt": b"" for number in range(201)}, "file.archive_many"),
        ({"a.txt": bytes(2_000_000)}, "file.archive_ratio"),
        ({"../a.txt": b"a"}, "file.archive_path"),
        ({"b/../../a.txt": b"a"}, "file.archive_path"),
        ({"..\\a.txt": b"a"}, "file.archive_path"),
        ({"/etc/passwd": b"a"}, "file.archive_path"),
        ({"C:a.txt": b"a"}, "file.archive_path"),
        ({"a.ZIP": b"a"}, "file.archive_nested"),
    ],
)
def test_a_dangerous_archive_is_refused(parts: dict[str, bytes], code: str) -> None:
    assert refusal(samples.zipped(parts), "a.zip") == code


def test_the_other_archives_are_looked_through_too() -> None:
    assert refusal(samples.rar("../a.txt"), "a.rar") == "file.archive_path"
    assert refusal(samples.rar(unpacked=10_000_000), "a.rar") == "file.archive_ratio"
    assert refusal(samples.seven_z(name="a.rar"), "a.7z") == "file.archive_nested"


@settings(deadline=None)  # the first file of a kind loads its library
@given(st.sampled_from(sorted(GOOD)), st.binary(max_size=60), st.integers(0, 400))
def test_whatever_is_sent_is_known_or_refused_never_more(kind: Kind, noise: bytes, at: int) -> None:
    data = GOOD[kind]()
    with contextlib.suppress(InvalidAnswer):
        identify(data[:at] + noise + data[at + len(noise) :], "a")


def test_nothing_heavy_is_loaded_before_the_first_file() -> None:
    code = (
        "import sys, dvc.gateways.files.derivatives;"
        "sys.exit(bool({'PIL', 'pikepdf', 'pillow_heif', 'py7zr', 'rarfile'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
