"""A visitor without a mouse: goes from place to place by Tab, types, ticks with Space, presses Enter."""

from playwright.sync_api import BrowserContext, Locator, Page

TABS_AT_MOST = 400
COVERED = """element => {
  const bar = document.querySelector(".verdict-bar");
  return bar && !bar.contains(element) && element.getBoundingClientRect().top > bar.getBoundingClientRect().top;
}"""
HAS_FOCUS = "element => element === document.activeElement"
POINTED = "addEventListener('pointerdown', () => sessionStorage.setItem('pointed', 'yes'), true)"


def without_a_mouse(context: BrowserContext) -> None:
    """From the next page on, `has_pointed` knows."""
    context.add_init_script(POINTED)


def has_pointed(page: Page) -> bool:
    return page.evaluate("sessionStorage.getItem('pointed')") == "yes"


def reach(page: Page, target: Locator) -> None:
    """By the Tab key alone, from wherever the focus is."""
    for _tab in range(TABS_AT_MOST):
        if target.evaluate(HAS_FOCUS):
            assert not target.evaluate(COVERED), "the verdict covers what has the focus"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target}")


def enter(page: Page, target: Locator) -> None:
    """A link or a button that leads to another page."""
    reach(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press(page: Page, name: str) -> None:
    enter(page, page.get_by_role("button", name=name, exact=True).first)


def follow(page: Page, name: str) -> None:
    enter(page, page.get_by_role("link", name=name, exact=True).first)


def write(page: Page, label: str, words: str) -> None:
    reach(page, page.get_by_label(label, exact=True).locator("visible=true").first)
    page.keyboard.type(words)


def tick(page: Page, target: Locator) -> None:
    reach(page, target)
    page.keyboard.press("Space")
