"""Assessed and interrupted in mid-answer: signed out, two tabs, offline. Nothing is lost and nothing counts twice."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.test_interrupted import sign_in_again, start

CASE = "/cases/thyroid-and-cortisol/"
WORTH = re.compile("What your choice was worth|The other options|When this would have been right")


def answer(page: Page, nth: int = 0) -> None:
    page.locator("[name=pick]").nth(nth).check()
    page.locator("[name=certainty]").last.check()


def is_decided_once(page: Page, attempt: str, question: str) -> None:
    """One decision is kept, its worth is not told, and the attempt ends as one that counts."""
    page.goto(attempt)
    expect(page.locator("h1")).not_to_have_text(question)
    expect(page.locator("main")).not_to_contain_text(WORTH)
    page.locator(".leave > summary").click()
    page.get_by_role("button", name="Give up this attempt").click()
    page.wait_for_url("**/debrief/")
    assert page.locator("section.decision").count() == 1
    expect(page.locator("main")).to_contain_text("assessed attempt at this case")


@pytest.mark.parametrize(("javascript", "person"), [(True, "eddie.editor"), (False, "chloe.chief")])
def test_signed_out_in_mid_answer_one_signs_in_and_answers(visit, site, javascript, person):
    page = visit("/", person=person, javascript=javascript)
    attempt = start(page, "assessed", CASE)
    question = page.locator("h1").inner_text()
    answer(page, 1)
    chosen = page.locator("[name=pick]:checked").get_attribute("value")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Decide").click()
    expect(page.locator("h1")).to_have_text("There is no such page")
    sign_in_again(page, site, person)
    page.wait_for_url(attempt)
    expect(page.locator("h1")).to_have_text(question)
    mine = page.locator(f"[name=pick][value='{chosen}']")
    if javascript:
        expect(mine).to_be_checked()
    else:
        mine.check()
    page.locator("[name=certainty]").last.check()
    page.get_by_role("button", name="Decide").click()
    page.wait_for_url("**/decisions/*/")
    expect(page.locator("main")).not_to_contain_text(WORTH)
    is_decided_once(page, attempt, question)


def test_of_two_tabs_the_second_is_shown_what_the_first_decided_and_not_its_worth(visit):
    first = visit("/", person="ravi.reviewer")
    attempt = start(first, "assessed", CASE)
    question = first.locator("h1").inner_text()
    second = first.context.new_page()
    second.goto(attempt)
    answer(first)
    first.get_by_role("button", name="Decide").click()
    first.wait_for_url("**/decisions/*/")
    answer(second, 1)
    second.get_by_role("button", name="Decide").click()
    expect(second.locator("h1")).to_have_text("This was decided already")
    expect(second.locator("main")).not_to_contain_text(WORTH)
    assert violations(second) == []
    is_decided_once(second, attempt, question)


def test_offline_the_answer_stays_and_is_one_decision_when_it_is_sent_again(visit):
    page = visit("/", person="rita.reviewer", width=320, scheme="dark")
    attempt = start(page, "assessed", CASE)
    question = page.locator("h1").inner_text()
    answer(page)
    chosen = page.locator("[name=pick]:checked").get_attribute("value")
    page.context.set_offline(True)
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".decision-form [data-unsent]")).to_contain_text("Your choice is kept here")
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_contain_text("You are online again.")
    assert page.locator("[name=pick]:checked").get_attribute("value") == chosen
    page.get_by_role("button", name="Decide").click()
    page.wait_for_url("**/decisions/*/")
    expect(page.locator("main")).not_to_contain_text(WORTH)
    is_decided_once(page, attempt, question)
