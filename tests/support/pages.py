"""The rules that every page keeps (house rule 20, decision 10)."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib

CONTROLS = ("input", "select", "textarea")
UNLABELLED = frozenset({"hidden", "submit", "button", "image", "reset"})
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "time"}
)
LINKED_HOSTS = ("dichvucong.gov.vn",)
# The page checked last, lent once to whoever reads it next: parsing takes most of a test's time.
_checked: dict[str, Element] = {}
ADDRESSES = ("src", "href", "action", "formaction", "poster", "data", "srcset", "hx-get", "hx-post")


def check_page(html: str, address: str) -> None:
    """Check one whole page."""
    root = parse(html, address)
    assert root.get("lang") == "vi", f"{address}: lang is not vi"
    headings = list(root.iter("h1"))
    assert len(headings) == 1, f"{address}: {len(headings)} h1"
    assert text_of(headings[0]), f"{address}: the h1 is empty"
    title = root.find("head/title")
    assert title is not None, f"{address}: no title"
    assert text_of(title), f"{address}: the title is empty"
    viewport = [meta for meta in root.iter("meta") if meta.get("name") == "viewport"]
    assert viewport, f"{address}: no viewport"
    _check_body(root, address)
    _checked.clear()
    _checked[html] = root


def check_block(html: str, address: str) -> None:
    """Check a block that htmx swaps in."""
    page = f'<!DOCTYPE html><html lang="vi"><head><title>x</title></head><body>{html}</body></html>'
    _check_body(parse(page, address), address)


def parse(html: str, address: str) -> Element:
    """Parse strictly; html5lib names the first thing that HTML does not allow."""
    ready = _checked.pop(html, None)
    if ready is not None:
        return ready
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    try:
        root: Element = parser.parse(html)
    except html5lib.html5parser.ParseError as error:
        position, code, data = parser.errors[-1]
        raise AssertionError(f"{address}: HTML at {position}: {code} {data}") from error
    return root


def text_of(element: Element) -> str:
    """Return the words inside as they are seen: spaces squeezed, a space between blocks."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    around = "" if element.tag in INLINE else " "
    yield around + (element.text or "" if isinstance(element.tag, str) else "")
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield around


def _check_body(root: Element, address: str) -> None:
    _check_ids(root, address)
    _check_labels(root, address)
    _check_forms(root, address)
    for element in root.iter():
        _check_inline(element, address)
        _check_addresses(element, address)
        if element.tag == "img":
            assert element.get("alt") is not None, f"{address}: an img without alt"


def _check_ids(root: Element, address: str) -> None:
    ids = Counter(element.get("id") for element in root.iter() if element.get("id") is not None)
    twice = [name for name, count in ids.items() if count > 1 or not name]
    assert not twice, f"{address}: ids that are not unique: {twice}"
    for element in root.iter():
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            for name in (element.get(attribute) or "").split():
                assert name in ids, f"{address}: {attribute} names {name}, which is not there"


def _check_labels(root: Element, address: str) -> None:
    labels = {label.get("for"): text_of(label) for label in root.iter("label") if label.get("for")}
    inside = {id(child): text_of(label) for label in root.iter("label") for child in label.iter()}
    for control in controls(root):
        words = labels.get(control.get("id")) or inside.get(id(control))
        assert words, f"{address}: the control {control.get('name')} has no visible label"


def controls(root: Element) -> Iterator[Element]:
    """Yield the controls that a person fills."""
    for element in root.iter():
        if element.tag in CONTROLS and element.get("type", "text") not in UNLABELLED:
            yield element


def _check_forms(root: Element, address: str) -> None:
    for form in root.iter("form"):
        method = form.get("method", "get").lower()
        assert form.get("action"), f"{address}: a form without an action"
        if method == "post":
            tokens = [field.get("value") for field in form.iter("input") if field.get("name") == "csrf_token"]
            assert len(tokens) == 1, f"{address}: {len(tokens)} CSRF tokens in {form.get('action')}"
            assert tokens[0], f"{address}: an empty CSRF token in {form.get('action')}"
        buttons = [e for e in form.iter() if e.tag == "button" or e.get("type") in ("submit", "image")]
        assert buttons, f"{address}: a form without a button: {form.get('action')}"


def _check_inline(element: Element, address: str) -> None:
    tag = element.tag if isinstance(element.tag, str) else "comment"
    assert tag != "style", f"{address}: inline style sheet"
    if tag == "script":
        assert element.get("src") or element.get("type") == "application/json", f"{address}: inline script"
    handlers = [name for name in element.keys() if re.match(r"on|hx-on|style$", name)]  # noqa: SIM118 - no mapping
    assert not handlers, f"{address}: <{tag}> has {handlers}"
    assert not (element.get("href") or "").lower().startswith("javascript:"), f"{address}: a javascript: address"


def _check_addresses(element: Element, address: str) -> None:
    for attribute in ADDRESSES:
        host = urlsplit(element.get(attribute) or "").hostname
        if host is None:
            continue
        linked = element.tag == "a" and any(host == name or host.endswith(f".{name}") for name in LINKED_HOSTS)
        assert linked, f"{address}: <{element.tag} {attribute}> goes to {host}"
