"""The words of everything that a definition lets one choose among."""

from collections.abc import Mapping, Sequence

from dvc.domain.workdays import UNITS

DOUBTS: Mapping[str, str] = {
    "VERIFIED": "Đã kiểm chứng",
    "RECALLED": "Chưa kiểm chứng: ghi theo trí nhớ",
    "CONFLICT": "Các nguồn ghi khác nhau",
    "INFERRED": "Suy ra từ quy định chung",
    "UNOFFICIAL": "Chưa có nguồn chính thức",
}
CHANNELS: Mapping[str, str] = {"online": "Qua mạng", "in_person": "Trực tiếp tại Một cửa", "post": "Qua bưu điện"}
# By the field's name.
CHOICES: Mapping[str, Mapping[str, str]] = {
    "service_level": {
        "full_online": "Toàn trình: làm hết qua mạng",
        "partial_online": "Một phần: còn phải đến một lần",
        "undetermined": "Chưa có dữ liệu",
    },
    "confidence": DOUBTS,
    "service_level_confidence": DOUBTS,
    "channels": CHANNELS,
    "return_methods": {"at_desk": "Tại bộ phận Một cửa", "online": "Bản điện tử qua mạng", "post": "Qua bưu điện"},
    "levels": {"commune": "Cấp xã", "province": "Cấp tỉnh", "ministry": "Cấp bộ", "other": "Cơ quan khác"},
    "received_by": {
        "here": "Cổng này",
        "national": "Cổng Dịch vụ công Quốc gia",
        "public_security": "Cổng Dịch vụ công Bộ Công an",
    },
    "chosen_by": {"resident": "Người dân", "answers": "Câu trả lời trong tờ khai", "desk": "Cán bộ Một cửa"},
    "unit": {str(unit): words for unit, words in UNITS.items()},
    "required": {
        "always": "Luôn phải có",
        "conditional": "Phải có khi điều kiện đúng",
        "one_of": "Chọn một trong nhóm",
        "if_available": "Nộp nếu có",
        "desk_only": "Chỉ tại bộ phận Một cửa hoặc qua bưu điện",
        "generated": "Tờ khai trên mạng đã thay",
        "note": "Chỉ là ghi chú",
    },
    "data": {"population": "Dữ liệu quốc gia về dân cư", "civil_status": "Dữ liệu hộ tịch điện tử"},
    "display": {"select": "Danh sách mở ra", "radio": "Các nút bày sẵn"},
}
TYPES: Mapping[str, str] = {
    "text": "Chữ, một dòng",
    "textarea": "Chữ, nhiều dòng",
    "name": "Họ tên người",
    "id_number": "Số định danh cá nhân",
    "phone": "Số điện thoại",
    "email": "Thư điện tử",
    "date": "Ngày đủ ngày, tháng, năm",
    "partial_date": "Ngày, có thể chỉ có năm",
    "number": "Số",
    "money": "Số tiền",
    "choice": "Chọn một",
    "choices": "Chọn nhiều",
    "yes_no": "Có hoặc không",
    "pledge": "Lời cam đoan",
    "ethnic_group": "Dân tộc",
    "relation": "Quan hệ",
    "country": "Nước, quốc tịch",
    "address": "Địa chỉ",
    "identity_paper": "Giấy tờ tùy thân",
    "person": "Một người",
    "group": "Nhóm câu hỏi",
    "file": "Tệp của một giấy tờ",
    "note": "Lời nhắn, không phải trả lời",
    "computed": "Máy tự tính",
}
PREFILLS: Mapping[str, str] = {
    "applicant.full_name": "họ tên người nộp",
    "applicant.id_number": "số định danh người nộp",
    "applicant.birth_date": "ngày sinh người nộp",
    "applicant.phone": "số điện thoại người nộp",
    "applicant.email": "thư điện tử người nộp",
    "agency.commune_name": "tên xã của nơi nộp",
    "today": "ngày hôm nay",
}
COMPUTATIONS: Mapping[str, str] = {"date_in_words": "ngày viết bằng chữ"}
# Fields that are plain text in the schema, yet name one of these.
NAMED: Mapping[str, Mapping[str, str]] = {"type": TYPES, "prefill": PREFILLS, "compute": COMPUTATIONS}


def options(name: str, values: Sequence[str]) -> list[tuple[str, str]]:
    """Return value and words of each choice of a field."""
    words = CHOICES.get(name, {})
    return [(value, words.get(value, value)) for value in values]
