"""What must hold on every page that a person sees: axe finds nothing, nothing is cut off, no script fails.

With SHOTS=<folder> each page is also photographed.
"""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from tests.e2e.hands import Hands

AXE = Axe()


class Looks:
    """Looks at pages as `look(name)` is called on the way."""

    def __init__(self, hands: Hands, who: str) -> None:
        self.hands = hands
        self.who = who
        self.seen: list[str] = []

    def __call__(self, name: str) -> None:
        """Look at the page as it stands."""
        page = self.hands.page
        found = AXE.run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name}: {wide} points too wide"
        assert self.hands.faults == [], f"{name}: {self.hands.faults}"
        self.seen.append(name)
        folder = os.environ.get("SHOTS")
        if folder:
            page.screenshot(path=Path(folder) / f"{self.who}-{len(self.seen):02}-{name}.png", full_page=True)
