"""Name the verbs, their options and, in Vietnamese, what they do. Each verb is imported only when it runs."""

import argparse
import gc
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import NoReturn

from dvc.config import Settings

Command = Callable[[Settings, argparse.Namespace], int]


class VietnameseFormatter(argparse.HelpFormatter):
    """Help whose own words are Vietnamese."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Write the usage line under our own word."""
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class VietnameseParser(argparse.ArgumentParser):
    """A parser that speaks Vietnamese, also when it refuses."""

    def __init__(self, **options: object) -> None:
        super().__init__(formatter_class=VietnameseFormatter, add_help=False, **options)  # type: ignore[arg-type]  # passed on as given
        self._optionals.title = "Tuỳ chọn"
        self._positionals.title = "Lệnh"
        self.add_argument("-h", "--help", action="help", help="xem hướng dẫn này")

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - the original's signature
        """Refuse with one sentence and where to read more; argparse's own words are English."""
        self.exit(1, f"Lệnh hoặc tuỳ chọn chưa đúng. Xem: {self.prog} --help\n")


def parser() -> VietnameseParser:
    """Build the parser of all verbs."""
    root = VietnameseParser(prog="dvc", description="Cổng dịch vụ công của xã, phường.")
    verbs = root.add_subparsers(required=True, metavar="<lệnh>", title="Lệnh")
    _add_processes(verbs)
    _add_preparation(verbs)
    _add_listings(verbs)
    _add_switches(verbs)
    _add_catalogue(verbs)
    return root


Verbs = argparse._SubParsersAction  # noqa: SLF001 - argparse gives the type no public name


def _add_processes(verbs: "Verbs[VietnameseParser]") -> None:
    _verb(verbs, "run", "processes:run", "chạy máy chủ web và hàng đợi cùng lúc; Ctrl-C để dừng cả hai")
    for name, text in (
        ("web", "chỉ chạy máy chủ web"),
        ("worker", "chỉ chạy hàng đợi (gửi tin, quét tin bị bỏ lại)"),
    ):
        verb = _verb(verbs, name, f"processes:{name}", text)
        verb.add_argument("--child", action="store_true", help=argparse.SUPPRESS)


def _add_preparation(verbs: "Verbs[VietnameseParser]") -> None:
    _verb(verbs, "migrate", "preparation:migrate", "đưa cơ sở dữ liệu lên bản mới nhất")
    verb = _verb(verbs, "init", "preparation:init", "chuẩn bị cho một xã, phường thật; không có dữ liệu mẫu")
    verb.add_argument("--commune", metavar="MÃ", help="mã số xã, phường theo thống kê, ví dụ 24265")
    verb.add_argument("--identifier", metavar="MÃ", help="mã định danh cơ quan, ví dụ H15.24265")
    verb.add_argument("--name", metavar="TÊN", help="tên cơ quan, ví dụ UBND phường Buôn Hồ")
    verb.add_argument("--hotline", metavar="SỐ", help="số điện thoại hỗ trợ của xã, phường")
    verb.add_argument("--officer", metavar="HỌ TÊN", help="họ tên cán bộ đầu tiên")
    verb.add_argument("--phone", metavar="SỐ", help="số điện thoại của cán bộ đầu tiên")
    verb.add_argument("--password-stdin", action="store_true", help="đọc mật khẩu từ đầu vào chuẩn")
    _verb(verbs, "demo", "preparation:demo", "tạo người dùng mẫu và hồ sơ mẫu (chỉ khi DVC_ENV=demo hoặc test)")


def _add_listings(verbs: "Verbs[VietnameseParser]") -> None:
    for name, text in (
        ("accounts", "người dùng mẫu và cách đăng nhập (chỉ demo, test)"),
        ("outbox", "mọi tin nhắn và mã một lần (chỉ demo, test)"),
        ("dossiers", "mọi hồ sơ đã nộp với câu trả lời và tệp (chỉ demo, test)"),
    ):
        verb = _verb(verbs, name, f"listings:{name}", text)
        verb.add_argument("--json", action="store_true", help="mỗi dòng một đối tượng JSON")


def _add_switches(verbs: "Verbs[VietnameseParser]") -> None:
    verb = _verb(verbs, "limits", "switches:limits", "giới hạn số lần thử (chỉ demo, test)")
    verb.add_argument("action", choices=["reset"], metavar="reset", help="reset: xoá mọi số đếm")
    verb = _verb(verbs, "keys", "switches:keys", "khoá mã hoá dữ liệu cá nhân")
    verb.add_argument(
        "action", choices=["new", "rotate"], metavar="new|rotate", help="new: tạo khoá; rotate: thêm khoá mới"
    )


def _add_catalogue(verbs: "Verbs[VietnameseParser]") -> None:
    parts = verbs.add_parser("catalogue", help="danh mục thủ tục: kiểm tra định nghĩa, nạp từ danh mục quốc gia")
    verbs = parts.add_subparsers(required=True, metavar="<việc>", title="Việc")
    verb = _verb(verbs, "check", "catalogue:check", "kiểm tra mọi định nghĩa thủ tục, in ra mọi lỗi")
    verb.add_argument("folder", nargs="?", metavar="THƯ_MỤC", help="thư mục khác với thư mục đang dùng")
    verb = _verb(verbs, "import", "catalogue:load", "nạp danh mục thủ tục quốc gia (JSON); được hết hoặc không gì cả")
    verb.add_argument("file", metavar="TỆP", help="tệp JSON của danh mục")
    verb.add_argument("--to", metavar="THƯ_MỤC", help="nơi ghi; không có thì là catalogue trong DVC_INSTANCE")
    verb.add_argument("--source", metavar="NGUỒN", help="nguồn ghi trong mỗi định nghĩa; không có thì là tên tệp")
    verb.add_argument("--dry-run", action="store_true", help="chỉ cho xem sẽ thay đổi gì")
    verb.add_argument("--skip", action="store_true", help="bỏ qua mục bị từ chối, nạp các mục còn lại")
    verb.add_argument(
        "--summary", action="store_true", help="bỏ phần văn xuôi (trình tự, yêu cầu), chỉ dẫn sang cổng quốc gia"
    )


def _verb(verbs: "Verbs[VietnameseParser]", name: str, place: str, text: str) -> VietnameseParser:
    verb = verbs.add_parser(name, help=text, description=text[:1].upper() + text[1:] + ".")
    verb.set_defaults(command=_lazy(place))
    return verb


def _lazy(place: str) -> Command:
    module, name = place.split(":")

    def command(settings: Settings, chosen: argparse.Namespace) -> int:
        gc.disable()  # looking for garbage in what is imported, again and again, is a fifth of a start
        verb = getattr(import_module(f"dvc.cli.{module}"), name)
        gc.enable()
        return int(verb(settings, chosen))

    return command
