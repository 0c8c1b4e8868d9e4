"""How an officer at the one-stop desk signs in, asks once for what is missing, and receives."""

from tests.e2e.birth import Look, Visitor

OFFICER, PASSWORD = "tiepnhan", "MotCua!Tiep90"
FORM = "Mẫu hộ tịch điện tử"
BIRTH_NOTIFICATION, RESIDENCE = "Giấy chứng sinh", "Giấy tờ chứng minh thông tin về cư trú"


def sign_in(officer: Visitor) -> None:
    """Sign in as the demo's reception officer."""
    officer.open("/dang-nhap").fill("Số điện thoại hoặc số định danh", OFFICER).fill("Mật khẩu", PASSWORD)
    officer.press("Đăng nhập")


def ask_for_supplement(officer: Visitor, code: str, look: Look) -> None:
    """Find one photograph blurred and ask for it."""
    officer.open("/mot-cua")
    look("hang-doi")
    officer.follow(code)
    look("ho-so")
    officer.tick("Đạt", group=FORM).tick("Mờ, không đọc được", group=BIRTH_NOTIFICATION).tick("Đạt", group=RESIDENCE)
    officer.fill(f"Cần sửa gì, nói rõ: {BIRTH_NOTIFICATION}", "Ảnh thứ hai mờ, xin chụp lại")
    officer.press("Yêu cầu bổ sung")
    officer.fill("Lý do yêu cầu bổ sung", "Giấy chứng sinh chưa đọc được hết")
    look("yeu-cau-bo-sung")
    officer.press("Gửi yêu cầu bổ sung")
    look("da-yeu-cau")


def answer_supplement(parent: Visitor, code: str, photo: tuple[str, bytes], look: Look) -> None:
    """Send the one failing paper again."""
    parent.open(f"/ca-nhan/ho-so/{code}")
    look("can-bo-sung")
    parent.follow("Bổ sung")
    look("bo-sung")
    parent.press(f"Gửi tệp: {BIRTH_NOTIFICATION}")
    parent.send("Chụp ảnh hoặc chọn tệp", photo)
    look("bo-sung-tep")
    parent.follow("Xong giấy này").press("Gửi bổ sung")
    look("da-bo-sung")


def receive(officer: Visitor, code: str, look: Look) -> None:
    """Find the new photograph good and receive the dossier."""
    officer.open(f"/mot-cua/ho-so/{code}").tick("Đạt", group=BIRTH_NOTIFICATION)
    officer.press("Tiếp nhận")
    look("tiep-nhan")
    officer.press("Tiếp nhận hồ sơ")
    look("da-tiep-nhan")
