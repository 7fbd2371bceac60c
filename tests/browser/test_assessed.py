"""An assessed attempt in a real browser, from the choice of the mode to the debrief, with and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations

CASE = "oligometastatic-lung"
TELLING = re.compile("What your choice was worth|The other options|When this would have been right|of 100")


def sound(page: Page, *, javascript: bool) -> None:
    # Axe is a script of the page; where the page may run none there is nothing to ask.
    assert not javascript or violations(page) == [], page.url
    assert not is_wider_than_the_screen(page), page.url


def go_on_to_a_question(page: Page) -> None:
    while page.get_by_role("button", name="Go on").count():
        before = page.locator("h1").inner_text()
        page.get_by_role("button", name="Go on").click()
        expect(page.locator("h1")).not_to_have_text(before)


@pytest.mark.parametrize(("javascript", "width"), [(True, 320), (False, 1280)])
def test_its_worth_is_told_only_when_it_is_over(visit, javascript, width):
    page = visit(f"/cases/{CASE}/", javascript=javascript, width=width, person="lena.learner")
    sound(page, javascript=javascript)
    page.locator("[name=mode][value=assessed]").check()
    page.locator("main form button").click()
    page.wait_for_url("**/attempts/**")
    go_on_to_a_question(page)
    question = page.url
    page.locator("[name=pick]").first.check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("alert").first).to_contain_text("Say how certain you are")
    expect(page.locator("[name=pick]").first).to_be_checked()
    page.locator("[name=certainty]").nth(2).check()
    page.get_by_role("button", name="Decide").click()
    expect(page.locator("h1")).to_have_text("What happened")
    expect(page.locator("main")).not_to_contain_text(TELLING)
    sound(page, javascript=javascript)
    page.goto(f"/cases/{CASE}/")
    expect(page.locator("main")).to_contain_text("Finish it, or give it up")
    sound(page, javascript=javascript)
    page.goto(question)
    page.locator("summary", has_text="Leave or give up").click()
    page.get_by_role("button", name="Give up this attempt").click()
    page.wait_for_url("**/debrief/")
    expect(page.locator("main")).to_contain_text(re.compile("assessed attempt at this case"))
    sound(page, javascript=javascript)
