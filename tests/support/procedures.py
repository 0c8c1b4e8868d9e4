"""Which procedures a test that runs over them takes: each with a form of its own, and two with the general one.

The hundreds with the general declaration have the same form; `tests/catalogue` looks at every one of them.
"""

from dvc.catalogue import loader

_GENERIC = ("1.000080", "1.013133")
FULL = tuple(code for code, listing in loader.listings().items() if not listing.generic)
SAMPLE = (*FULL, *_GENERIC)
