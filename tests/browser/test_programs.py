"""A director and a learner: from the cohort's table to one decision, a note on it, a reply, and who looked."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations
from tests.browser.reference import give_up_after_one

CASE = "/cases/transplant-recipient/"
LOOKS = [(320, "dark"), (1280, "light")]


def sound(page: Page) -> None:
    assert violations(page) == [], page.url
    assert not is_wider_than_the_screen(page), page.url


def to_cohort(page: Page, name: str) -> None:
    page.goto("/programs/")
    page.get_by_role("link", name="Demo residency program").click()
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.locator("h1")).to_have_text(name)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_of_a_director_is_sound(visit, width, scheme):
    page = visit("/programs/", width=width, scheme=scheme, person="dora.director")
    sound(page)
    to_cohort(page, "Intake 2025")
    expect(page.locator("main")).to_contain_text("Simulated.")
    sound(page)
    if width < 641:
        expect(page.get_by_label("Table")).not_to_be_visible()
        page.get_by_text("Order and filters").click()
    page.get_by_label("Table").select_option("domain")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("region", name="Learners by domains")).to_be_visible()
    sound(page)
    page.get_by_role("link", name="Resident 01").click()
    expect(page.locator("h1")).to_contain_text("Resident 01")
    sound(page)
    page.locator("#attempts ~ table a").first.click()
    page.wait_for_url("**/attempts/*/")
    page.locator("summary", has_text="Write a note").first.click()
    sound(page)


def test_a_cell_opens_the_attempt_behind_its_number(visit):
    page = visit("/", person="dora.director")
    to_cohort(page, "Intake 2025")
    row = page.locator(".heat tbody tr").nth(1)
    name = row.locator("th").inner_text()
    cell = row.locator("td[class^=b] a").last
    score = cell.inner_text().split()[0]
    cell.click()
    page.wait_for_url("**/learners/**")
    expect(page.locator("main")).to_contain_text(name.split(" (")[0])
    expect(page.locator("main")).to_contain_text(score)


def one_decision(page: Page) -> None:
    """Taken, and then the attempt is given up."""
    page.goto(CASE)
    page.locator("main form button").first.click()
    page.wait_for_url("**/attempts/*/")
    give_up_after_one(page)


def write(page: Page, words: str) -> None:
    """On the newest decision of the demo's learner."""
    to_cohort(page, "Intake 2026")
    page.get_by_role("link", name="Lena").click()
    page.locator("#attempts ~ table a").first.click()
    page.wait_for_url("**/attempts/*/")
    page.locator("summary", has_text="Write a note").first.click()
    page.get_by_label("Your words").first.fill(words)
    page.get_by_role("button", name="Write a note on this decision").first.click()
    expect(page.locator("main")).to_contain_text("Not yet read by the learner")


def answer(page: Page, words: str, reply: str) -> None:
    page.goto("/me/")
    page.get_by_role("link", name="Notes on my decisions").click()
    note = page.locator(".thread", has_text=words)
    note.locator("summary").click()
    note.get_by_label("Your words").fill(reply)
    note.get_by_role("button", name="Reply").click()
    expect(page.locator("main")).to_contain_text(reply)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_note_on_a_decision_is_read_and_answered(visit, javascript):
    learner = visit("/", person="lena.learner", javascript=javascript)
    director = visit("/", person="dora.director", javascript=javascript)
    words = f"What would have made you ask first? ({'with' if javascript else 'without'} scripts)"
    reply = "The transplant: I did not weigh it."
    one_decision(learner)
    write(director, words)
    answer(learner, words, reply)
    assert not javascript or violations(learner) == []
    director.reload()
    expect(director.locator("main")).to_contain_text(reply)
    expect(director.locator("main")).to_contain_text("Read by the learner")
    learner.goto("/my-record/looks/")
    expect(learner.locator("main")).to_contain_text("Dora")
    assert not javascript or violations(learner) == []
