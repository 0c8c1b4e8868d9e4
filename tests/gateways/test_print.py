import dataclasses
import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from dvc.gateways.print.base import Paper
from dvc.gateways.print.blank_form import BlankForm
from dvc.gateways.print.papers import (
    AnswerRow,
    AnswerSection,
    AnswersPrint,
    ComponentLine,
    FeeLine,
    Letterhead,
    Person,
    ReceiptSlip,
    RefusalSlip,
    SupplementLine,
    SupplementSlip,
)
from dvc.gateways.print.typst_pdf import TEMPLATES, print_paper, render

CODE = "H15.24265-261124-0001"
URL = f"https://dvc.example/tra-cuu/{CODE}"
FILED = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
HEAD = Letterhead(
    above="Ủy ban nhân dân xã Ea Kiết",
    desk="Trung tâm Phục vụ hành chính công",
    place="Ea Kiết",
    day=date(2026, 11, 4),
    phone="0262 3123456",
    website="https://dvc.example",
)
FILER = Person("Nguyễn Thị Hoà", "Thôn 1, xã Ea Kiết, tỉnh Đắk Lắk", "0912345678", "hoa@example.org", "066123456789")
OWNER = Person("Y Moan Êñuôl", "Buôn Ja Wầm A")

RECEIPT = ReceiptSlip(
    letterhead=HEAD,
    code=CODE,
    lookup_url=URL,
    filer=FILER,
    owner=OWNER,
    channel="trực tuyến",
    request="Đăng ký khai sinh",
    components=(
        ComponentLine("Tờ khai đăng ký khai sinh", originals=1, how="khai trên cổng"),
        ComponentLine("Giấy chứng sinh", certified=2, copies=3, how="mang bản giấy"),
    ),
    duration="ngay trong ngày làm việc",
    received=FILED,
    due=FILED + timedelta(days=1),
    return_at="tại nơi nộp hồ sơ",
    officer="Trần Văn Bình",
    fees=(FeeLine("Lệ phí hộ tịch", "miễn"), FeeLine("Bản sao trích lục", "8.000 đồng")),
)
SUPPLEMENT = SupplementSlip(
    letterhead=HEAD,
    code=CODE,
    lookup_url=URL,
    filer=OWNER,
    owner=OWNER,
    request="Đăng ký khai sinh",
    lines=(SupplementLine("Giấy chứng sinh", "mờ", "Chụp lại nơi đủ sáng"),),
    reason="Ảnh mờ.\nKhông đọc được số.",
    officer="Trần Văn Bình",
    until=date(2026, 12, 24),
)
REFUSAL = RefusalSlip(
    letterhead=HEAD,
    code=CODE,
    lookup_url=URL,
    filer=FILER,
    owner=FILER,
    request="Đăng ký khai sinh",
    filed=FILED,
    reason="Không thuộc thẩm quyền của xã.",
    officer="Trần Văn Bình",
)
ANSWERS = AnswersPrint(
    title="Tờ khai đăng ký khai sinh",
    to="Ủy ban nhân dân xã Ea Kiết",
    code=CODE,
    lookup_url=URL,
    filer="Nguyễn Thị Hoà",
    filed=FILED,
    sections=(
        AnswerSection("Người được khai sinh", (AnswerRow("Họ và tên", "Y Moan"), AnswerRow("Ghi chú", ""))),
        AnswerSection("Người mẹ", (AnswerRow("Họ và tên", "H’Hoa Ƀuôn Yă"),)),
    ),
    pledge="Tôi cam đoan lời khai trên là đúng.",
)
PAPERS: list[Paper] = [RECEIPT, SUPPLEMENT, REFUSAL, ANSWERS]
every_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.template)


def text_of(data: bytes) -> str:
    """Return the text of all pages, spaces squeezed."""
    with pypdfium2.PdfDocument(data) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def text(paper: Paper) -> str:
    return text_of(print_paper(paper))


def size_in_mm(data: bytes) -> tuple[int, int]:
    with pypdfium2.PdfDocument(data) as pdf:
        width, height = pdf[0].get_size()
    return round(width / 72 * 25.4), round(height / 72 * 25.4)


