"""Signed out in mid-answer, and two tabs of one learner: nothing is lost, nothing counts twice."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.reference import decide
from tests.chromium import Site

PERSON = "lena.learner"
CASE = "/cases/rising-ebv-dna/"


def start(page: Page, mode: str = "practice", case: str = CASE) -> str:
    """The address of a fresh attempt, at its first question."""
    page.goto(case)
    page.locator(f"[name=mode][value={mode}]").check()
    page.locator("main form button").click()
    page.wait_for_url("**/attempts/*/")
    while page.get_by_role("button", name="Go on").count():
        before = page.locator("h1").inner_text()
        page.get_by_role("button", name="Go on").click()
        expect(page.locator("h1")).not_to_have_text(before)
    return page.url


def sign_in_again(page: Page, site: Site, person: str = PERSON) -> None:
    page.get_by_role("link", name="Sign in and go on").click()
    page.get_by_label("Email").fill(f"{person}@example.org")
    page.get_by_label("Password", exact=True).fill(site.passwords[person])
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_whoever_is_signed_out_in_mid_answer_signs_in_and_answers(visit, site, javascript):
    page = visit("/", person=PERSON, javascript=javascript)
    attempt = start(page)
    question = page.locator("h1").inner_text()
    page.locator("[name=pick]").nth(1).check()
    chosen = page.locator("[name=pick]").nth(1).get_attribute("value")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Decide").click()
    expect(page.locator("h1")).to_have_text("There is no such page")
    assert not javascript or violations(page) == []
    sign_in_again(page, site)
    page.wait_for_url(attempt)
    expect(page.locator("h1")).to_have_text(question)
    mine = page.locator(f"[name=pick][value='{chosen}']")
    if javascript:
        expect(mine).to_be_checked()
    else:
        mine.check()
    decide(page)
    page.goto(attempt)
    expect(page.locator("h1")).not_to_have_text(question)


def test_of_two_tabs_the_second_is_shown_what_the_first_decided(visit):
    first = visit("/", person=PERSON)
    attempt = start(first)
    second = first.context.new_page()
    second.goto(attempt)
    first.locator("[name=pick]").first.check()
    decide(first)
    kept = first.locator("main").inner_text()
    second.locator("[name=pick]").last.check()
    second.get_by_role("button", name="Decide").click()
    expect(second.locator("h1")).to_have_text("This was decided already")
    second.get_by_role("link", name="Go on from what is kept").click()
    second.wait_for_url(attempt)
    first.reload()
    assert first.locator("main").inner_text() == kept
    first.locator("[data-go-on]").click()
    first.wait_for_url(attempt)
    expect(first.locator("h1")).to_have_text(second.locator("h1").inner_text())


def test_a_cover_left_open_starts_nothing_beside_an_assessed_attempt(visit):
    first = visit(CASE, person="rita.reviewer")
    second = first.context.new_page()
    second.goto(CASE)
    attempt = start(first, "assessed")
    second.locator("main form button").click()
    expect(second.get_by_role("alert")).to_contain_text("Nothing was started")
    second.get_by_role("link", name="Continue where you were").click()
    second.wait_for_url(attempt)
