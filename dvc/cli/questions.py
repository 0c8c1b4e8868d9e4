"""Ask for what `dvc init` was not told."""

import argparse
import getpass
import sys

from dvc.cli.ground import Refused

ASKED = (
    ("commune", "Mã số xã, phường theo thống kê (5 chữ số)"),
    ("identifier", "Mã định danh cơ quan (ví dụ H15.24265)"),
    ("name", "Tên cơ quan"),
    ("hotline", "Số điện thoại hỗ trợ"),
    ("officer", "Họ tên cán bộ đầu tiên"),
    ("phone", "Số điện thoại của cán bộ"),
)


def ask(chosen: argparse.Namespace) -> dict[str, str]:
    """Return the answers by name; what the options do not say is asked at the terminal.

    Raises:
        Refused: something is missing and nobody can be asked.

    """
    answers = {name: getattr(chosen, name) or _line(name, question) for name, question in ASKED}
    answers["password"] = sys.stdin.readline().rstrip("\n") if chosen.password_stdin else _secret()
    return answers


def _line(name: str, question: str) -> str:
    if not sys.stdin.isatty():
        raise Refused(f"Còn thiếu --{name}: {question}.")
    return input(f"{question}: ").strip()


def _secret() -> str:
    if not sys.stdin.isatty():
        raise Refused("Còn thiếu mật khẩu: hãy đưa qua đầu vào chuẩn với --password-stdin.")
    first = getpass.getpass("Mật khẩu của cán bộ: ")
    if first != getpass.getpass("Nhập lại mật khẩu: "):
        raise Refused("Hai lần nhập mật khẩu không giống nhau.")
    return first
