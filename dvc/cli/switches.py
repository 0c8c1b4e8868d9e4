"""Turn what only an operator or a test turns: the limits' counters, the keys."""

import argparse
from importlib import import_module

from dvc import crypto
from dvc.cli import ground
from dvc.config import Settings


def limits(settings: Settings, _chosen: argparse.Namespace) -> int:
    """Forget every counted attempt."""
    ground.demo_only(settings, "limits reset")
    database = ground.open_database(settings)
    try:
        with database.transaction() as session:
            import_module("dvc.services.throttle").reset(session)
    finally:
        database.close()
    print("Đã xoá mọi số đếm.")
    return 0


def keys(settings: Settings, chosen: argparse.Namespace) -> int:
    """Make the keys, or add a new sealing key; old data stays readable."""
    ground.check_folder(settings.instance)
    if settings.keys:
        raise ground.Refused("Khoá đang lấy từ DVC_KEYS: hãy bỏ DVC_KEYS rồi chạy lại, hoặc sửa DVC_KEYS.")
    path = ground.key_file(settings)
    standing = crypto.load("", path)
    if chosen.action == "new" and standing is not None:
        raise ground.Refused(f"Đã có khoá trong {path}: tạo lại sẽ làm mất dữ liệu. Dùng: dvc keys rotate.")
    if chosen.action == "rotate" and standing is None:
        raise ground.Refused("Chưa có khoá để thêm: hãy chạy dvc keys new.")
    settings.instance.mkdir(parents=True, exist_ok=True)
    crypto.save(crypto.new_ring() if standing is None else standing.rotated(), path)
    print(f"Đã ghi khoá vào {path}. Hãy sao lưu tệp này ở nơi an toàn, rồi khởi động lại cổng.")
    return 0
