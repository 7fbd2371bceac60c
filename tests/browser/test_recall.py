"""Missed decisions in a browser: retried from the debrief, due at home, asked and told; by keys and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations
from tests.browser.reference import moves
from tests.past import let_days_pass

# No other browser test plays as her, so that her queue is what is missed here.
PERSON, CASE = "chloe.chief", "oligometastatic-lung"


def miss(page: Page, script: dict) -> None:
    """The first option that the reference path does not take, past the steps that only tell."""
    page.wait_for_load_state()
    while page.get_by_role("button", name="Go on").count():
        before = page.locator("h1").inner_text()
        page.get_by_role("button", name="Go on").click()
        expect(page.locator("h1")).not_to_have_text(before)
    right = script.get(page.locator("h1").inner_text(), {}).get("options", [])
    values = [box.get_attribute("value") for box in page.locator("[name=pick]").all()]
    wrong = next(value for value in values if value not in right)
    page.locator(f"[name=pick][value='{wrong}']").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.locator("h1")).to_have_text("What happened")


@pytest.fixture(scope="module")
def debrief(browser, site) -> str:
    """The address of the debrief of an attempt that was given up after two misses."""
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    site.sign_in(page, PERSON)
    page.goto(f"/cases/{CASE}/")
    page.get_by_role("button", name="Start the case").click()
    page.wait_for_url("**/attempts/**")
    attempt = page.url
    for _ in range(2):
        miss(page, moves(CASE))
        page.goto(attempt)
    page.locator("summary", has_text="Leave or give up").click()
    page.get_by_role("button", name="Give up this attempt").click()
    page.wait_for_url("**/debrief/")
    context.close()
    return f"{attempt}debrief/"


def sound(page: Page, *, javascript: bool = True) -> None:
    # Axe is a script of the page; where the page may run none there is nothing to ask.
    assert not javascript or violations(page) == [], page.url
    assert not is_wider_than_the_screen(page), page.url


def test_the_queue_by_keys_alone_on_a_dark_phone(visit, site, debrief):
    let_days_pass(site.data)
    page = visit("/", width=320, scheme="dark", person=PERSON)
    expect(page.locator("main")).to_contain_text("2 decisions you missed are due")
    sound(page)
    link = page.get_by_role("link", name=re.compile("^Recall")).first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/recall/*/")
    sound(page)
    for left in (1, 0):
        page.keyboard.press("1")
        expect(page.locator("[name=pick]").first).to_be_checked()
        page.keyboard.press("Enter")
        page.wait_for_url("**/answers/*/")
        expect(page.locator("h1")).to_have_text("What would have happened")
        expect(page.locator("main")).to_contain_text("This decision comes back on")
        sound(page)
        page.keyboard.press("Enter")
        page.wait_for_url("**/recall/*/" if left else "**/recall/")
    expect(page.locator("main")).to_contain_text("Nothing is due now")
    sound(page)


def test_the_queue_without_scripts(visit, site, debrief):
    let_days_pass(site.data)
    page = visit("/recall/", javascript=False, person=PERSON)
    expect(page.locator("main")).to_contain_text("2 decisions are due")
    page.get_by_role("link", name=re.compile("^Decide")).click()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("alert").first).to_contain_text("Choose one option first")
    sound(page, javascript=False)
    page.locator("[name=pick]").first.check()
    page.get_by_role("button", name="Decide").click()
    page.get_by_role("link", name="Next decision").click()
    page.locator("summary", has_text="Do not ask this decision again").click()
    page.get_by_role("button", name="Drop it").click()
    expect(page.get_by_role("status").first).to_contain_text("This decision is not asked any more.")
    expect(page.locator("main")).to_contain_text("Nothing is due now")
    sound(page, javascript=False)


@pytest.mark.parametrize(("width", "scheme", "javascript"), [(320, "light", True), (1280, "dark", False)])
def test_a_retry_from_the_debrief(visit, debrief, width, scheme, javascript):
    page = visit(debrief, width=width, scheme=scheme, javascript=javascript, person=PERSON)
    sound(page, javascript=javascript)
    page.get_by_role("link", name="Retry the 2 decisions you missed").click()
    for number in (1, 2):
        expect(page.locator(".crumbs").first).to_contain_text(f"missed decision {number} of 2")
        sound(page, javascript=javascript)
        page.locator("[name=pick]").first.check()
        page.get_by_role("button", name="Decide").click()
        expect(page.locator("h1")).to_have_text("What would have happened")
        sound(page, javascript=javascript)
        page.locator("[data-go-on]").click()
    page.wait_for_url("**/debrief/")


def test_a_guest_is_told_that_an_account_keeps_a_queue(visit):
    page = visit("/recall/", width=320)
    expect(page.locator("main")).to_contain_text("An account keeps your queue")
    sound(page)
