"""Keep compiled templates beside the portal's data: compiling the home page alone would be a quarter of a start."""

from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache, Template
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.runtime import Context


class CompiledTemplates(FileSystemBytecodeCache):
    """Templates compiled once; a full disk must not take away the very page that tells of it."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one, or compile it again next time."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


class HouseTemplate(Template):
    """A template whose macros know what every template knows, and nothing of the page that imports them."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 - Jinja's signature
        # Jinja would compare all names at each import, in case a page had some of its own: a tenth of a page's time.
        return super()._get_default_module()


def compiled_templates(instance: Path) -> CompiledTemplates:
    """Make the folder; code is as safe there as the keys are."""
    folder = instance / "templates"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return CompiledTemplates(str(folder))
