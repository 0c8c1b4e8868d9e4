"""A visitor with a real browser who does what the robot does: fills by label, presses buttons by their words."""

from pathlib import Path
from typing import Self

from playwright.sync_api import Locator, Page

FIND = """([kind, words, group]) => {
  const plain = (node) => node.textContent.replace(/\\s+/g, ' ').trim()
    .replace(/\\(bắt buộc\\)$/, '').trim().replace(/\\*$/, '').trim();
  const all = (place, what) => [...place.querySelectorAll(what)];
  let place = document;
  const pick = (nodes, wanted) => {
    const seen = nodes.filter((node) => node.getAttribute('aria-hidden') !== 'true' && node.offsetParent !== null);
    const exact = seen.filter((node) => plain(node) === wanted);
    const found = exact.length ? exact : seen.filter((node) => plain(node).startsWith(wanted));
    if (found.length !== 1) throw new Error(found.length + ' × ' + kind + ' «' + wanted + '» at ' + location.pathname
      + ' among ' + seen.map(plain).join(' | '));
    return found[0];
  };
  if (group) place = pick(all(document, 'legend'), group).closest('fieldset');
  const found = pick(all(place, kind), words);
  return kind === 'label' ? document.getElementById(found.htmlFor) : found;
}"""


class Hands:
    """One visitor on one page at a time; waits for what his press brings, not for a clock."""

    def __init__(self, page: Page, base: str, folder: Path) -> None:
        self.page = page
        self.base = base
        self.folder = folder
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.set_default_timeout(60_000)

    @property
    def path(self) -> str:
        """The address, without the host."""
        return self.page.url.removeprefix(self.base)

    @property
    def heading(self) -> str:
        """The words of the h1."""
        return self.page.locator("h1").inner_text().strip()

    @property
    def words(self) -> str:
        """All words of the page's main part."""
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        return self.page.locator("[role=alert] a").all_inner_texts()

    def open(self, path: str) -> Self:
        """Type an address."""
        self.page.goto(self.base + path)
        return self

    def follow(self, words: str) -> Self:
        """Press the link with these words."""
        return self._go(self._find("a", words))

    def press(self, words: str) -> Self:
        """Press a button and wait for what comes: a page, or a block swapped in place."""
        return self._go(self._find("button", words))

    def fill(self, label: str, value: str, *, group: str = "") -> Self:
        """Type into the control with this label."""
        control = self._find("label", label, group)
        if control.evaluate("node => node.tagName") == "SELECT":
            control.select_option(label=value)
        else:
            control.fill(value)
        return self

    def value(self, label: str, *, group: str = "") -> str:
        """Read what stands in a control."""
        return self._find("label", label, group).input_value()

    def tick(self, label: str, *, group: str = "", on: bool = True) -> Self:
        """Tick a box or choose a radio."""
        self._find("label", label, group).set_checked(on)
        return self

    def province(self, question: str, name: str) -> Self:
        """Choose a province; its communes come by themselves."""
        control = self._find("label", f"{question}: tỉnh, thành phố")
        self._mark()
        control.select_option(label=name)
        return self._wait()

    def send(self, label: str, *files: tuple[str, bytes]) -> Self:
        """Choose files; they are sent at once, and what comes is waited for."""
        paths = []
        for name, data in files:
            path = self.folder / name
            path.write_bytes(data)
            paths.append(path)
        control = self._find("label", label)
        self._mark()
        control.set_input_files(paths)
        return self._wait()

    def _find(self, kind: str, words: str, group: str = "") -> Locator:
        handle = self.page.evaluate_handle(FIND, [kind, words, group]).as_element()
        assert handle is not None
        name = handle.evaluate("node => node.id || (node.id = 'hands-' + Math.random().toString(36).slice(2))")
        return self.page.locator(f"[id='{name}']")

    def _go(self, control: Locator) -> Self:
        self._mark()
        control.click()
        return self._wait()

    def _mark(self) -> None:
        self.page.evaluate("() => { (document.getElementById('step') || document.body).dataset.old = '1'; }")

    def _wait(self) -> Self:
        self.page.wait_for_function("() => document.readyState === 'complete' && !document.querySelector('[data-old]')")
        return self
