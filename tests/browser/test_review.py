"""A text from the editor's desk to its readers, by way of a reviewer who asks for a change first and has no mouse."""

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations
from tests.browser.keyboard import press, tick, write
from tests.browser.reviewers import add_people, open_review, settle, state_interests

PAGE = "/notices/editorial-policy/"
ADDED = "Who disagrees with a text may say so to the editors."
MENDED = "Who disagrees with a text may say so to the editors, and gets an answer."


@pytest.fixture
def people(site, visit):
    """A page for each, signed in."""
    add_people(site, erin="editor", rose="reviewer", lars="")
    return {name: visit("/", person=name) for name in ("erin", "rose", "lars")}


def submit(page: Page, old: str, new: str, note: str) -> None:
    """The editor's part, as in the tests of editing."""
    page.goto("/admin/content/notice/")
    page.get_by_role("link", name="Editorial policy", exact=True).click()
    body = page.locator("#id_body")
    body.fill(body.input_value().replace(old, "").rstrip() + f"\n\n{new}")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Submit for review…").click()
    page.locator("textarea[name=note]").fill(note)
    page.get_by_role("button", name="Submit for review").click()


def ask_for_changes(page: Page) -> None:
    press(page, "Claim this review")
    assert ADDED in page.inner_text(".text-side")
    assert violations(page) == []
    write(page, "Comment with the verdict", "Say what they can expect.")
    press(page, "Request changes")
    assert "Changes requested" in page.inner_text(".about")


def settle_and_approve(page: Page) -> None:
    press(page, "Claim this review")
    settle(page)
    for question in ("correct", "needed", "actionable"):
        tick(page, page.locator(f"[name={question}][value=yes]"))
    assert violations(page) == []
    press(page, "Approve")
    assert "Approved and published" in page.inner_text(".messagelist")
    assert violations(page) == []


def test_a_text_goes_from_an_editor_through_a_review_to_its_readers(people, visit):
    erin, rose, lars = people["erin"], people["rose"], people["lars"]
    guest = visit(PAGE)
    assert "Loaded with the software. Not yet reviewed by a named clinician." in guest.inner_text(".strip")
    submit(erin, "\x00", ADDED, "Says that one may disagree.")
    open_review(rose, "Editorial policy")
    review = rose.url
    assert lars.goto(review).status == 404
    assert guest.goto(review).status == 404
    guest.get_by_role("link", name="Sign in and go on").click()
    guest.wait_for_url("**/accounts/login/**")
    state_interests(rose, "Dr Rose Reviewer")
    assert rose.url == review
    ask_for_changes(rose)
    submit(erin, ADDED, MENDED, "Says what to expect.")
    open_review(rose, "Editorial policy")
    assert rose.url != review
    settle_and_approve(rose)
    guest.goto(PAGE)
    strip = guest.inner_text(".strip")
    assert MENDED in guest.inner_text("main")
    assert "Dr Rose Reviewer" in strip
    assert f"{localdate():%-d %b %Y}" in strip
    assert "Not yet reviewed" not in strip


def test_what_a_reviewer_types_is_kept_within_ten_seconds_and_stands_there_again(visit):
    page = visit("/admin/reaffirm/3/", person="ravi.reviewer")
    comment, badge = page.locator("#comment"), page.locator("#desk-badge")
    comment.fill("Read twice,")
    expect(badge).to_contain_text("Draft kept at", timeout=10_000)
    page.reload()
    expect(comment).to_have_value("Read twice,")
    page.context.set_offline(True)
    comment.press("End")
    comment.press_sequentially(" and once more.")
    expect(badge).to_contain_text("kept in this browser", timeout=10_000)
    page.context.set_offline(False)
    expect(badge).to_contain_text("Draft kept at", timeout=10_000)
    page.reload()
    expect(comment).to_have_value("Read twice, and once more.")


def test_what_only_this_browser_has_kept_is_offered_again_and_can_be_discarded(visit):
    page = visit("/admin/reaffirm/4/", person="ravi.reviewer")
    page.on("dialog", lambda dialog: dialog.accept())
    comment, offered = page.locator("#comment"), page.locator(".kept-here")
    assert not offered.is_visible()

    def type_unheard(words: str) -> None:
        page.route("**/draft/", lambda route: route.abort())
        comment.fill(words)
        expect(page.locator("#desk-badge")).to_contain_text("kept in this browser", timeout=10_000)
        page.unroute("**/draft/")
        page.reload()
        expect(offered).to_contain_text("this browser had kept it")

    type_unheard("Typed where nothing is heard.")
    assert violations(page) == []
    page.get_by_role("link", name="Take it up again").click()
    expect(comment).to_have_value("Typed where nothing is heard.")
    expect(offered).not_to_be_visible()
    type_unheard("Better not.")
    with page.expect_response("**/draft/"):
        page.get_by_role("button", name="Discard it").click()
    expect(offered).not_to_be_visible()
    page.reload()
    expect(comment).to_have_value("Typed where nothing is heard.")
    expect(offered).not_to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_reviewers_pages_and_nothing_is_wider_than_the_screen(visit, scheme, width):
    page = visit("/", person="ravi.reviewer", scheme=scheme, width=width)
    for address in ("/admin/statement/", "/admin/verdicts/mine/", "/admin/reaffirm/1/", "/admin/reaffirm/3/"):
        assert page.goto(address).status == 200, address
        assert violations(page) == [], address
        assert not is_wider_than_the_screen(page), address
