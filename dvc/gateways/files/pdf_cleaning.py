"""Take out of a PDF what is not its pages."""

import io
from typing import TYPE_CHECKING, Any, Final

from dvc.errors import InvalidAnswer
from dvc.gateways.files.reading import reading

if TYPE_CHECKING:
    import pikepdf

# Names in a PDF's dictionaries under which programs, actions, other files or facts about the author hang.
_UNWANTED: Final = (
    "/AA",
    "/EmbeddedFiles",
    "/EF",
    "/Info",
    "/JavaScript",
    "/JS",
    "/LastModified",
    "/Metadata",
    "/OpenAction",
    "/PieceInfo",
    "/RichMediaContent",
    "/XFA",
)
_ACTIONS: Final = {"/GoToE", "/GoToR", "/ImportData", "/JavaScript", "/Launch", "/Rendition", "/SubmitForm"}
_MOST_OBJECTS: Final = 500_000  # direct and indirect; a paper has some thousands


def cleaned_pdf(data: bytes) -> bytes | None:
    """Return a copy with the pages alone, or None when the file cannot be taken apart."""
    import pikepdf  # noqa: PLC0415 - heavy: on the first PDF, not at every start

    try:
        with reading(), pikepdf.open(io.BytesIO(data)) as pdf:
            if not _stripped(pdf):
                return None
            pdf.remove_unreferenced_resources()
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True, fix_metadata_version=False)
            return out.getvalue()
    except InvalidAnswer:
        return None


def _stripped(pdf: "pikepdf.Pdf") -> bool:
    """Walk every object, also those written inside others; say whether the end was reached."""
    stack: list[Any] = [*pdf.objects, pdf.trailer]
    seen = 0
    while stack:
        seen += 1
        if seen > _MOST_OBJECTS:
            return False
        stack += _inside(stack.pop())
    return True


def _inside(thing: Any) -> list[Any]:
    """Strip one object; return what is written inside it (indirect objects come by themselves)."""
    import pikepdf  # noqa: PLC0415 - see cleaned_pdf

    if isinstance(thing, pikepdf.Array):
        return [one for one in thing if _written_here(one)]
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return []
    for name in _UNWANTED:
        if name in thing:
            del thing[name]
    for name in ("/A", "/Next", "/PA"):
        if name in thing and _is_action(thing[name]):
            del thing[name]
    return [one for _, one in thing.items() if _written_here(one)]


def _is_action(thing: Any) -> bool:
    import pikepdf  # noqa: PLC0415 - see cleaned_pdf

    if isinstance(thing, pikepdf.Array):
        return any(_is_action(one) for one in thing)
    return isinstance(thing, pikepdf.Dictionary) and str(thing.get("/S", "")) in _ACTIONS


def _written_here(thing: Any) -> bool:
    import pikepdf  # noqa: PLC0415 - see cleaned_pdf

    return isinstance(thing, pikepdf.Array | pikepdf.Dictionary) and not thing.is_indirect
