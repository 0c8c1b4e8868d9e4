"""Look over the definitions of the procedures, and load the national listing's."""

import argparse
import sys
from pathlib import Path

from dvc.catalogue import definitions, listing_import, loader, national
from dvc.cli import ground
from dvc.config import Settings

_OUTCOMES = {
    "new": "mới",
    "changed": "thay đổi",
    "unchanged": "giữ như cũ",
    "kept": "không ghi đè",
    "refused": "từ chối",
}


def check(settings: Settings, chosen: argparse.Namespace) -> int:
    """Print every fault of every definition; without a folder, of the shipped ones and the commune's own."""
    own = own_folder(settings)
    folders = [Path(chosen.folder)] if chosen.folder else [loader.FOLDER, *([own] if own.is_dir() else [])]
    files, faults = 0, 0
    for folder in folders:
        if not folder.is_dir():
            raise ground.Refused(f"Không có thư mục {folder}.")
        files += len(definitions.files(folder))
        for fault in loader.check(folder):
            faults += 1
            print(fault)
    if faults:
        print(f"Có {faults} lỗi trong {files} định nghĩa.", file=sys.stderr)
        return 1
    print(f"{files} định nghĩa thủ tục, không có lỗi.")
    return 0


def own_folder(settings: Settings) -> Path:
    """Return where a commune keeps the definitions that it loaded itself."""
    return settings.instance / loader.OWN_FOLDER


def load(settings: Settings, chosen: argparse.Namespace) -> int:
    """Load a national listing into the commune's own definitions, all of it or nothing."""
    path = Path(chosen.file)
    folder = Path(chosen.to) if chosen.to else own_folder(settings)
    rows = national.rows(path)
    source = chosen.source or f"danh mục thủ tục quốc gia, tệp {path.name}"
    lines = listing_import.plan(rows, folder, loader.shipped(), source=source, summary=chosen.summary)
    refused = any(line.outcome == "refused" for line in lines)
    writes = not chosen.dry_run and (not refused or chosen.skip)
    if writes:
        listing_import.write(lines, folder)
    for line in lines:
        if line.outcome != "unchanged":
            print(
                f"{_OUTCOMES[line.outcome]:<14} {line.code:<10} {line.name}{f': {line.reason}' if line.reason else ''}"
            )
    print("; ".join(f"{_OUTCOMES[outcome]}: {count}" for outcome, count in listing_import.counted(lines)) + ".")
    print(
        _end(folder, writes=writes, dry_run=chosen.dry_run), file=sys.stdout if writes or chosen.dry_run else sys.stderr
    )
    return 1 if refused else 0


def _end(folder: Path, *, writes: bool, dry_run: bool) -> str:
    if dry_run:
        return "Chỉ xem thử, chưa ghi gì."
    if writes:
        return f"Đã ghi vào {folder}. Khởi động lại cổng để dùng."
    return "Có mục bị từ chối nên chưa ghi gì. Sửa các mục đó, hoặc thêm --skip để nạp các mục còn lại."
