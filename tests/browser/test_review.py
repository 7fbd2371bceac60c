"""A text from the editor's desk to its readers, by way of a reviewer who asks for a change first and has no mouse."""

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations
from tests.processes import manage

PAGE = "/notices/editorial-policy/"
ADDED = "Who disagrees with a text may say so to the editors."
MENDED = "Who disagrees with a text may say so to the editors, and gets an answer."
SECRET = "a long enough secret"
# No demo people: what these approve counts, and readers are told their names.
REAL_PEOPLE = f"""
from allauth.account.models import EmailAddress
from npcsite.accounts.models import RoleGrant, User
for name, role in (("erin", "editor"), ("rose", "reviewer"), ("lars", "")):
    user = User.objects.create_user(f"{{name}}@example.org", {SECRET!r}, name=name.title(), is_staff=bool(role))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role)] if role else [])
"""
TABS_AT_MOST = 250
COVERED = """element => {
  const bar = document.querySelector(".verdict-bar");
  return bar && !bar.contains(element) && element.getBoundingClientRect().top > bar.getBoundingClientRect().top;
}"""


@pytest.fixture
def people(site, visit):
    """A page for each, signed in."""
    made = manage("shell", "-v0", "-c", REAL_PEOPLE, data=site.data)
    assert made.returncode == 0, made.stderr
    site.passwords.update(dict.fromkeys(("erin", "rose", "lars"), SECRET))
    return {name: visit("/", person=name) for name in ("erin", "rose", "lars")}


def reach(page: Page, target: Locator) -> None:
    """By the Tab key alone, from wherever the focus is."""
    for _tab in range(TABS_AT_MOST):
        if target.evaluate("element => element === document.activeElement"):
            assert not target.evaluate(COVERED), "the verdict covers what has the focus"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target}")


def press(page: Page, name: str) -> None:
    reach(page, page.get_by_role("button", name=name, exact=True).first)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, label: str, words: str) -> None:
    reach(page, page.get_by_label(label, exact=True).locator("visible=true").first)
    page.keyboard.type(words)


def tick(page: Page, target: Locator) -> None:
    reach(page, target)
    page.keyboard.press("Space")


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


def open_review(page: Page) -> None:
    page.goto("/admin/")
    # Other tests leave other texts in the queue.
    link = page.locator("a[href*='/admin/review/']").filter(has_text="Editorial policy").first
    reach(page, link)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def state_interests(page: Page) -> None:
    link = page.get_by_role("link", name="Make the statement now").first
    reach(page, link)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    write(page, "Your name, as it stands beside your approvals", "Dr Rose Reviewer")
    write(page, "Your role, as it stands beside them", "Medical oncologist")
    write(page, "Your interests", "None")
    tick(page, page.get_by_label("My name and role stay beside what I approve, also after I have left."))
    press(page, "Make this statement")


def ask_for_changes(page: Page) -> None:
    press(page, "Claim this review")
    assert ADDED in page.inner_text(".text-side")
    assert violations(page) == []
    write(page, "Comment with the verdict", "Say what they can expect.")
    press(page, "Request changes")
    assert "Changes requested" in page.inner_text(".about")


def settle_and_approve(page: Page) -> None:
    press(page, "Claim this review")
    while page.locator(".beside li.open button").count():
        reach(page, page.locator(".beside li.open button").first)
        with page.expect_navigation():
            page.keyboard.press("Enter")
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
    open_review(rose)
    review = rose.url
    assert lars.goto(review).status == 404
    guest.goto(review)
    assert "/accounts/login/" in guest.url
    state_interests(rose)
    assert rose.url == review
    ask_for_changes(rose)
    submit(erin, ADDED, MENDED, "Says what to expect.")
    open_review(rose)
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


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_reviewers_pages_and_nothing_is_wider_than_the_screen(visit, scheme, width):
    page = visit("/", person="ravi.reviewer", scheme=scheme, width=width)
    for address in ("/admin/statement/", "/admin/verdicts/mine/", "/admin/reaffirm/1/", "/admin/reaffirm/3/"):
        assert page.goto(address).status == 200, address
        assert violations(page) == [], address
        assert not is_wider_than_the_screen(page), address
