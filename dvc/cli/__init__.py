"""The `dvc` commands: one clear sentence and exit code 1 when something cannot be done."""

import os
import sys
from collections.abc import Sequence

from dvc.cli.verbs import parser
from dvc.config import Settings
from dvc.errors import DvcError, Invalid, InvalidAnswer
from dvc.i18n import words


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; what it makes on the disk is for its own user alone."""
    os.umask(0o077)
    chosen = parser().parse_args(arguments)
    try:
        return int(chosen.command(Settings.from_environ(os.environ), chosen))
    except DvcError as error:
        print(_sentence(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _sentence(error: DvcError) -> str:
    if isinstance(error, Invalid):
        return " ".join(words(problem.code, **problem.params) for problem in error.problems.values())
    if isinstance(error, InvalidAnswer):
        return words(error.code, **error.params)
    return error.message or f"Không làm được ({type(error).__name__})."