def test_every_template_has_its_paper() -> None:
    templates = {path.stem for path in TEMPLATES.glob("[a-z]*.typ")}
    assert templates == {paper.template for paper in PAPERS} | {BlankForm.template}


def test_the_receipt_says_what_the_law_asks_for() -> None:
    said = text(RECEIPT)
    for part in (
        "ỦY BAN NHÂN DÂN XÃ EA KIẾT",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập – Tự do – Hạnh phúc",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Ea Kiết, ngày 04 tháng 11 năm 2026",
        f"Mã hồ sơ: {CODE}",
        "ông/bà: Nguyễn Thị Hoà (nộp trực tuyến)",
        "Thôn 1, xã Ea Kiết, tỉnh Đắk Lắk",
        "Số điện thoại: 0912345678. Email: hoa@example.org",
        "Số căn cước/Hộ chiếu: 066123456789",
        "Nội dung yêu cầu giải quyết: Đăng ký khai sinh",
        "Chủ hồ sơ: Y Moan Êñuôl",
        "Địa chỉ chủ hồ sơ: Buôn Ja Wầm A",
        "1 Tờ khai đăng ký khai sinh 1 khai trên cổng",
        "2 Giấy chứng sinh 2 3 mang bản giấy",
        "2. Số lượng hồ sơ: 1 bộ",
        "ngay trong ngày làm việc",
        "4. Thời gian nhận hồ sơ: 15 giờ 30, ngày 24/11/2026",
        "5. Thời gian trả kết quả: 15 giờ 30, ngày 25/11/2026",
        "tại nơi nộp hồ sơ",
        "Lệ phí hộ tịch: miễn; Bản sao trích lục: 8.000 đồng",
        URL,
        "0262 3123456",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Trần Văn Bình",
    ):
        assert part in said


def test_the_supplement_slip_says_what_to_mend_and_why() -> None:
    said = text(SUPPLEMENT)
    for part in (
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "1 Giấy chứng sinh mờ Chụp lại nơi đủ sáng",
        "Lý do: Ảnh mờ. Không đọc được số.",
        "24/12/2026",
        "https://dvc.example",
        "liên hệ Trần Văn Bình, số điện thoại 0262 3123456",
        "NGƯỜI HƯỚNG DẪN",
    ):
        assert part in said


def test_the_refusal_slip_says_why() -> None:
    said = text(REFUSAL)
    for part in (
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "Thời gian nộp: 15 giờ 30, ngày 24/11/2026",
        "Không thuộc thẩm quyền của xã.",
        "066123456789",
        "NGƯỜI TỪ CHỐI",
    ):
        assert part in said


def test_the_form_is_printed_question_by_question() -> None:
    said = text(ANSWERS)
    for part in (
        "TỜ KHAI ĐĂNG KÝ KHAI SINH",
        "Kính gửi: Ủy ban nhân dân xã Ea Kiết",
        "Người được khai sinh Họ và tên Y Moan Ghi chú —",
        "Người mẹ Họ và tên H’Hoa Ƀuôn Yă",
        "Tôi cam đoan lời khai trên là đúng.",
        "Nguyễn Thị Hoà",
    ):
        assert part in said


def test_official_papers_say_that_their_form_waits_to_be_confirmed() -> None:
    for number, paper in (("01", RECEIPT), ("02", SUPPLEMENT), ("03", REFUSAL)):
        assert f"Mẫu số {number}" in text(paper)
        assert "mẫu chờ xác nhận" in text(paper)


def test_what_is_not_known_is_said_so() -> None:
    bare = dataclasses.replace(HEAD, phone="", website="")
    receipt = dataclasses.replace(RECEIPT, letterhead=bare, due=None, owner=Person("Y Moan"), fees=())
    assert "hoặc hỏi bộ phận Một cửa" in text(receipt)
    assert "Địa chỉ chủ hồ sơ: —" in text(receipt)
    assert "trả ngay khi giải quyết xong" in text(receipt)
    assert "Phí, lệ phí" not in text(receipt)
    supplement = text(dataclasses.replace(SUPPLEMENT, letterhead=bare, until=None))
    assert "trang dịch vụ công của xã" in supplement
    assert "liên hệ Trần Văn Bình, để được hướng dẫn" in supplement
    assert "trước hết ngày" not in supplement


