"""Keep compiled templates beside the portal's data: compiling the home page alone would be a quarter of a start."""

from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(FileSystemBytecodeCache):
    """Templates compiled once; a full disk must not take away the very page that tells of it."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one, or compile it again next time."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def compiled_templates(instance: Path) -> CompiledTemplates:
    """Make the folder; code is as safe there as the keys are."""
    folder = instance / "templates"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return CompiledTemplates(str(folder))
