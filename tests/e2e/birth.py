"""How a parent registers, files 1.001193 with photographs and follows it: by labels and buttons alone.

The same journey is made by a browser (`Hands`) and by a client without JavaScript (`Robot`).
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Protocol, Self

GO_ON = "Đồng ý và tiếp tục"
PASSWORD = "Buon Ho 2026!"
DECLARATION = "Tôi xin chịu trách nhiệm trước pháp luật về lời khai trên"
CAPTCHA = "abcde"
PHONE, ID_NUMBER = "0912345678", "066085001234"
MAIL = "ymoan@example.vn"
EA_KIET = "Ủy ban nhân dân xã Ea Kiết"


class Visitor(Protocol):
    """Who can walk through the pages."""

    @property
    def path(self) -> str: ...  # noqa: D102 - as in Robot
    @property
    def heading(self) -> str: ...  # noqa: D102 - as in Robot
    @property
    def words(self) -> str: ...  # noqa: D102 - as in Robot
    def open(self, path: str) -> Self: ...  # noqa: D102 - as in Robot
    def follow(self, words: str) -> Self: ...  # noqa: D102 - as in Robot
    def press(self, words: str) -> Self: ...  # noqa: D102 - as in Robot
    def fill(self, label: str, value: str, *, group: str = "") -> Self: ...  # noqa: D102 - as in Robot
    def tick(self, label: str, *, group: str = "", on: bool = True) -> Self: ...  # noqa: D102 - as in Robot
    def send(self, label: str, *files: tuple[str, bytes]) -> Self: ...  # noqa: D102 - choose files and have them sent
    def province(self, question: str, name: str) -> Self: ...  # noqa: D102 - choose one and get its communes


Look = Callable[[str], None]


def register(visitor: Visitor, code: Callable[[], str], look: Look) -> None:
    """Register by phone."""
    visitor.open("/dang-ky")
    visitor.fill("Họ và tên", "Y Moan Êñuôl").fill("Số định danh cá nhân", ID_NUMBER)
    dated(visitor, "Ngày sinh", "5", "11", "1985")
    visitor.fill("Số điện thoại di động", PHONE).tick("Số này là của tôi")
    look("dang-ky")
    visitor.press(GO_ON)
    look("ma")
    visitor.fill("Mã trong tin nhắn", code()).press(GO_ON)
    look("mat-khau")
    visitor.fill("Mật khẩu mới", PASSWORD).press("Đăng ký")


def dated(visitor: Visitor, group: str, day: str, month: str, year: str) -> None:
    """Type a date into its three fields."""
    for part, text in (("Ngày", day), ("Tháng", month), ("Năm", year)):
        visitor.fill(part, text, group=group)


def lives(visitor: Visitor, question: str, detail: str) -> None:
    """Choose province and commune and write the rest of an address."""
    visitor.province(question, "Tỉnh Đắk Lắk")
    visitor.fill(f"{question}: xã, phường, đặc khu", "Xã Ea Kiết").fill(f"{question}: địa chỉ chi tiết", detail)


def file_birth(visitor: Visitor, photos: tuple[tuple[str, bytes], ...], born: date, look: Look) -> str:
    """File 1.001193 for one's child and return the red code."""
    visitor.open("/thu-tuc/1.001193/nop").tick("Cho con tôi")
    look("bat-dau")
    visitor.press("Bắt đầu soạn hồ sơ").tick(EA_KIET)
    look("noi-nop")
    visitor.press(GO_ON)
    visitor.fill("Thư điện tử (nếu có)", MAIL).fill("Họ và tên con", "H' Linh Niê")
    look("nguoi-nop")
    visitor.press(GO_ON)
    requester(visitor)
    look("to-khai-1")
    visitor.press(GO_ON)
    child(visitor, born)
    look("to-khai-2")
    visitor.press(GO_ON)
    mother(visitor)
    visitor.press(GO_ON)
    look("to-khai-4")
    visitor.press(GO_ON).press(GO_ON)
    visitor.tick("Không", group="Ông/bà có đề nghị cấp bản sao").press(GO_ON)
    visitor.tick("Tôi cam đoan những nội dung")
    look("to-khai-7")
    visitor.press(GO_ON)
    papers(visitor, photos, look)
    visitor.tick("Nhận tại bộ phận Một cửa")
    look("nhan-ket-qua")
    visitor.press(GO_ON)
    look("kiem-tra")
    return submit(visitor, look)


def requester(visitor: Visitor) -> None:
    """Fill the first section; name, number and birth date come from the account."""
    visitor.fill("Loại giấy tờ tùy thân", "Thẻ căn cước").fill("Số giấy tờ tùy thân", ID_NUMBER)
    dated(visitor, "Ngày cấp", "11", "5", "2025")
    visitor.fill("Nơi cấp", "Bộ Công an").tick("Thường trú")
    lives(visitor, "Nơi cư trú", "Buôn Ja Wầm")
    visitor.tick("Cha")


def child(visitor: Visitor, born: date) -> None:
    """Fill what is asked of the child."""
    visitor.fill("Họ, chữ đệm, tên người được khai sinh", "H' Linh Niê")
    dated(visitor, "Ngày, tháng, năm sinh", str(born.day), str(born.month), str(born.year))
    visitor.tick("Nữ").fill("Dân tộc", "Ê-đê").tick("Việt Nam", group="Quốc tịch")
    visitor.tick("Đăng ký đúng hạn").tick("Thông thường").tick("Trong nước")
    lives(visitor, "Nơi sinh", "Trạm y tế xã")
    lives(visitor, "Quê quán", "Buôn Ja Wầm")


def mother(visitor: Visitor) -> None:
    """Fill what is known of the mother: of her birth only the year."""
    visitor.fill("Họ, chữ đệm, tên người mẹ", "H' Hen Niê").fill("Năm", "1990", group="Ngày, tháng, năm sinh")


def papers(visitor: Visitor, photos: tuple[tuple[str, bytes], ...], look: Look) -> None:
    """Attach the photographs to the birth notification; of the residence there is nothing to prove."""
    visitor.tick("Kèm tệp", group="Giấy chứng sinh")
    look("giay-to")
    visitor.press(GO_ON)
    visitor.send("Chụp ảnh hoặc chọn tệp", *photos)
    look("giay-to-tep")
    visitor.follow("Xong giấy này").press(GO_ON)


def submit(visitor: Visitor, look: Look) -> str:
    """Type the captcha, declare, submit; return the code."""
    visitor.follow(GO_ON).fill("Mã xác nhận", CAPTCHA).tick(DECLARATION)
    look("nop")
    visitor.press("Nộp hồ sơ")
    look("da-nop")
    assert visitor.heading == "Đã nộp hồ sơ"
    found = re.search(r"H15\.24265-\d{6}-\d{4}", visitor.words.replace(" ", ""))
    assert found, visitor.words
    return found[0]


def look_up(visitor: Visitor, code: str, look: Look) -> None:
    """Look a code up as somebody who has it on a piece of paper: small letters, spaces."""
    visitor.open("/tra-cuu").fill("Mã hồ sơ hoặc số định danh", code.lower().replace("-", " - "))
    visitor.fill("Mã xác nhận", CAPTCHA)
    look("tra-cuu")
    visitor.press("Tra cứu hồ sơ")
    look("tra-cuu-thay")
