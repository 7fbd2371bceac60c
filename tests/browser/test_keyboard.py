"""By keyboard alone: a text is written, previewed, cited, saved and submitted by one person, approved by another."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations
from tests.browser.keyboard import enter, follow, has_pointed, press, reach, tick, without_a_mouse, write
from tests.browser.reviewers import add_people, open_review, settle, state_interests

PAGE = "/notices/disclaimer/"
ADDED = "One more sentence, typed without a mouse"
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (320, 1280)]


@pytest.fixture
def people(site, visit):
    """An editor and a reviewer, whose addresses are typed and everything else is reached."""
    add_people(site, kim="editor", kay="reviewer")
    found = {name: visit("/", person=name) for name in ("kim", "kay")}
    for page in found.values():
        without_a_mouse(page.context)
    return found


def test_a_text_goes_from_its_editor_through_its_review_to_its_readers(people, visit):
    kim, kay = people["kim"], people["kay"]
    kim.goto("/admin/")
    find(kim)
    write_and_save(kim)
    submit(kim)
    kay.goto("/admin/")
    open_review(kay, "Disclaimer")
    state_interests(kay, "Dr Kay Reviewer")
    press(kay, "Claim this review")
    assert ADDED in kay.inner_text(".text-side")
    looks_right(kay)
    settle(kay)
    for question in ("correct", "needed", "actionable"):
        tick(kay, kay.locator(f"[name={question}][value=yes]"))
    press(kay, "Approve")
    assert "Approved and published" in kay.inner_text(".messagelist")
    assert not any(has_pointed(page) for page in people.values())
    guest = visit(PAGE)
    assert ADDED in guest.inner_text("main")
    assert "Dr Kay Reviewer" in guest.inner_text(".strip")


def find(page: Page) -> None:
    follow(page, "Notices")
    follow(page, "Disclaimer")


def write_and_save(page: Page) -> None:
    """Tab leaves the text; a source is looked up and put where the text was left."""
    body = page.locator("#id_body")
    reach(page, body)
    page.keyboard.press("Control+End")
    page.keyboard.type(f"\n\n{ADDED} ")
    page.keyboard.press("Control+k")
    page.keyboard.type("GEM21")
    expect(page.locator("#picker-found li").first).to_contain_text("@GEM21")
    page.keyboard.press("Enter")
    expect(body).to_be_focused()
    page.keyboard.type(".")
    expect(page.locator(".field-body .md-preview")).to_contain_text(f"{ADDED}[GEM21].")
    press(page, "Save")
    expect(page.locator(".messagelist .ok")).to_be_visible()


def submit(page: Page) -> None:
    enter(page, page.locator("a.act[href$='/act/submit/']"))
    assert violations(page) == []
    write(page, "What has changed, and why:", "One sentence added.")
    press(page, "Submit for review")
    expect(page.locator(".desk-note")).to_contain_text("is in review since")


# Milliseconds. The stock admin fades the colour of its links, and a colour on its way has no contrast to speak of.
FADE = 500


def looks_right(page: Page) -> None:
    """The review, and the queues it was found in, on a phone and on a desk, by day and by night."""
    review = page.url
    for address in ("/admin/", review):
        page.goto(address)
        for scheme, width in LOOKS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            page.keyboard.press("End")  # where the verdict's bar lies over nothing
            page.wait_for_timeout(FADE)
            assert violations(page) == [], (address, scheme, width)
            assert not is_wider_than_the_screen(page), (address, width)
