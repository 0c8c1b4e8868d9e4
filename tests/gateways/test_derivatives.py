import io
import statistics
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image, ImageChops

from dvc.domain import file_limits
from dvc.errors import InvalidAnswer
from dvc.gateways.files import derivatives
from dvc.gateways.files.derivatives import LONGEST_SIDE, Derivative, cleaned
from dvc.gateways.files.kinds import Kind
from dvc.gateways.files.pictures import loaded, opened
from tests.gateways import samples

SECRETS = (b"Dien thoai", b"bi mat", b"fake profile", b"Exif", b"ICC_PROFILE")


def shown(data: bytes, kind: Kind) -> tuple[Derivative, Image.Image]:
    derivative = cleaned(data, kind)
    assert derivative is not None
    return derivative, Image.open(io.BytesIO(derivative.data))


@pytest.mark.parametrize(
    ("make", "kind"), [(samples.jpeg, Kind.JPEG), (samples.png, Kind.PNG), (samples.heic, Kind.HEIC)]
)
def test_a_picture_becomes_a_plain_jpeg(make: Callable[[], bytes], kind: Kind) -> None:
    derivative, picture = shown(make(), kind)
    assert (derivative.kind, derivative.media_type) == (Kind.JPEG, "image/jpeg")
    assert picture.format == "JPEG"
    assert picture.size == (64, 40)
    left, right = (picture.convert("L").getpixel(at) for at in ((10, 20), (54, 20)))
    assert isinstance(left, int | float)
    assert isinstance(right, int | float)
    assert left < 60
    assert right > 200


@pytest.mark.parametrize(("make", "kind"), [(samples.jpeg, Kind.JPEG), (samples.heic, Kind.HEIC)])
def test_place_and_camera_are_gone(make: Callable[[], bytes], kind: Kind) -> None:
    original = make()
    assert b"Dien thoai" in original
    derivative, picture = shown(original, kind)
    assert not any(secret in derivative.data for secret in SECRETS)
    assert not picture.getexif()
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_turned_upright(orientation: int) -> None:
    """The same scene, held in each of eight ways, must look the same."""
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    scene = samples.picture()
    scene.paste((200, 0, 0), (0, 0, 20, 12))  # a mark in the corner: no turn looks like another
    held = scene.transpose(turns[orientation]) if orientation in turns else scene
    _, picture = shown(samples.saved(held, "JPEG", exif=samples.exif(orientation), quality=95), Kind.JPEG)
    assert picture.size == scene.size
    difference = ImageChops.difference(picture.convert("L"), scene.convert("L")).tobytes()
    assert statistics.fmean(difference) < 6


