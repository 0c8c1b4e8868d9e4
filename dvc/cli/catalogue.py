"""Look over the definitions of the procedures, and load the national listing's."""

import argparse
import sys
from pathlib import Path

from dvc.catalogue import definitions, loader
from dvc.cli import ground
from dvc.config import Settings


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
