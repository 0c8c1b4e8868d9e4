"""Run the commands as `python -m dvc`."""

import sys

from dvc.cli import main

sys.exit(main())
