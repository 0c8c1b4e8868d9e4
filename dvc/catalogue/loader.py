"""Keep the procedure definitions at hand, refuse them whole when anything in them is wrong.

Ask through this module: `loader.procedure("1.001193")`. A version that is no longer in the files is made
again from the JSON that was kept when it was published: `loader.from_json`. The shipped folder is always read;
`use` names a second one, the commune's own.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from dvc.catalogue import compiled, definitions
from dvc.catalogue.definitions import CatalogueFault, DefinitionError
from dvc.catalogue.schema import from_json, to_json
from dvc.domain.listings import Listing
from dvc.domain.procedures import Procedure
from dvc.errors import NotFound

__all__ = [
    "CatalogueFault",
    "DefinitionError",
    "check",
    "from_json",
    "listings",
    "load",
    "parse",
    "procedure",
    "procedures",
    "shipped",
    "to_json",
    "use",
    "version",
]

FOLDER = Path(__file__).parent / "procedures"
# Of the instance folder: what a commune has loaded itself.
OWN_FOLDER = "catalogue"
_OWN: list[Path] = []
# What a portal's residents open within minutes; a large form takes some milliseconds to make and 300 kB.
_KEPT = 64


class _Procedures(Mapping[str, Procedure]):
    """Every procedure by its code; each is made when it is asked for."""

    def __getitem__(self, code: str) -> Procedure:
        if code not in _chosen():
            raise KeyError(code)
        return _made(code)

    def __iter__(self) -> Iterator[str]:
        return iter(_chosen())

    def __len__(self) -> int:
        return len(_chosen())


def use(folder: Path | None) -> None:
    """Read the commune's own definitions in this folder too, from now on; there need not be one.

    An own definition wins over a shipped one of the same code, unless the shipped one has a form of its own and the
    other only the general declaration: an imported text must not take away a form.
    """
    own = [folder] if folder is not None and folder.is_dir() else []
    if own != _OWN:
        _OWN[:] = own
        forget()


def forget() -> None:
    """Read the folders again when next asked."""
    for kept in (_chosen, listings, _made):
        kept.cache_clear()


def procedures() -> Mapping[str, Procedure]:
    """Return every procedure by its code; raises DefinitionError with all faults of all files."""
    _chosen()
    return _Procedures()


@cache
def listings() -> Mapping[str, Listing]:
    """Return the short of every procedure by its code; raises DefinitionError."""
    return MappingProxyType({code: source.listings[code] for code, source in _chosen().items()})


def procedure(code: str) -> Procedure:
    """Return the current version of a procedure; raises NotFound."""
    if code not in _chosen():
        raise NotFound
    return _made(code)


def shipped() -> Mapping[str, Listing]:
    """Return the short of what the portal brings along, without the commune's own; raises DefinitionError."""
    return compiled.read(FOLDER).listings


def version(code: str, version_hash: str) -> Procedure:
    """Return a procedure in that version; raises NotFound when the files hold another one."""
    current = listings().get(code)
    if current is None or current.version != version_hash:
        raise NotFound
    return procedure(code)


def check(folder: Path = FOLDER) -> tuple[CatalogueFault, ...]:
    """Return all faults of all definitions in a folder; none when they can be used."""
    return tuple(definitions.read_all(folder)[1])


def load(path: Path) -> Procedure:
    """Return the procedure of one file; raises DefinitionError."""
    return _whole(definitions.read(path))


def parse(text: str, name: str) -> Procedure:
    """Return the procedure of a TOML text; raises DefinitionError with the faults under that file name."""
    return _whole(definitions.parse(text, name))


def _whole(read: definitions.Read) -> Procedure:
    found, faults = read
    if found is None:
        raise DefinitionError(faults)
    return found


@cache
def _chosen() -> Mapping[str, compiled.Definitions]:
    """Return where each procedure is to be taken from."""
    shipped = compiled.read(FOLDER)
    chosen = dict.fromkeys(shipped.listings, shipped)
    for own in map(compiled.read, _OWN):
        for code, listing in own.listings.items():
            standing = shipped.listings.get(code)
            if standing is None or standing.generic or not listing.generic:
                chosen[code] = own
    return dict(sorted(chosen.items()))


@lru_cache(maxsize=_KEPT)
def _made(code: str) -> Procedure:
    return _chosen()[code].procedure(code)