@every_paper
def test_the_code_on_paper_leads_to_the_look_up(paper: Paper) -> None:
    with pypdfium2.PdfDocument(print_paper(paper)) as pdf:
        page = pdf[0].render(scale=3).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(page)] == [URL]


@every_paper
def test_pages_are_counted_and_carry_the_code(paper: Paper) -> None:
    assert f"Mã hồ sơ {CODE} Trang 1 / 1" in text(paper)


def test_slips_are_a5_and_the_form_is_a4() -> None:
    for paper in (RECEIPT, SUPPLEMENT, REFUSAL):
        assert size_in_mm(print_paper(paper)) == (148, 210)
    assert size_in_mm(print_paper(ANSWERS)) == (210, 297)


def test_a_long_receipt_goes_on_under_the_same_table_head() -> None:
    many = tuple(ComponentLine(f"Giấy tờ thứ {number}", originals=1) for number in range(1, 61))
    said = text(dataclasses.replace(RECEIPT, components=many))
    assert "60 Giấy tờ thứ 60" in said
    assert said.count("Thành phần hồ sơ Bản") == 3
    assert "Trang 3 / 3" in said


@every_paper
def test_a_paper_is_archival_tagged_and_in_vietnamese(paper: Paper) -> None:
    with pikepdf.open(io.BytesIO(print_paper(paper))) as pdf:
        assert pdf.Root.Lang == "vi"
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as facts:
            assert facts.pdfa_status == "2A"
            assert str(facts["dc:title"]).endswith(CODE)


@every_paper
def test_the_same_paper_is_the_same_bytes(paper: Paper) -> None:
    assert print_paper(paper) == print_paper(paper)


def test_every_letter_of_vietnamese_and_of_ede_is_printed_in_one_face() -> None:
    letters = (
        "ĂÂĐÊÔƠƯ ăâđêôơư áàảãạ ắằẳẵặ ấầẩẫậ éèẻẽẹ ếềểễệ íìỉĩị óòỏõọ ốồổỗộ ớờởỡợ úùủũụ ứừửữự ýỳỷỹỵ "
        "ĕ ĭ ŏ ŭ ƀ ñ č Ĕ Ĭ Ŏ Ŭ Ƀ Ñ Č ê̆ ô̆ ơ̆ ư̆ ’"
    )
    made = print_paper(dataclasses.replace(REFUSAL, reason=letters))
    said = text_of(made)
    assert [letter for letter in letters.split() if letter not in said] == []
    with pikepdf.open(io.BytesIO(made)) as pdf:
        faces = {
            str(thing.BaseFont).partition("+")[2]
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing
        }
    assert faces
    assert all(face.startswith("LibertinusSerif") for face in faces)


@pytest.mark.parametrize(
    "words",
    [
        '#panic("a")',
        "*đậm* _nghiêng_ = tiêu đề",
        '"], [", \\ " #sys.version',
        "$x$ // bình luận",
        '#include "answers.typ"',
    ],
)
def test_what_people_write_is_never_read_as_markup(words: str) -> None:
    person = Person(words, words, words, words, words)
    said = text(dataclasses.replace(REFUSAL, reason=words, request=words, officer=words, filer=person, owner=person))
    assert said.count(" ".join(words.split())) == 10


@pytest.mark.parametrize("template", ["", "absent", "_paper", "../print/answers", "/etc/passwd", "answers.typ"])
def test_only_our_own_templates_are_printed(template: str) -> None:
    with pytest.raises(ValueError, match="no print template"):
        render(template, {})


def test_papers_can_be_printed_by_several_threads_at_once() -> None:
    papers = [dataclasses.replace(RECEIPT, officer=f"Công chức {number}") for number in range(24)]
    alone = [print_paper(paper) for paper in papers]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(print_paper, papers)) == alone


def test_typst_is_not_loaded_before_the_first_paper() -> None:
    code = (
        "import sys, dvc.gateways.print.typst_pdf, dvc.gateways.print.papers;"
        "sys.exit(bool({'typst', 'segno'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