def test_a_large_photo_is_made_smaller_in_its_proportions() -> None:
    _, picture = shown(samples.jpeg(size=(4000, 3000)), Kind.JPEG)
    assert picture.size == (LONGEST_SIDE, LONGEST_SIDE * 3 // 4)
    _, upright = shown(samples.jpeg(orientation=6, size=(4000, 3000)), Kind.JPEG)
    assert upright.size == (LONGEST_SIDE * 3 // 4, LONGEST_SIDE)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "L", "CMYK"])
def test_pictures_of_every_make_are_taken(mode: str) -> None:
    drawn = samples.picture().convert(mode)
    form, kind = ("JPEG", Kind.JPEG) if mode == "CMYK" else ("PNG", Kind.PNG)
    _, picture = shown(samples.saved(drawn, form), kind)
    low, high = picture.convert("L").getextrema()
    assert isinstance(low, int | float)
    assert low < 60
    assert isinstance(high, int | float)
    assert high > 200


def test_a_scanners_sixteen_bit_grey_keeps_its_tones() -> None:
    _, picture = shown(samples.saved(Image.new("I;16", (20, 20), 0x8000), "PNG"), Kind.PNG)
    assert picture.getextrema() == (128, 128)


def test_what_can_be_seen_through_lies_on_white() -> None:
    _, picture = shown(samples.saved(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG"), Kind.PNG)
    assert picture.convert("L").getextrema() == (255, 255)


def test_a_picture_that_would_fill_the_memory_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dvc.gateways.files.pictures.MAX_PIXELS", 64 * 40 - 1)
    with pytest.raises(InvalidAnswer, match=r"file\.pixels"):
        cleaned(samples.jpeg(), Kind.JPEG)


def test_a_broken_picture_is_refused() -> None:
    with pytest.raises(InvalidAnswer, match=r"file\.broken"):
        cleaned(samples.png()[:90], Kind.PNG)


@pytest.mark.parametrize("kind", [Kind.DOC, Kind.DOCX, Kind.ZIP, Kind.RAR, Kind.SEVEN_Z])
def test_other_kinds_have_no_copy(kind: Kind) -> None:
    assert cleaned(samples.pdf(), kind) is None


def dangerous_pdf() -> bytes:
    """Write a paper with everything in it that should not reach an officer's computer."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 400))
        script = {"/S": pikepdf.Name("/JavaScript"), "/JS": pikepdf.String("app.alert(1)")}
        launch = {"/S": pikepdf.Name("/Launch"), "/F": pikepdf.String("cmd.exe")}
        link = {"/S": pikepdf.Name("/URI"), "/URI": pikepdf.String("https://xa.example")}
        indirect = pdf.make_indirect(pikepdf.Dictionary(launch))
        notes = [
            pikepdf.Dictionary(Type=pikepdf.Name("/Annot"), A=pikepdf.Dictionary(script)),
            pikepdf.Dictionary(Type=pikepdf.Name("/Annot"), A=indirect),
            pikepdf.Dictionary(
                Type=pikepdf.Name("/Annot"), A=pikepdf.Dictionary(link | {"/Next": pikepdf.Array([indirect])})
            ),
        ]
        page.Annots = pikepdf.Array(notes)
        page.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(script))
        page.Extra = pikepdf.Dictionary(JS=pikepdf.String("app.alert(2)"))
        pdf.Root.OpenAction = pikepdf.Dictionary(script)
        pdf.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), pikepdf.Dictionary(script)]))
        )
        pdf.attachments["virus.exe"] = b"MZ-virus"
        pdf.docinfo["/Author"] = pikepdf.String("Nguyen Van A")
        with pdf.open_metadata() as facts:
            facts["dc:creator"] = ["Nguyen Van A"]
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return out.getvalue()


def test_a_pdf_keeps_its_pages_and_loses_the_rest() -> None:
    original = dangerous_pdf()
    unwanted = (b"app.alert", b"cmd.exe", b"MZ-virus", b"Nguyen Van A", b"/JavaScript", b"/Launch", b"/OpenAction")
    assert all(one in original for one in unwanted)
    derivative = cleaned(original, Kind.PDF)
    assert derivative is not None
    assert (derivative.kind, derivative.media_type) == (Kind.PDF, "application/pdf")
    with pikepdf.open(io.BytesIO(derivative.data)) as pdf:
        assert len(pdf.pages) == 1
        assert "/Info" not in pdf.trailer
        assert list(pdf.attachments) == []
        out = io.BytesIO()
        pdf.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    assert not [one for one in unwanted if one in out.getvalue()]
    assert b"https://xa.example" in out.getvalue()


def test_a_pdf_that_cannot_be_taken_apart_has_no_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cleaned(b"%PDF-1.7 broken", Kind.PDF) is None
    assert cleaned(samples.pdf(password="m"), Kind.PDF) is None
    monkeypatch.setattr("dvc.gateways.files.pdf_cleaning._MOST_OBJECTS", 3)
    assert cleaned(samples.pdf(), Kind.PDF) is None


def test_the_pixel_limit_is_that_of_the_domain() -> None:
    assert file_limits.MAX_PIXELS == 50_000_000


@pytest.mark.parametrize(
    ("size", "decoded"), [((4000, 3000), (2000, 1500)), ((3000, 4000), (1500, 2000)), ((1600, 900), (1600, 900))]
)
def test_a_photo_is_decoded_no_larger_than_needed(size: tuple[int, int], decoded: tuple[int, int]) -> None:
    picture = opened(samples.jpeg(size=size), "JPEG")
    derivatives._decode_small(picture)
    assert loaded(picture).size == decoded
