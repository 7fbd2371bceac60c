"""The tools while deciding, in a real browser: notes, flags, options ruled out, keys, and a connection that fails."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations

CASE = "de-novo-bone-mets"
NOTE = "Ask about the thyroid first"


def start(page: Page) -> Page:
    """At the first question."""
    page.goto(f"/cases/{CASE}/")
    page.get_by_role("button", name="Start the case").click()
    page.wait_for_url("**/attempts/**")
    while page.get_by_role("button", name="Go on").count():
        before = page.locator("h1").inner_text()
        page.get_by_role("button", name="Go on").click()
        expect(page.locator("h1")).not_to_have_text(before)
    return page


def note(page: Page):
    """The field, unfolded."""
    field = page.locator(".own-note textarea")
    if not field.is_visible():
        page.locator(".own-note summary").click()
    return field


def decide(page: Page) -> None:
    page.get_by_role("button", name="Decide").click()
    page.wait_for_url("**/decisions/*/")
    expect(page.locator("h1")).to_have_text("What happened")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_note_and_a_flag_are_kept_and_the_debrief_begins_with_them(visit, javascript):
    page = start(visit("/", javascript=javascript, width=320))
    title = page.locator("h1").inner_text()
    note(page).fill(NOTE)
    page.get_by_role("button", name="Flag, to look at it again").click()
    expect(page.get_by_role("button", name="Flagged: take the flag off")).to_be_visible()
    page.goto(page.url)
    expect(page.locator(".own-note textarea")).to_have_value(NOTE)
    page.locator("summary", has_text="Leave or give up").click()
    page.get_by_role("button", name="Give up this attempt").click()
    page.wait_for_url("**/debrief/")
    first = page.locator(".own-notes li").first
    expect(first).to_contain_text("flagged")
    expect(first).to_contain_text(title)
    expect(first).to_contain_text(NOTE)


def test_saving_a_note_leaves_the_rest_of_the_page_alone_and_keeps_the_focus(visit):
    page = start(visit("/"))
    page.locator("[name=pick]").first.check()
    note(page).fill(NOTE)
    expect(page.locator("[data-unsaved]")).to_be_visible()
    save = page.get_by_role("button", name="Save note")
    save.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-said]")).to_have_text("Your note is saved.")
    expect(save).to_be_focused()
    expect(page.locator("[data-unsaved]")).to_be_hidden()
    assert page.locator("[name=pick]").first.is_checked()
    expect(page.locator("body > p[role=status].vh", has_text="Your note is saved.")).to_be_attached()
    assert violations(page) == []


def test_what_is_typed_and_not_saved_survives_the_decision_and_a_reload(visit):
    page = start(visit("/"))
    note(page).fill(NOTE)
    page.locator("[name=pick]").first.check()
    decide(page)
    expect(page.locator(".own-note textarea")).to_have_value(NOTE)
    expect(page.locator("[data-unsaved]")).to_be_visible()
    page.reload()
    expect(page.locator(".own-note textarea")).to_have_value(NOTE)
    page.get_by_role("button", name="Save note").click()
    expect(page.locator("[data-said]")).to_be_visible()
    page.reload()
    expect(page.locator("[data-unsaved]")).to_be_hidden()
    expect(page.locator(".own-note textarea")).to_have_value(NOTE)


def test_two_tabs_show_both_notes_instead_of_losing_one(visit):
    page = start(visit("/"))
    other = page.context.new_page()
    other.goto(page.url)
    note(page).fill("from here")
    page.get_by_role("button", name="Save note").click()
    expect(page.locator("[data-said]")).to_be_visible()
    note(other).fill("from there")
    other.get_by_role("button", name="Save note").click()
    summary = other.locator(".own-note .error-summary")
    expect(summary).to_contain_text("from here")
    expect(summary).to_be_focused()
    expect(other.locator(".own-note textarea")).to_have_value("from there")
    assert violations(other) == []


def test_an_option_is_ruled_out_by_hand_and_by_key_kept_in_the_tab_and_can_still_be_chosen(visit):
    page = start(visit("/"))
    first, second = page.locator(".opt-row").nth(0), page.locator(".opt-row").nth(1)
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    first.locator("[data-rule-out]").check()
    page.keyboard.press("Shift+B")
    for row in (first, second):
        expect(row.get_by_role("checkbox", name=re.compile("^Rule out"))).to_be_checked()
        expect(row.locator("[name=pick]")).to_have_accessible_name(re.compile("ruled out$"))
    assert page.locator("[name=pick]:checked").count() == 0
    page.reload()
    expect(first.locator(".ruled-out")).to_be_visible()
    page.keyboard.press("Shift+B")
    expect(second.locator(".ruled-out")).to_be_hidden()
    assert violations(page) == []
    first.locator("[name=pick]").check()
    decide(page)
    assert not [one for one in sent if "rule" in one or "out=" in one]


def test_keys_do_nothing_while_a_note_is_typed(visit):
    page = start(visit("/"))
    note(page).focus()
    page.keyboard.type("a1B?l")
    page.keyboard.press("Enter")
    assert page.locator("[name=pick]:checked, [data-rule-out]:checked").count() == 0
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".own-note textarea")).to_have_value("a1B?l\n")


def test_while_a_decision_is_on_its_way_the_button_says_so_and_a_second_press_sends_nothing(visit):
    page = start(visit("/"))
    sent = []

    def slowly(route):
        sent.append(route.request.post_data)
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/decide/", slowly)
    page.locator("[name=pick]").first.check()
    button = page.locator(".decision-form button")
    button.click()
    expect(button).to_have_text("Saving…")
    button.click(force=True)
    page.keyboard.press("Enter")
    page.wait_for_url("**/decisions/*/")
    assert len(sent) == 1


def test_offline_everything_stays_the_return_is_said_and_the_same_key_is_sent_again(visit):
    page = start(visit("/"))
    page.locator("[name=pick]").first.check()
    chosen = page.locator("[name=pick]:checked").get_attribute("value")
    key = page.locator(".decision-form [name=key]").input_value()
    banner = page.locator("#offline")
    page.context.set_offline(True)
    expect(banner).to_contain_text("You are offline.")
    page.get_by_role("button", name="Decide").click()
    unsent = page.locator(".decision-form [data-unsent]")
    expect(unsent).to_contain_text("Your choice is kept here")
    assert violations(page) == []
    page.context.set_offline(False)
    expect(banner).to_contain_text("You are online again.")
    assert page.locator("[name=pick]:checked").get_attribute("value") == chosen
    with page.expect_request("**/decide/") as sent:
        page.get_by_role("button", name="Decide").click()
    assert key in sent.value.post_data
    expect(page.locator("h1")).to_have_text("What happened")
    expect(banner).to_be_hidden()


def test_an_answer_that_is_lost_on_its_way_back_is_one_decision_when_it_is_sent_again(visit):
    page = start(visit("/"))
    address = page.url

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/decide/", lose, times=1)
    page.locator("[name=pick]").first.check()
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".decision-form [data-unsent]")).to_be_visible()
    decide(page)
    page.goto(address)
    expect(page.locator(".where")).to_contain_text("1 of at most")


def test_offline_going_on_says_so_beside_the_button(visit):
    page = start(visit("/"))
    page.locator("[name=pick]").first.check()
    decide(page)
    page.context.set_offline(True)
    page.locator("[data-go-on]").click()
    expect(page.locator("[data-unsent]", has_text="The next page did not come")).to_be_visible()
    page.context.set_offline(False)
    page.locator("[data-go-on]").click()
    expect(page.locator("h1")).not_to_have_text("What happened")


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_the_tools_fit_the_screen_and_are_large_enough_to_touch(visit, width, scheme):
    page = start(visit("/", width=width, scheme=scheme))
    note(page)
    page.get_by_role("button", name="Flag, to look at it again").click()
    expect(page.get_by_role("button", name="Flagged: take the flag off")).to_be_visible()
    page.locator(".rule-out").first.click()
    assert violations(page) == []
    assert not is_wider_than_the_screen(page)
    for place in page.locator(".rule-out, .own-note button, .own-note summary").all():
        box = place.bounding_box()
        assert min(box["height"], box["width"]) >= 44


@pytest.mark.parametrize(("width", "scheme", "javascript"), [(320, "dark", True), (1280, "light", False)])
def test_a_report_goes_to_the_editors_and_their_answer_comes_back(visit, width, scheme, javascript):
    look = {"width": width, "scheme": scheme, "javascript": javascript}
    words = f"Which first? {width}"

    def sound(page: Page) -> None:
        assert not is_wider_than_the_screen(page), page.url
        assert not javascript or violations(page) == [], page.url

    learner = start(visit("/", **look))
    learner.get_by_role("link", name="Report a problem with this step").click()
    learner.get_by_role("button", name="Send to the editors").click()
    expect(learner.locator(".error-summary")).to_contain_text("In your words")
    sound(learner)
    learner.get_by_label("Something is unclear").check()
    learner.get_by_label("In your words").fill(words)
    learner.get_by_role("button", name="Send to the editors").click()
    expect(learner.locator(".messages")).to_contain_text("nobody can write to you")
    editor = visit("/admin/", person="eddie.editor", **look)
    editor.locator("#queue-reports li", has_text=words).get_by_role("link").click()
    expect(editor.locator(".own-words").first).to_have_text(words)
    sound(editor)
    editor.get_by_label("Answer to whoever reported it").fill("The images.")
    editor.get_by_role("button", name="Answer").click()
    expect(editor.locator(".messages")).to_contain_text("Stored.")
    learner.goto("/reports/")
    expect(learner.locator("article").first).to_contain_text("The images.")
    sound(learner)
