"""Small files of each kind, made here and now."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pikepdf
import pillow_heif
import py7zr
from PIL import Image

ORIENTATION, GPS_IFD, MAKE = 0x0112, 0x8825, 0x010F
PLACE = {1: "N", 2: (12.0, 40.0, 0.0), 3: "E", 4: (108.0, 2.0, 0.0)}


def picture(size: tuple[int, int] = (64, 40), mode: str = "RGB") -> Image.Image:
    """Draw a picture whose left half is dark and right half light."""
    drawn = Image.new(mode, size, 255 if mode == "L" else "white")
    drawn.paste(20 if mode == "L" else (20, 20, 20), (0, 0, size[0] // 2, size[1]))
    return drawn


def exif(orientation: int = 1) -> Image.Exif:
    """Write down a phone, a place and how the phone was held."""
    facts = Image.Exif()
    facts[ORIENTATION] = orientation
    facts[MAKE] = "Dien thoai"
    facts[GPS_IFD] = PLACE
    return facts


def saved(drawn: Image.Image, form: str, **options: object) -> bytes:
    """Save a picture."""
    out = io.BytesIO()
    drawn.save(out, format=form, **options)
    return out.getvalue()


def jpeg(orientation: int = 1, size: tuple[int, int] = (64, 40)) -> bytes:
    """Take a photo."""
    return saved(picture(size), "JPEG", exif=exif(orientation), comment=b"bi mat", icc_profile=b"fake profile")


def png() -> bytes:
    """Take a screenshot."""
    return saved(picture(), "PNG")


def heic() -> bytes:
    """Take a photo with a newer phone."""
    pillow_heif.register_heif_opener()
    return saved(picture(), "HEIF", exif=exif())


def pdf(*, password: str = "", pages: int = 1) -> bytes:
    """Write an empty paper."""
    with pikepdf.new() as paper:
        for _ in range(pages):
            paper.add_blank_page(page_size=(300, 400))
        out = io.BytesIO()
        paper.save(out, encryption=pikepdf.Encryption(owner="o", user=password) if password else False)
    return out.getvalue()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Pack files into a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    """Write a Word document; a key's double underscore is a slash."""
    extra = {name.replace("__", "/") + ".bin": data for name, data in more.items()}
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"} | extra)


def ole(*names: str) -> bytes:
    """Write an OLE file whose directory has the names: `WordDocument` makes it a .doc."""
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    entries = b"".join((name + "\0").encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *names))
    return head.ljust(512, b"\0") + entries.ljust(512, b"\0")


def seven_z(*, password: str | None = None, name: str = "giay.txt") -> bytes:
    """Pack one file into a 7z."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password=password) as archive:
        archive.writestr(b"giay to", name)
    return out.getvalue()


def rar(name: str = "giay.txt", *, locked: bool = False, unpacked: int = 7) -> bytes:
    """Pack one file into a rar of version 4, uncompressed."""
    data = b"giay to"
    encoded = name.encode()
    flags = 0x8000 | (0x04 if locked else 0)
    fields = struct.pack("<IIBIIBBHI", len(data), unpacked, 3, zlib.crc32(data), 0, 29, 0x30, len(encoded), 0x20)
    body = fields + encoded
    return (
        b"Rar!\x1a\x07\x00" + _block(0x73, 0, bytes(6)) + _block(0x74, flags, body) + data + _block(0x7B, 0x4000, b"")
    )


def _block(kind: int, flags: int, body: bytes) -> bytes:
    rest = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest
