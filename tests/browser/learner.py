"""A learner who has a keyboard and nothing else; radio buttons, one stop for Tab, are gone through by the arrows."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from tests.browser.keyboard import HAS_FOCUS

TABS_AT_MOST = 150
IN_ITS_GROUP = """element => element.type === "radio" && document.activeElement.type === "radio"
  && document.activeElement.name === element.name && document.activeElement.form === element.form"""


@dataclass(frozen=True)
class Keyboard:
    page: Page

    def to(self, target: Locator) -> None:
        """Fails where the way is too long or does not lead there."""
        for _ in range(TABS_AT_MOST):
            if target.evaluate(HAS_FOCUS):
                return
            self.page.keyboard.press("ArrowDown" if target.evaluate(IN_ITS_GROUP) else "Tab")
        raise AssertionError(f"no way by keyboard to {target}")

    def press(self, target: Locator) -> None:
        self.to(target)
        self.page.keyboard.press("Enter")

    def choose(self, target: Locator) -> None:
        """A box or a radio button; an arrow that moves among radio buttons has chosen already."""
        self.to(target)
        if not target.is_checked():
            self.page.keyboard.press("Space")

    def type(self, label: str, words: str) -> None:
        self.to(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(words)

    def follow(self, target: Locator, where: str) -> None:
        """Presses Enter and waits until the address is like `where`."""
        self.press(target)
        self.page.wait_for_url(where)
