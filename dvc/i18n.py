"""The Vietnamese words of the portal's codes, and how dates, times and money are written."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")

# One block an owner, sorted by code inside the block. A template is filled by str.format with the params.
MESSAGES: dict[str, str] = {
    # dvc/blueprints/lookup/views.py
    "lookup.empty": "Hãy viết mã hồ sơ hoặc số định danh.",
    # dvc/services/captcha.py
    "captcha.empty": "Hãy chép lại 5 chữ trong hình.",
    "captcha.expired": "Hình này đã quá 10 phút hoặc đã dùng rồi. Hãy chép 5 chữ trong hình mới.",
    "captcha.wrong": "Mã xác nhận chưa đúng. Hãy chép lại 5 chữ trong hình mới.",
    # dvc/blueprints/admin/blueprint.py
    "admin.day_wrong": "Ngày này chưa đúng. Hãy viết đủ ngày, tháng, năm, hoặc để trống cả ba.",
    "admin.file_large": "Tệp lớn hơn 1 MB. Một định nghĩa chỉ chừng vài chục nghìn chữ; hãy xem lại tệp.",
    "admin.file_missing": "Hãy chọn một tệp.",
    "admin.file_no_text": "Tệp này không phải chữ (UTF-8). Hãy chọn tệp định nghĩa dạng TOML.",
    "admin.note_empty": "Hãy viết chỗ nào cần sửa.",
    "admin.reason_empty": "Hãy viết lý do: người dân đọc lý do này trên trang thủ tục.",
    "admin.successor_unknown": "Không có thủ tục mang mã này. Hãy viết mã như 1.001193.",
    # dvc/domain/agency_facts.py, dvc/services/agency_settings.py, dvc/blueprints/admin/agenc*.py
    "agency.commune_served": "{name} đang nhận hồ sơ của xã, phường này trong cùng thời gian. Hãy bỏ dấu «Nhận hồ sơ "
    "trên cổng này», hoặc xem lại ngày đầu và ngày cuối.",
    "agency.commune_unknown": "Không có xã, phường mang mã này. Mã gồm 5 chữ số, ví dụ 24265.",
    "agency.desk_name_empty": "Hãy viết tên bộ phận nhận hồ sơ.",
    "agency.ends_before_it_begins": "Ngày cuối trước ngày đầu. Hãy xem lại hai ngày.",
    "agency.heir_itself": "Cơ quan không thể chuyển thành chính nó. Hãy chọn cơ quan khác.",
    "agency.heir_circle": "Cơ quan này đã chuyển thành cơ quan đang sửa, nên không chọn ngược lại được.",
    "agency.heir_without_end": "Đã chọn cơ quan kế tục thì hãy viết ngày cuối của cơ quan này.",
    "agency.hotline_shape": "Số điện thoại chỉ có chữ số, dấu cách, dấu chấm, ngoặc. Chưa có thì để trống.",
    "agency.identifier_empty": "Hãy viết mã định danh.",
    "agency.identifier_long": "Mã định danh có nhiều nhất {limit} ký tự. Đã viết {written}.",
    "agency.identifier_shape": "Mã định danh bắt đầu bằng mã cấp 1 (một chữ cái từ A đến Y và hai chữ số), "
    "rồi các nhóm chữ, số cách nhau bằng dấu chấm, ví dụ H15.24265.",
    "agency.identifier_taken": "Mã này đang là của {name}. Hai cơ quan không mang cùng một mã trong cùng thời gian.",
    "agency.identifier_used": "Hôm nay đã có hồ sơ của cơ quan khác mang mã này. Hãy đổi từ ngày mai.",
    "agency.last_day_empty": "Hãy viết ngày cuối.",
    "agency.name_empty": "Hãy viết tên cơ quan.",
    "agency.order_unknown": "Hãy chọn một cách viết mã trong danh sách.",
    "agency.parent_circle": "Cơ quan này ở dưới cơ quan đang sửa, nên không làm cấp trên được.",
    "agency.parent_foreign": "Hãy chọn cấp trên trong số các cơ quan mà ông/bà quản trị.",
    "agency.title_empty": "Hãy viết chức vụ, ví dụ Chủ tịch.",
    # dvc/domain/dossier_codes.py
    "dossier_code.empty": "Hãy viết mã hồ sơ.",
    "dossier_code.shape": "Mã hồ sơ có dạng H15.24265-261124-0001. Ông/bà xem lại trên giấy hoặc tin nhắn đã nhận.",
    "provisional_code.check": "Có chữ trong mã tạm chưa đúng. Ông/bà xem lại từng chữ, từng số.",
    "provisional_code.empty": "Hãy viết mã tạm của hồ sơ.",
    "provisional_code.shape": "Mã tạm có dạng N-7K3F-9QXD: chữ N rồi tám chữ và số.",
    # dvc/domain/fields, dvc/domain/forms.py
    "address.commune": "Hãy chọn xã, phường.",
    "address.detail": "Hãy viết địa chỉ chi tiết.",
    "address.missing": "Hãy viết {label}.",
    "address.old": "Địa chỉ cũ chưa được đổi. Hãy bấm «Đổi sang địa chỉ mới», hoặc xóa chữ trong các ô địa chỉ cũ.",
    "address.old_chosen": "Đã chọn {new}. Ông/bà viết tiếp địa chỉ chi tiết.",
    "address.old_empty": "Hãy viết xã, phường cũ, và huyện hoặc tỉnh cũ.",
    "address.old_nowhere": "Chúng tôi không tìm thấy xã, phường này trong danh sách đến ngày 30/6/2025. Ông/bà xem lại "
    "cách viết, hoặc chọn thẳng tỉnh và xã, phường mới ở trên.",
    "address.old_now": "{old} nay là {new}. Ông/bà xem lại rồi viết tiếp địa chỉ chi tiết.",
    "address.old_split": "{old} nay thuộc nhiều nơi. Hãy chọn nơi nhà của ông/bà.",
    "address.old_which": "Có nhiều nơi như vậy. Hãy chọn nơi nhà của ông/bà.",
    "address.province": "Hãy chọn tỉnh, thành phố.",
    "answer.check": "{say}",
    "answer.not_a_number": "Hãy viết {label} bằng chữ số, ví dụ 2.",
    "answer.not_an_option": "Hãy chọn {label} trong danh sách.",
    "answer.required_choice": "Hãy chọn {label}.",
    "answer.required_text": "Hãy viết {label}.",
    "answer.required_yes_no": "Hãy chọn Có hoặc Không: {label}.",
    "answer.required_tick": "Hãy đánh dấu vào ô cam đoan.",
    "answer.too_large": "Hãy viết {label} không quá {maximum}.",
    "answer.too_long": "Chỗ này viết được nhiều nhất {limit} chữ. Ông/bà đã viết {written}.",
    "answer.too_small": "Hãy viết {label} từ {minimum} trở lên.",
    "answer.unconfirmed": "Xin xem lại {label}; nếu đúng thì đánh dấu vào ô bên dưới.",
    "answer.unreadable": "Chúng tôi chưa đọc được {label}. Hãy viết lại.",
    "country.name": "Hãy viết tên nước.",
    "date.digits": "Hãy viết {part} bằng chữ số.",
    "date.future": "Ngày này chưa đến: hôm nay là {today}. Ông/bà xem lại.",
    "date.impossible": "Tháng {month} năm {year} không có ngày {day}. Ông/bà xem lại.",
    "date.incomplete": "Hãy viết cả {part}.",
    "date.month": "Tháng viết từ 1 đến 12. Ông/bà đã viết {month}.",
    "date.year": "Hãy viết năm đủ bốn chữ số, ví dụ 1985.",
    "group.too_many": "Chỗ này nhận nhiều nhất {most} người hoặc mục. Ông/bà đã gửi {sent}.",
    # dvc/domain/verdicts.py, dvc/domain/supplement.py
    "offer.first_day_empty": "Hãy viết ngày bắt đầu.",
    "offer.longer": "Dài hơn thời hạn quốc gia: {cases}. Thường chỉ được rút ngắn; nếu đúng, hãy đánh dấu ô xác nhận.",
    "offer.nothing": "Chưa có gì khác với quốc gia nên chưa có gì để lưu.",
    "offer.unknown": "Không có mục «{name}» trong phần riêng của cơ quan.",
    "offer.level": "Hãy chọn mức độ dịch vụ.",
    "offer.reason": "Một phần thì phải nói lý do.",
    "offer.list": "Hãy chọn ít nhất một cách.",
    "offer.case": "Thủ tục này không có trường hợp đó.",
    "offer.no_case": "Phải còn ít nhất một trường hợp để nộp.",
    "offer.duration": "Thời hạn là một số từ 0 đến 1.000, kèm đơn vị.",
    "offer.fee": "Thủ tục này không có khoản thu đó, hoặc khoản thêm còn thiếu tên, loại, mức thu.",
    "offer.fee_key": "Khóa của khoản thu chỉ gồm chữ thường không dấu, số, dấu nối, và không trùng khoản khác.",
    "offer.amount": "Mức thu là số đồng, từ 0 đến 1 tỉ.",
    "offer.text": "Phần chữ này để trống hoặc dài quá 500 chữ.",
    "procedure.code_shape": "Mã thủ tục gồm một chữ số từ 1 đến 6, dấu chấm và sáu chữ số, ví dụ 1.001193.",
    "procedure.code_taken": "Mã này đã có thủ tục dùng, hoặc đang có bản sửa dở.",
    "procedure.file_without_code": "Không đọc được mã thủ tục trong tệp này.",
    "desk.search_empty": "Hãy viết mã hồ sơ, họ tên hoặc số định danh.",
    "desk.until_wrong": "Ngày này chưa đúng. Hãy viết đủ ngày, tháng, năm, hoặc để trống.",
    "desk.result_on_empty": "Trường hợp này chưa có thời hạn. Hãy viết ngày hẹn trả.",
    "desk.result_on_wrong": "Ngày hẹn trả chưa đúng. Hãy viết đủ ngày, tháng, năm.",
    "desk.result_on_past": "Ngày hẹn trả đã qua. Hãy viết một ngày từ hôm nay.",
    "desk.result_on_far": "Ngày hẹn trả xa quá hai năm. Hãy xem lại năm.",
    "desk.result_on_day_off": "Ngày hẹn trả là ngày nghỉ. Hãy viết một ngày làm việc.",
    "desk.until_past": "Ngày này phải sau hôm nay.",
    "supplement.form_empty": "Hãy viết chỗ cần sửa trong tờ khai.",
    "verdict.case_unknown": "Hãy chọn một trường hợp trong danh sách.",
    "verdict.lacking": "Hãy chọn kết luận: {paper}.",
    "verdict.none_failing": "Mọi giấy đều đạt nên không có gì để yêu cầu bổ sung.",
    "verdict.not_passed": "Chưa đạt nên chưa tiếp nhận được: {paper}. Hãy yêu cầu bổ sung, hoặc sửa kết luận.",
    "verdict.reason_empty": "Hãy viết lý do để người dân hiểu và làm theo được.",
    "verdict.unchosen": "Đã viết lời nhưng chưa chọn kết luận.",
    "verdict.unknown": "Hãy chọn một kết luận trong danh sách.",
    "verdict.words_empty": "Chọn «Khác» thì hãy viết rõ cần làm gì.",
    "verdict.words_long": "Chỗ này viết được nhiều nhất {limit} chữ. Đã viết {written}.",
    # dvc/domain/filing*.py
    "filing.address_empty": "Hãy viết địa chỉ nhận: số nhà, thôn, xã, tỉnh.",
    "filing.agency_closed": "Nơi đã chọn nay không nhận hồ sơ nữa. Hãy chọn lại.",
    "filing.agency_offline": "Nơi này chưa nhận thủ tục này qua mạng. Ông/bà nộp tại bộ phận Một cửa của nơi đó.",
    "filing.agency_empty": "Hãy chọn Ủy ban nhân dân giải quyết hồ sơ.",
    "filing.agency_far": "Chỉ nộp được ở nơi cùng tỉnh với nơi giải quyết. Hãy chọn lại.",
    "filing.birth_digits": "Ngày, tháng, năm sinh viết bằng chữ số, ví dụ 5, 11, 1980.",
    "filing.birth_empty": "Hãy viết đủ ngày, tháng, năm sinh.",
    "filing.birth_future": "Ngày sinh không thể sau hôm nay. Ông/bà xem lại.",
    "filing.birth_impossible": "Không có ngày {day}/{month}/{year}. Ông/bà xem lại ngày sinh.",
    "filing.case_empty": "Hãy chọn trường hợp của ông/bà.",
    "filing.declaration_empty": "Hãy đánh dấu vào ô chịu trách nhiệm về lời khai, rồi nộp lại.",
    "filing.for_whom_empty": "Hãy chọn nộp cho ai.",
    "filing.id_unchecked": "Số định danh có chỗ không khớp. Ông/bà xem lại; nếu đúng thì đánh dấu vào ô xác nhận.",
    "filing.key": "Trang này đã cũ. Ông/bà xem lại rồi bấm «Nộp hồ sơ» lần nữa.",
    "filing.line_long": "Chỗ này viết được nhiều nhất {limit} chữ. Ông/bà đã viết {written}.",
    "filing.method_empty": "Hãy chọn cách nhận kết quả.",
    "filing.owner_is_filer": "Số này là số của chính ông/bà. Nộp cho mình thì hãy bắt đầu lại và chọn «Cho tôi».",
    "filing.paper_unsaid": "Hãy cho biết «{paper}»: kèm tệp, mang bản giấy đến hay không có.",
    "filing.self_only": "{who}",
    "filing.case_self_only": "Trường hợp này người có yêu cầu phải tự nộp, không ủy quyền được. "
    "Ông/bà chọn trường hợp khác, hoặc để người đó tự soạn hồ sơ.",
    "filing.one_of_unsaid": "Hãy gửi hoặc mang đến ít nhất một trong các giấy: {papers}.",
    "filing.paper_why": "Hãy viết vì sao không có «{paper}».",
    "filing.paper_without_file": "«{paper}»: đã chọn kèm tệp nhưng chưa có tệp nào.",
    # dvc/web/eform*.py
    "eform.paper_later": "Ông/bà chụp giấy này ở bước «Giấy tờ», sau khi khai xong: {paper}.",
    "eform.paper_there": "Đã có {there} tệp ở bước «Giấy tờ»: {paper}.",
    # dvc/domain/identifiers.py
    "email.empty": "Hãy viết địa chỉ thư điện tử.",
    "email.long": "Địa chỉ thư điện tử dài quá {limit} ký tự. Ông/bà xem lại.",
    "email.shape": "Địa chỉ thư điện tử viết liền, không dấu, có chữ @, ví dụ nguyenvana@example.vn.",
    "id_number.birth_year_differs": "Năm sinh không khớp với số định danh. Ông/bà xem lại.",
    "id_number.empty": "Hãy viết số định danh.",
    "id_number.length": "Số định danh có 12 chữ số. Ông/bà đã viết {written}.",
    "id_number.letters": "Số định danh chỉ có chữ số. Ông/bà xem lại, bỏ chữ cái và dấu lạ.",
    "id_number.province_unknown": "Ba số đầu của số định danh không phải mã tỉnh mà chúng tôi biết. Ông/bà xem lại.",
    "id_number.sex_differs": "Giới tính không khớp với số định danh. Ông/bà xem lại.",
    "identity_paper.old_length": "Số chứng minh nhân dân có 9 hoặc 12 chữ số. Ông/bà đã viết {written}.",
    "identity_paper.passport_odd": "Số hộ chiếu Việt Nam thường là một chữ cái rồi 7 chữ số. Ông/bà xem lại.",
    "phone.empty": "Hãy viết số điện thoại.",
    "phone.length": "Số điện thoại di động có 10 chữ số. Ông/bà đã viết {written}.",
    "phone.letters": "Số điện thoại chỉ có chữ số. Ông/bà xem lại, bỏ chữ cái và dấu lạ.",
    "phone.prefix_unknown": "Chúng tôi chưa biết đầu số này của nhà mạng nào. Ông/bà xem lại; nếu đúng thì cứ đi tiếp.",
    "phone.start": "Số di động bắt đầu bằng 03, 05, 07, 08 hoặc 09. Ông/bà đã viết {start}.",
    # dvc/domain/one_time_codes.py, dvc/domain/sign_in_names.py, dvc/services: registering and signing in
    "one_time_code.empty": "Hãy viết mã trong tin nhắn.",
    "one_time_code.length": "Mã có 6 chữ số. Ông/bà đã viết {written}.",
    "one_time_code.other_message": "Mã này ở tin nhắn khác. Hãy tìm tin nhắn có mã bắt đầu bằng {prefix}.",
    "one_time_code.over": "Mã này không dùng được nữa. Hãy bấm «Gửi lại mã» để nhận mã mới.",
    "one_time_code.shape": "Mã có 3 chữ cái rồi 6 chữ số; chỉ cần viết 6 chữ số.",
    "one_time_code.spent": "Đã viết sai 5 lần, mã này không dùng được nữa. Hãy bấm «Gửi lại mã».",
    "one_time_code.wrong": "Mã chưa đúng. Ông/bà xem lại tin nhắn; còn {left} lần thử.",
    "password.own_number": "Mật khẩu có số điện thoại hoặc số định danh của ông/bà, người quen dễ đoán. "
    "Hãy đặt mật khẩu khác.",
    "profile.document_date": "Ngày cấp chưa đúng. Hãy viết đủ ngày, tháng, năm, không sau hôm nay.",
    "profile.document_kind": "Hãy chọn một loại giấy tờ trong danh sách.",
    "recovery.birth_date": "Ngày sinh không khớp với tài khoản. Ông/bà xem lại.",
    "registration.confirm_number": "Hãy xem lại số định danh; nếu đúng như trên thẻ thì đánh dấu vào ô này.",
    "registration.sms_has_account": "So dien thoai nay da co tai khoan dich vu cong truc tuyen. "
    "Hay dang nhap, hoac bam Quen mat khau. Neu khong phai ong/ba vua dang ky thi bo qua tin nay.",
    "sign_in_name.empty": "Hãy viết số điện thoại hoặc số định danh.",
    "sign_in_name.shape": "Số điện thoại có 10 chữ số, số định danh có 12 chữ số. Ông/bà xem lại.",
    # dvc/domain/names.py
    "name.digits": "Họ và tên viết bằng chữ, không có chữ số. Ông/bà xem lại.",
    "name.empty": "Hãy viết họ và tên.",
    "name.long": "Họ và tên có nhiều nhất {limit} chữ. Ông/bà đã viết {written}.",
    "name.no_letter": "Họ và tên cần có ít nhất một chữ cái.",
    "name.sign": "Họ và tên không có dấu {sign}. Hãy viết như trên thẻ căn cước.",
    # dvc/domain/passwords.py
    "password.common": "Mật khẩu này nhiều người dùng, kẻ xấu dễ đoán. Hãy đặt mật khẩu khác.",
    "password.empty": "Hãy đặt mật khẩu.",
    "password.long": "Mật khẩu có nhiều nhất {limit} ký tự. Hãy đặt ngắn hơn.",
    "password.published_example": "Đây là ví dụ trong tờ hướng dẫn, hãy tự đặt mật khẩu khác.",
    "password.rule.digit": "Có chữ số",
    "password.rule.length": "Ít nhất 9 ký tự",
    "password.rule.long": "Hoặc dài từ 15 ký tự, viết gì cũng được",
    "password.rule.lower": "Có chữ thường",
    "password.rule.special": "Có ký tự đặc biệt, ví dụ @ # ! ?",
    "password.rule.upper": "Có chữ hoa",
    "password.weak": "Mật khẩu cần ít nhất 9 ký tự, có chữ hoa, chữ thường, chữ số và ký tự đặc biệt; "
    "hoặc dài từ 15 ký tự.",
    # dvc/services/uploads.py
    "file.component_full": "Mỗi loại giấy tờ gửi được nhiều nhất {limit} tệp; tệp «{name}» chưa được nhận.",
    "file.dossier_full": "Một hồ sơ gửi được nhiều nhất {limit} tệp; tệp «{name}» chưa được nhận.",
    "file.dossier_large": "Các tệp cộng lại lớn hơn {limit} MB; tệp «{name}» chưa được nhận.",
    "file.drafts_large": "Các hồ sơ nháp của ông/bà đã giữ tới {limit} MB tệp; tệp «{name}» chưa được nhận. "
    "Ông/bà nộp hoặc xóa bớt hồ sơ nháp rồi gửi lại.",
    "file.none": "Chưa chọn tệp nào. Ông/bà bấm vào ô chọn tệp, chụp ảnh hoặc chọn ảnh có sẵn.",
    # dvc/gateways/files
    "file.archive_many": "Tệp «{name}» nén quá {limit} tệp. Ông/bà chia ra, hoặc gửi từng tệp.",
    "file.archive_nested": "Trong tệp nén «{name}» còn có tệp nén khác. Ông/bà gửi các tệp bên trong.",
    "file.archive_path": "Tệp nén «{name}» có đường dẫn lạ. Ông/bà nén lại, hoặc gửi từng tệp.",
    "file.archive_ratio": "Tệp nén «{name}» bung ra quá lớn. Ông/bà gửi từng tệp.",
    "file.broken": "Không mở được tệp «{name}». Ông/bà chụp hoặc lưu lại rồi gửi lại.",
    "file.empty": "Tệp «{name}» không có gì bên trong. Ông/bà chọn tệp khác.",
    "file.extension_mismatch": "Tệp «{name}» có đuôi .{extension}, cổng không nhận. "
    "Cổng nhận pdf, doc, docx, jpg, jpeg, png, heic, zip, rar, 7z.",
    "file.kind": "Nội dung tệp «{name}» không phải loại mà cổng nhận: ảnh, PDF, Word hoặc tệp nén.",
    "file.large": "Tệp «{name}» lớn hơn {limit} MB. Ông/bà chụp lại nhỏ hơn, hoặc chia ra nhiều tệp.",
    "file.locked": "Tệp «{name}» có mật khẩu. Ông/bà bỏ mật khẩu rồi gửi lại.",
    "file.macros": "Tệp Word «{name}» có chương trình bên trong. Ông/bà lưu lại thành PDF rồi gửi.",
    "file.pixels": "Ảnh «{name}» có hơn {limit} triệu điểm ảnh. Ông/bà chụp lại với cỡ nhỏ hơn.",
}


def words(code: str, **params: object) -> str:
    """Return the sentence of a code; raises KeyError for a code without one, which a test finds first."""
    return MESSAGES[code].format(**params)


def format_date(day: date) -> str:
    """Return «24/11/2026»; a moment is taken as its Vietnamese date."""
    if isinstance(day, datetime):
        day = _local(day).date()
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_time(moment: time | datetime) -> str:
    """Return «15 giờ 30», or «15 giờ» at the full hour; an aware moment is shown in Vietnamese time."""
    clock = _local(moment).time() if isinstance(moment, datetime) else moment
    return f"{clock.hour} giờ {clock.minute:02d}" if clock.minute else f"{clock.hour} giờ"


def format_datetime(moment: datetime) -> str:
    """Return «15 giờ 30, ngày 24/11/2026» in Vietnamese time; raises ValueError for a naive moment."""
    return f"{format_time(moment)}, ngày {format_date(moment)}"


def format_money(dong: int) -> str:
    """Return «8.000 đồng»."""
    return f"{dong:,}".replace(",", ".") + " đồng"


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be shown")
    return moment.astimezone(_LOCAL)


def format_size(size: int) -> str:
    """Write a file's size: "0,4 MB", or "12 kB" when it is small."""
    if size < 100_000:  # noqa: PLR2004 - under a tenth of a megabyte
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
