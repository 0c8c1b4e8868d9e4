"""Say in Vietnamese what each field of a definition is: its label, a hint, and whether it takes more than one line."""

from collections.abc import Mapping
from typing import NamedTuple

from dvc.domain.procedures import (
    Case,
    Check,
    Component,
    Extension,
    Fee,
    Option,
    Procedure,
    Question,
    Result,
    Section,
    Tier,
)
from dvc.domain.workdays import Duration


class Words(NamedTuple):
    """What stands beside one field."""

    label: str
    hint: str = ""
    long: bool = False


_KEY = Words("Khóa", "Chữ thường không dấu, số và dấu nối, ví dụ dung-han. Khác với các khóa cùng loại.")
_DOUBT = Words("Mức kiểm chứng", "Chưa chắc thì ghi rõ; người dân đọc thấy lời nhắc.")
_SOURCE = Words("Nguồn", "Văn bản, trang mạng hoặc người cung cấp.")
_NOTE = Words("Ghi chú", "Người dân đọc được.", long=True)
_CONDITION = "Để trống nếu không có điều kiện."
_DAY = "Viết ngày/tháng/năm, ví dụ 01/03/2027. Để trống nếu không có."

PROCEDURE: Mapping[str, Words] = {
    "code": Words("Mã thủ tục", "Mã quốc gia, không đổi được. Cần mã khác thì tạo bản sao."),
    "name": Words("Tên đầy đủ", "Tên trong quyết định công bố.", long=True),
    "short_name": Words("Tên gọi", "Tên ngắn mà người dân đọc thấy."),
    "words": Words("Từ hay dùng để tìm", "Mỗi dòng một cách nói, như người dân vẫn nói."),
    "service_field": Words("Lĩnh vực", "Ví dụ Hộ tịch."),
    "service_level": Words("Mức độ làm qua mạng"),
    "service_level_confidence": Words("Mức kiểm chứng của mức độ làm qua mạng"),
    "partial_reason": Words("Lý do chỉ qua mạng một phần", "Bắt buộc khi mức độ là một phần.", long=True),
    "channels": Words("Cách nộp"),
    "return_methods": Words("Cách nhận kết quả"),
    "levels": Words("Cấp thực hiện"),
    "received_by": Words("Cổng tiếp nhận hồ sơ"),
    "authority": Words("Cơ quan giải quyết", long=True),
    "national_url": Words("Trang trên Cổng Dịch vụ công quốc gia", "Địa chỉ bắt đầu bằng https://"),
    "audience": Words("Ai làm được", "Mỗi dòng một đối tượng."),
    "in_person": Words("Ai phải có mặt", long=True),
    "may_be_represented": Words("Người khác được làm thay theo ủy quyền"),
    "representation": Words("Quy định về ủy quyền", long=True),
    "village_role": Words("Việc của trưởng thôn, buôn", long=True),
    "conditions_text": Words("Yêu cầu, điều kiện", long=True),
    "duty": Words("Nghĩa vụ và thời hạn phải làm", long=True),
    "validity": Words("Kết quả có giá trị bao lâu", long=True),
    "steps": Words("Trình tự thực hiện", "Mỗi dòng một bước, theo thứ tự."),
    "legal_basis": Words("Căn cứ pháp lý", "Mỗi dòng một văn bản."),
    "interlinked": Words("Thủ tục làm cùng một lần", "Mỗi dòng một thủ tục: mã và tên."),
    "announced_by": Words("Quyết định công bố"),
    "sources": Words("Nguồn của định nghĩa này", "Mỗi dòng một nguồn."),
    "confidence": _DOUBT,
    "form_title": Words("Tên tờ khai"),
    "form_number": Words("Số mẫu tờ khai"),
    "subject": Words("Khóa câu hỏi có tên người được cấp", "Ví dụ nks_ho_ten, hoặc một phần của câu hỏi: me.name."),
    "subject_number": Words("Khóa câu hỏi có số định danh người được cấp"),
    "generic": Words("Dùng tờ khai chung", "Thủ tục chưa có tờ khai riêng thì người dân viết tờ khai chung."),
    "draft": Words("Bản nháp", "Còn đánh dấu thì không công bố được."),
    "valid_from": Words("Có hiệu lực từ ngày", _DAY),
    "valid_to": Words("Hết hiệu lực sau ngày", _DAY),
    "replaced_by": Words("Mã thủ tục thay thế", "Ghi khi đã có thủ tục khác thay thủ tục này."),
    "version": Words("Bản", "Máy tính ra, không viết tay."),
    "cases": Words("Trường hợp và thời hạn", "Trường hợp đầu là trường hợp thường gặp."),
    "sections": Words("Các phần của tờ khai", "Mỗi phần là một trang."),
    "results": Words("Kết quả"),
    "fees": Words("Phí, lệ phí"),
    "components": Words("Giấy tờ"),
}
RESULT: Mapping[str, Words] = {"name": Words("Tên kết quả"), "code": Words("Mã kết quả quốc gia")}
DURATION: Mapping[str, Words] = {
    "value": Words("Bao nhiêu", "Viết 0 ngày làm việc là trong ngày. Để trống nếu chưa biết thời hạn."),
    "unit": Words("Đơn vị"),
}
EXTENSION: Mapping[str, Words] = {
    "duration": Words("Thêm bao lâu"),
    "reason": Words("Vì sao được thêm", long=True),
}
CASE: Mapping[str, Words] = {
    "key": _KEY,
    "name": Words("Tên trường hợp"),
    "duration": Words("Thời hạn"),
    "chosen_by": Words("Ai chọn trường hợp này"),
    "when": Words("Khi nào", f"Chỉ dùng khi câu trả lời quyết định. {_CONDITION}"),
    "note": _NOTE,
    "extension": Words("Được kéo dài"),
    "authorised": Words("Người khác được nộp theo ủy quyền"),
    "source": _SOURCE,
    "confidence": _DOUBT,
}
TIER: Mapping[str, Words] = {
    "amount": Words("Mức thu mỗi đơn vị (đồng)"),
    "up_to": Words("Đến hết đơn vị thứ", "Bậc cuối cùng để trống."),
}
FEE: Mapping[str, Words] = {
    "key": _KEY,
    "kind": Words("Loại", "phí hoặc lệ phí."),
    "name": Words("Tên khoản thu"),
    "amount": Words("Mức thu (đồng)", "Viết 0 nếu không mất tiền. Để trống nếu địa phương quy định."),
    "unit": Words("Đơn vị tính", "Ví dụ: bản, trang."),
    "set_by": Words("Ai quy định mức thu", "Bắt buộc khi không ghi mức thu."),
    "optional": Words("Chỉ thu khi người dân yêu cầu"),
    "per": Words("Nhân với câu hỏi", "Khóa của một câu hỏi kiểu số."),
    "times": Words("Nhân tiếp với câu hỏi", "Khóa của một câu hỏi kiểu số, đi cùng mục trên."),
    "at_most": Words("Nhiều nhất (đồng)"),
    "when": Words("Thu khi nào", _CONDITION),
    "channels": Words("Chỉ thu khi nộp theo cách", "Không chọn: thu ở mọi cách nộp."),
    "exemptions": Words("Miễn, giảm", long=True),
    "tiers": Words("Các bậc của mức thu"),
    "valid_from": Words("Thu từ ngày", _DAY),
    "valid_to": Words("Thu đến hết ngày", _DAY),
    "note": _NOTE,
    "source": _SOURCE,
    "confidence": _DOUBT,
}
COMPONENT: Mapping[str, Words] = {
    "key": _KEY,
    "name": Words("Tên giấy tờ", long=True),
    "group": Words("Nhóm giấy tờ", "Tên đề mục mà các giấy này đứng dưới."),
    "originals": Words("Số bản chính"),
    "copies": Words("Số bản sao"),
    "required": Words("Khi nào phải có"),
    "when": Words("Điều kiện", f"Chỉ dùng khi giấy có điều kiện. {_CONDITION}"),
    "one_of": Words("Nhóm chọn một", "Các giấy cùng tên nhóm này: chỉ cần một. Chúng đứng liền nhau."),
    "upload": Words("Gửi được qua mạng", "Bỏ dấu nếu giấy chỉ xuất trình."),
    "data": Words("Dữ liệu nhà nước thay được giấy này"),
    "form_template": Words("Mẫu giấy"),
    "note": _NOTE,
    "source": _SOURCE,
    "confidence": _DOUBT,
}
SECTION: Mapping[str, Words] = {
    "key": _KEY,
    "title": Words("Tên phần", "Là đề mục lớn của trang."),
    "intro": Words("Vì sao hỏi", "Một câu dưới đề mục, nếu cần.", long=True),
    "visible_if": Words("Chỉ hỏi khi", _CONDITION),
    "confidence": _DOUBT,
    "questions": Words("Câu hỏi"),
}
OPTION: Mapping[str, Words] = {"value": Words("Giá trị"), "label": Words("Chữ hiển thị")}
CHECK: Mapping[str, Words] = {
    "must": Words("Phải đúng là", "Điều kiện giữa các câu trả lời."),
    "say": Words("Lời nhắc khi không đúng", long=True),
    "warning": Words("Chỉ nhắc, vẫn cho đi tiếp"),
}
QUESTION: Mapping[str, Words] = {
    "key": Words("Khóa", "Chữ thường không dấu, số và dấu _, ví dụ nks_ho_ten. Chỉ dùng một lần trong thủ tục."),
    "label": Words("Câu hỏi (nhãn)", "Khác với các nhãn cùng trang."),
    "type": Words("Kiểu trả lời"),
    "required": Words("Bắt buộc trả lời"),
    "required_if": Words("Bắt buộc khi", _CONDITION),
    "visible_if": Words("Chỉ hỏi khi", _CONDITION),
    "hint": Words("Gợi ý dưới nhãn", long=True),
    "note": Words("Ghi chú cho cán bộ", "Người dân không thấy.", long=True),
    "options": Words(
        "Các lựa chọn",
        "Mỗi dòng một lựa chọn; lưu khác với chữ hiển thị thì viết: giá trị | chữ hiển thị. "
        "Hoặc một danh sách có sẵn: @ethnic_groups, @identity_documents, @relations, @residence_types.",
    ),
    "display": Words("Cách chọn"),
    "default": Words("Trả lời có sẵn", "Với câu có/không viết có hoặc không."),
    "prefill": Words("Điền sẵn từ"),
    "copy_from": Words("Chép sẵn từ câu hỏi", "Khóa của câu hỏi ở trước."),
    "copy_if": Words("Chép khi", _CONDITION),
    "minimum": Words("Số nhỏ nhất"),
    "maximum": Words("Số lớn nhất"),
    "max_length": Words("Nhiều nhất bao nhiêu chữ"),
    "not_future": Words("Không nhận ngày chưa đến"),
    "sex": Words("Giới tính để so với số định danh", "Nam, Nữ, hoặc khóa của câu hỏi."),
    "born": Words("Ngày sinh để so với số định danh", "Khóa của câu hỏi."),
    "compute": Words("Máy tự tính"),
    "of": Words("Tính từ câu hỏi", "Khóa của câu hỏi."),
    "autocomplete": Words("Tên mà trình duyệt điền giúp", "Ví dụ name, tel."),
    "repeats": Words("Thêm được nhiều dòng"),
    "row_name": Words("Một dòng gọi là gì", "Viết thường, ngắn. Ví dụ: thành viên. Nút sẽ là «Thêm thành viên»."),
    "most": Words("Nhiều nhất bao nhiêu dòng"),
    "parts": Words(
        "Các phần hỏi về một người",
        "Mỗi dòng một phần, thêm dấu ! nếu bắt buộc: name, sex, birth_date, id_number, identity_paper, "
        "ethnic_group, nationality, residence_type, address, phone.",
    ),
    "component": Words("Giấy tờ trả lời câu này", "Khóa của một giấy tờ, với kiểu tệp."),
    "checks": Words("Kiểm tra câu trả lời"),
    "questions": Words("Câu hỏi bên trong"),
    "confidence": _DOUBT,
}
FIELD_WORDS: Mapping[type, Mapping[str, Words]] = {
    Procedure: PROCEDURE,
    Result: RESULT,
    Case: CASE,
    Duration: DURATION,
    Extension: EXTENSION,
    Fee: FEE,
    Tier: TIER,
    Component: COMPONENT,
    Section: SECTION,
    Question: QUESTION,
    Check: CHECK,
    Option: OPTION,
}
# What one entry of a list is called, in «Thêm …».
ENTRY: Mapping[type, str] = {
    Result: "kết quả",
    Case: "trường hợp",
    Fee: "khoản thu",
    Tier: "bậc",
    Component: "giấy tờ",
    Section: "phần",
    Question: "câu hỏi",
    Check: "điều kiểm tra",
}
