"""My page, a what-if, an assessed attempt and the certainty report in a browser, narrow and dark, wide and light."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations

# No other browser test plays as her: an assessed attempt that is left open bars the case to its owner.
PERSON = "dora.director"
BROKEN = """() => [...document.querySelectorAll(".unbroken")]
  .filter(name => name.getClientRects().length > 1).map(name => name.innerText)"""


@dataclass(frozen=True)
class Played:
    """The address of an attempt at practice that was given up after two decisions, and of an assessed one under way."""

    over: str
    under_way: str


def start(page: Page, slug: str, mode: str) -> str:
    page.goto(f"/cases/{slug}/")
    page.locator(f"[name=mode][value={mode}]").check()
    page.get_by_role("button", name="Start the case").click()
    page.wait_for_url("**/attempts/**")
    return page.url


def decide(page: Page, certainty: int) -> None:
    """The first option, past the steps that only tell."""
    while page.get_by_role("button", name="Go on").count():
        before = page.locator("h1").inner_text()
        page.get_by_role("button", name="Go on").click()
        expect(page.locator("h1")).not_to_have_text(before)
    page.locator("[name=pick]").first.check()
    page.locator("[name=certainty]").nth(certainty - 1).check()
    page.get_by_role("button", name="Decide").click()
    expect(page.locator("h1")).to_have_text("What happened")


@pytest.fixture(scope="module")
def played(browser, site) -> Played:
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    site.sign_in(page, PERSON)
    over = start(page, "oligometastatic-lung", "practice")
    for certainty in (3, 2):
        decide(page, certainty)
        page.goto(over)
    page.locator("summary", has_text="Leave or give up").click()
    page.get_by_role("button", name="Give up this attempt").click()
    page.wait_for_url("**/debrief/")
    under_way = start(page, "hbv-carrier", "assessed")
    decide(page, certainty=1)
    context.close()
    return Played(over, under_way)


def sound(page: Page, address: str) -> None:
    for summary in page.locator("main details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()
    assert violations(page) == [], address
    assert not is_wider_than_the_screen(page), address
    assert page.evaluate(BROKEN) == [], address


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(visit, played, width, scheme):
    page = visit("/me/", width=width, scheme=scheme, person=PERSON)
    expect(page.locator(".mine")).to_contain_text("given up")
    sound(page, "my page")
    page.goto(f"{played.over}debrief/")
    expect(page.locator(".calibration svg")).to_be_visible()
    sound(page, "debrief")
    page.get_by_role("link", name="What if I had chosen otherwise?").first.click()
    page.locator("[name=pick]").nth(1).check()
    page.get_by_role("button", name="See what would have been").click()
    expect(page.locator("#happened")).to_be_attached()
    expect(page.locator("#other")).to_be_in_viewport()
    sound(page, "what-if")
    page.goto(f"{played.under_way}decisions/1/")
    sound(page, "what happened in an assessed attempt")
    page.goto(played.under_way)
    sound(page, "a step of an assessed attempt")


def test_my_page_says_what_makes_an_attempt_unsafe_beside_the_word(visit, played):
    page = visit("/me/", person=PERSON)
    expect(page.locator(".mine")).to_contain_text("Only critical harm makes an attempt unsafe.")
