"""A visitor with JavaScript off: he knows a page only by its words, fills what labels name, presses buttons."""

from collections.abc import Iterator
from typing import Self
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient

from tests.support.pages import controls, parse, text_of
from tests.support.transports import AppTransport, Came, Sent, Transport

TICKED = ("radio", "checkbox")


class Robot:
    """One visitor on one page at a time."""

    def __init__(self, way: Transport | FlaskClient) -> None:
        self.way: Transport = AppTransport(way) if isinstance(way, FlaskClient) else way
        self.came = Came(0, "/", "", "", b"")
        self.root = Element("html")
        self.files: dict[int, list[tuple[str, bytes]]] = {}

    @property
    def path(self) -> str:
        """The address, without the host."""
        return self.came.path

    @property
    def status(self) -> int:
        """The answer's number."""
        return self.came.status

    @property
    def heading(self) -> str:
        """The words of the h1."""
        return text_of(next(self.root.iter("h1")))

    @property
    def words(self) -> str:
        """All words of the page's main part."""
        return text_of(next(self.root.iter("main")))

    @property
    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        summary = next((part for part in self.root.iter() if part.get("role") == "alert"), None)
        return [text_of(link) for link in summary.iter("a")] if summary is not None else []

    def open(self, path: str) -> Self:
        """Type an address."""
        return self._arrive(self.way.send("GET", path, Sent()))

    def follow(self, words: str) -> Self:
        """Press the link with these words."""
        everywhere = {(text_of(link), link.get("href")): link for link in self.root.iter("a") if link.get("href")}
        links = list(everywhere.values())  # two links that say and do the same are one
        link = _one(links, [text_of(link) for link in links], words, "link", self.path)
        return self.open(self._target(link.get("href", "")))

    def fill(self, label: str, value: str, *, group: str = "") -> Self:
        """Type into the control with this label, inside the fieldset with this legend when one is named."""
        control = self._control(label, group)
        if control.tag == "textarea":
            control.text = value
        elif control.tag == "select":
            self._pick(control, value)
        else:
            control.set("value", value)
        return self

    def tick(self, label: str, *, group: str = "", on: bool = True) -> Self:
        """Tick a box or choose a radio."""
        control = self._control(label, group)
        assert control.get("type") in TICKED, f"{self.path}: {label} is no box"
        if control.get("type") == "radio":
            for other in self._form_of(control).iter("input"):
                if other.get("type") == "radio" and other.get("name") == control.get("name"):
                    other.attrib.pop("checked", None)
        if on:
            control.set("checked", "")
        else:
            control.attrib.pop("checked", None)
        return self

    def attach(self, label: str, *files: tuple[str, bytes]) -> Self:
        """Choose files (name, bytes) in the control with this label."""
        control = self._control(label, "")
        assert control.get("type") == "file", f"{self.path}: {label} takes no file"
        self.files[id(control)] = list(files)
        return self

    def value(self, label: str, *, group: str = "") -> str:
        """Read what stands in a control."""
        return next(_values(self._control(label, group)), "")

    def labels(self) -> list[str]:
        """Return the labels of the main part, in order."""
        main = next(self.root.iter("main"))
        return [plain_label(label) for label in main.iter("label")]

    def buttons(self) -> list[str]:
        """Return the words of the buttons in the main part."""
        main = next(self.root.iter("main"))
        return [text_of(button) for button in main.iter("button")]

    def press(self, words: str) -> Self:
        """Press a button: its form is sent as a browser without JavaScript sends it."""
        buttons = [button for button in self.root.iter("button") if button.get("type", "submit") == "submit"]
        buttons = [button for button in buttons if button.get("aria-hidden") != "true"]  # the captcha's, for Enter
        button = _one(buttons, [text_of(button) for button in buttons], words, "button", self.path)
        form = self._form_of(button)
        sent = self._sent(form, button)
        action = button.get("formaction") or form.get("action") or self.path
        return self._arrive(self.way.send(form.get("method", "get").upper(), self._target(action), sent))

    def _arrive(self, came: Came) -> Self:
        self.came = came
        self.files = {}
        if came.html:
            self.root = parse(came.html, came.path)
        return self

    def _target(self, address: str) -> str:
        parts = urlsplit(urljoin(self.path, address))
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def _control(self, label: str, group: str) -> Element:
        place = self._group(group) if group else self.root
        found = [(words, control) for words, control in self._labelled(place) if words]
        return _one([control for _, control in found], [words for words, _ in found], label, "label", self.path)

    def _group(self, legend: str) -> Element:
        groups = [group for group in self.root.iter("fieldset") if group.find("legend") is not None]
        words = [plain_label(group.find("legend")) for group in groups]  # type: ignore[arg-type]  # asked above
        return _one(groups, words, legend, "legend", self.path)

    def _labelled(self, place: Element) -> Iterator[tuple[str, Element]]:
        ids = {control.get("id"): control for control in controls(place)}
        for label in place.iter("label"):
            inside = next(controls(label), None)
            control = ids.get(label.get("for")) if label.get("for") else inside
            if control is not None:
                yield plain_label(label), control

    def _pick(self, select: Element, words: str) -> None:
        options = list(select.iter("option"))
        chosen = _one(options, [text_of(option) for option in options], words, "option", self.path)
        for option in options:
            option.attrib.pop("selected", None)
        chosen.set("selected", "")

    def _form_of(self, element: Element) -> Element:
        return next(form for form in self.root.iter("form") if any(child is element for child in form.iter()))

    def _sent(self, form: Element, button: Element) -> Sent:
        sent = Sent(multipart=form.get("enctype") == "multipart/form-data")
        for control in form.iter():
            name = control.get("name")
            if not name or control.get("disabled") is not None or control.tag not in ("input", "select", "textarea"):
                continue
            if control.get("type") == "file":
                chosen = self.files.get(id(control)) or [("", b"")]
                sent.files.extend((name, file_name, content) for file_name, content in chosen)
            else:
                sent.fields.extend((name, value) for value in _values(control))
        if button.get("name"):
            sent.fields.append((button.get("name", ""), button.get("value", "")))
        return sent


def plain_label(label: Element) -> str:
    """Return a label's words without the mark of what must be filled."""
    return text_of(label).removesuffix("(bắt buộc)").rstrip().removesuffix("*").rstrip()


def _values(control: Element) -> Iterator[str]:
    if control.tag == "textarea":
        yield control.text or ""
    elif control.tag == "select":
        options = list(control.iter("option"))
        chosen = next((option for option in options if option.get("selected") is not None), options[0])
        yield chosen.get("value", text_of(chosen))
    elif control.get("type") in TICKED:
        if control.get("checked") is not None:
            yield control.get("value", "on")
    elif control.get("type") not in ("submit", "button", "image", "reset"):
        yield control.get("value", "")


def _one(elements: list[Element], words: list[str], wanted: str, kind: str, path: str) -> Element:
    exact = [element for element, has in zip(elements, words, strict=True) if has == wanted]
    found = exact or [element for element, has in zip(elements, words, strict=True) if has.startswith(wanted)]
    assert found, f"{path}: no {kind} «{wanted}» among {words}"
    assert len(found) == 1, f"{path}: {len(found)} times the {kind} «{wanted}»"
    return found[0]
