"""Say in words what a definition holds as data; what is not certain is said to be so."""

from collections.abc import Iterable, Mapping

from dvc import i18n
from dvc.domain.procedures import Component, Fee, Procedure
from dvc.domain.workdays import Duration, duration_words

CHANNELS: Mapping[str, str] = {
    "online": "Qua mạng, ngay trên trang này",
    "in_person": "Trực tiếp tại bộ phận Một cửa",
    "post": "Gửi qua bưu điện",
}
# The same where another portal receives.
ELSEWHERE: Mapping[str, str] = {
    "online": "Qua mạng, ở cổng tiếp nhận",
    "in_person": "Trực tiếp tại cơ quan tiếp nhận",
    "post": "Gửi qua bưu điện",
}
FEE_CHANNELS: Mapping[str, str] = {"online": "nộp qua mạng", "in_person": "nộp trực tiếp", "post": "gửi bưu điện"}
RETURNS: Mapping[str, str] = {
    "at_desk": "Nhận tại bộ phận Một cửa",
    "online": "Nhận bản điện tử qua mạng",
    "post": "Nhận qua bưu điện, tại nhà",
}
# What the two levels mean is Nghị định 42/2022/NĐ-CP Đ11, in our words.
LEVELS: Mapping[str, str] = {
    "full_online": "Toàn trình: nộp, giải quyết và trả kết quả đều qua mạng hoặc bưu điện, không phải đến.",
    "partial_online": "Một phần: có bước làm được qua mạng, còn phải đến ít nhất một lần.",
    "undetermined": "Mức độ làm qua mạng: chưa có dữ liệu.",
}
SHORT_LEVELS: Mapping[str, str] = {
    "full_online": "Làm hết qua mạng (toàn trình)",
    "partial_online": "Qua mạng một phần, còn phải đến một lần",
    "undetermined": "Mức độ làm qua mạng: chưa có dữ liệu",
}
FILTERS: Mapping[str, str] = {
    "co-quan": "Cơ quan",
    "linh-vuc": "Lĩnh vực",
    "muc-do": "Mức độ",
    "cap": "Cấp thực hiện",
    "doi-tuong": "Người làm",
    "su-kien": "Việc trong đời",
}
LEVEL_OPTIONS = (("toan-trinh", "Toàn trình"), ("mot-phan", "Một phần"), ("chua-ro", "Chưa rõ"))
AUTHORITY_OPTIONS = (("xa", "Cấp xã"), ("tinh", "Cấp tỉnh"), ("bo", "Cấp bộ"), ("khac", "Cơ quan khác"))
AUDIENCE_OPTIONS = (
    ("cong-dan", "Công dân"),
    ("doanh-nghiep", "Doanh nghiệp, hợp tác xã"),
    ("to-chuc", "Tổ chức"),
    ("can-bo", "Cán bộ, công chức"),
)
# Who receives a dossier that is not filed here.
PORTALS: Mapping[str, str] = {
    "national": "Cổng Dịch vụ công Quốc gia",
    "public_security": "Cổng Dịch vụ công Bộ Công an",
}
DOUBTS: Mapping[str, str] = {
    "VERIFIED": "",
    "RECALLED": "Chưa kiểm chứng được, hãy hỏi bộ phận Một cửa.",
    "CONFLICT": "Các nguồn ghi khác nhau, hãy hỏi bộ phận Một cửa.",
    "INFERRED": "Suy ra từ quy định chung, chưa kiểm chứng.",
    "UNOFFICIAL": "Chưa có nguồn chính thức.",
}
NO_DATA = "chưa có dữ liệu"


def amount(fee: Fee) -> str:
    """Return how much a fee is, or who sets it."""
    if fee.tiers:
        return _steps(fee)
    if fee.amount is None:
        # What the national listing says in a note is no authority that sets a fee.
        return (
            "xem ghi chú" if fee.set_by.startswith("Theo ") else f"do {fee.set_by} quy định" if fee.set_by else NO_DATA
        )
    if fee.amount == 0:
        return "không mất tiền"
    return i18n.format_money(fee.amount) + (f" mỗi {fee.unit}" if fee.unit else "")


def _steps(fee: Fee) -> str:
    """Return the steps of a fee: «2.000 đ mỗi trang đến trang thứ 2, sau đó 1.000 đ, nhiều nhất 200.000 đ một bản»."""
    unit = fee.unit or "đơn vị"
    said = []
    for at, tier in enumerate(fee.tiers):
        money = i18n.format_money(tier.amount) + ("" if at else f" mỗi {unit}")
        until = f" đến {unit} thứ {tier.up_to}" if tier.up_to is not None else ""
        said.append(("sau đó " if at else "") + money + until)
    if fee.at_most is not None:
        said.append(f"nhiều nhất {i18n.format_money(fee.at_most)}" + (" một bản" if fee.times else ""))
    return ", ".join(said)


def copies(component: Component) -> str:
    """Return how many originals and copies: «1 bản chính, 1 bản sao»."""
    parts = ((component.originals, "bản chính"), (component.copies, "bản sao"))
    return ", ".join(f"{number} {kind}" for number, kind in parts if number)


def named(keys: Iterable[str], table: Mapping[str, str]) -> list[str]:
    """Return the words of keys."""
    return [table[key] for key in keys]


def cut(text: str, most: int) -> str:
    """Return a text cut behind a word, with an ellipsis when something is left out."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def limit_words(limits: Iterable[Duration]) -> str:
    """Return time limits in words: «1 ngày làm việc hoặc 3 ngày làm việc»."""
    return " hoặc ".join(map(duration_words, limits)) or NO_DATA


def form_name(procedure: Procedure) -> str:
    """Return the title of the declaration with its number."""
    if procedure.generic:
        return "Tờ khai chung của trang này" + (
            f"; mẫu riêng: {procedure.form_number}" if procedure.form_number else ""
        )
    return f"{procedure.form_title or NO_DATA}{f', {procedure.form_number}' if procedure.form_number else ''}"


def facts(procedure: Procedure) -> list[tuple[str, str | list[str]]]:
    """Return the short facts that must be published, each with its head (TT 01/2018/TT-VPCP Đ16.2a)."""
    return [
        ("Mã thủ tục", procedure.code),
        ("Tên đầy đủ", procedure.name),
        ("Lĩnh vực", procedure.service_field),
        ("Ai làm được", list(procedure.audience) or NO_DATA),
        ("Cơ quan giải quyết", procedure.authority or NO_DATA),
        ("Kết quả", [result.name for result in procedure.results] or NO_DATA),
        ("Tờ khai", form_name(procedure)),
        ("Yêu cầu, điều kiện", procedure.conditions_text or NO_DATA),
        ("Quyết định công bố", procedure.announced_by or NO_DATA),
    ]
