"""Writing in the admin in a real browser: text beside its preview, citations, and drafts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations

EDITOR = "eddie.editor"
CHOSEN = "(({ value, selectionStart: a, selectionEnd: b }) => value.slice(a, b))(document.activeElement)"


@pytest.fixture
def open_section(visit) -> Callable[..., Page]:
    """The section's form as an editor has it; each test writes into a section of its own."""

    def open_it(title: str, person: str = EDITOR, **look) -> Page:
        page = visit("/", person=person, **look)
        page.goto("/admin/content/section/")
        page.get_by_role("link", name=title, exact=True).click()
        page.wait_for_selector("#id_body")
        return page

    return open_it


def body(page: Page):
    return page.locator("#id_body")


def preview(page: Page, field: str = "body"):
    return page.locator(f".field-{field} .md-preview")


def leave(page: Page) -> None:
    """Without being asked whether to stay."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(open_section, scheme, width):
    page = open_section("Plasma EBV DNA", scheme=scheme, width=width)
    body(page).scroll_into_view_if_needed()
    expect(preview(page).locator("h2").first).to_be_visible(timeout=15_000)
    assert violations(page) == []
    assert not is_wider_than_the_screen(page)
    for address in ("/admin/content/section/add/", "/admin/keys/"):
        page.goto(address)
        assert violations(page) == [], address
        assert not is_wider_than_the_screen(page), address
    for model in ("article", "glossary", "term", "comparison"):
        page.goto(f"/admin/content/{model}/")
        page.locator("#result_list tbody th a").first.click()
        page.wait_for_selector(".desk-bar")
        page.locator(".barred summary").click()
        assert violations(page) == [], model
        assert not is_wider_than_the_screen(page), model


def test_the_preview_follows_the_text_with_findings_and_their_lines(open_section):
    page = open_section("Oligometastatic disease")
    body(page).fill("Some *words* [@GEM21].\n\nA typed number [3].")
    expect(preview(page).locator("em")).to_have_text("words")
    finding = page.locator(".field-body .md-findings li")
    expect(finding).to_contain_text("C013")
    finding.get_by_role("button", name="line 3").click()
    chosen = page.evaluate(CHOSEN)
    assert chosen == "A typed number [3]."
    leave(page)


def test_an_old_answer_never_overwrites_a_newer_one(open_section):
    page = open_section("Oligometastatic disease")
    expect(preview(page)).not_to_be_empty()
    held = []

    def slow(route):
        if "OLDER" in route.request.post_data:
            held.append(route)
        else:
            route.continue_()

    page.route("**/admin/preview/", slow)
    body(page).fill("OLDER")
    page.wait_for_timeout(600)
    assert held
    body(page).fill("NEWER")
    expect(preview(page)).to_have_text("NEWER")
    for route in held:
        route.fulfill(json={"html": "<p>OLDER</p>", "findings": []})
    page.wait_for_timeout(300)
    expect(preview(page)).to_have_text("NEWER")
    leave(page)


def test_hostile_text_executes_nothing_in_the_preview(open_section):
    page = open_section("Oligometastatic disease")
    page.evaluate("window.hacked = 0")
    body(page).fill(
        '<img src=x onerror="hacked=1">\n\n<script>hacked=1</script>\n\n[x](javascript:hacked=1)\n\nThat was all.'
    )
    expect(preview(page)).to_contain_text("That was all.")
    assert page.evaluate("window.hacked") == 0
    assert preview(page).locator("img, script, a").count() == 0
    leave(page)


def test_tab_leaves_the_editor_and_a_citation_is_inserted_by_keys_alone(open_section):
    page = open_section("Oligometastatic disease")
    body(page).fill("")
    body(page).type("See ")
    page.keyboard.press("Control+k")
    page.keyboard.type("zhang versus")
    expect(page.locator("#picker-found li")).not_to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(body(page)).to_have_value(re.compile(r"See \[@GEM16\]"))
    assert page.evaluate("document.activeElement.id") == "id_body"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") != "id_body"
    leave(page)


def test_the_picker_has_no_fault_closes_on_escape_and_gives_the_focus_back(open_section):
    page = open_section("Oligometastatic disease")
    body(page).focus()
    page.keyboard.press("Control+k")
    page.keyboard.type("toripalimab")
    expect(page.locator("#picker-found li").first).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#picker")).not_to_be_visible()
    assert page.evaluate("document.activeElement.id") == "id_body"


def test_a_recommendation_added_later_gets_its_keys_from_the_picker(open_section):
    page = open_section("Oligometastatic disease")
    page.get_by_role("button", name="Add another Recommendation").click()
    sources = page.locator("input[data-keys='@']:visible").last
    sources.focus()
    page.keyboard.press("Control+k")
    page.keyboard.type("GEM21")
    expect(page.locator("#picker-found li").first).to_contain_text("@GEM21")
    page.keyboard.press("Enter")
    expect(sources).to_have_value("GEM21")
    leave(page)


def test_a_draft_is_kept_within_ten_seconds_and_restored_when_the_form_is_opened_again(open_section):
    page = open_section("Key caveats and pitfalls")
    before = body(page).input_value()
    body(page).fill(f"{before}\n\nTyped and not saved.")
    expect(page.locator("#desk-badge")).to_contain_text("Draft kept at", timeout=10_000)
    leave(page)
    again = open_section("Key caveats and pitfalls")
    expect(again.locator(".desk-draft")).to_be_visible()
    again.get_by_role("button", name="Take it up again").click()
    expect(body(again)).to_have_value(re.compile("Typed and not saved"))
    again.on("dialog", lambda dialog: dialog.accept())
    again.get_by_role("button", name="Save").click()
    again.wait_for_url("**/change/")
    expect(body(again)).to_have_value(re.compile("Typed and not saved"))
    expect(again.locator(".desk-draft")).not_to_be_visible()


def test_offline_the_badge_says_so_and_the_text_comes_back(open_section):
    page = open_section("Plasma EBV DNA")
    page.context.set_offline(True)
    body(page).press("End")
    body(page).type(" Written in a tunnel.")
    expect(page.locator("#desk-badge")).to_contain_text("kept in this browser", timeout=10_000)
    page.context.set_offline(False)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator(".desk-draft")).to_be_visible()
    page.get_by_role("button", name="Take it up again").click()
    expect(body(page)).to_have_value(re.compile("Written in a tunnel"))


def test_an_ended_session_loses_no_text(open_section, site):
    page = open_section("Plasma EBV DNA")
    page.context.clear_cookies()
    body(page).press("End")
    body(page).type(" Written after the session ended.")
    expect(page.locator("#desk-badge")).to_contain_text("you are signed out", timeout=10_000)
    page.on("dialog", lambda dialog: dialog.accept())
    address = page.url
    site.sign_in(page, EDITOR)
    page.goto(address)
    expect(page.locator(".desk-draft")).to_be_visible()
    page.get_by_role("button", name="Take it up again").click()
    expect(body(page)).to_have_value(re.compile("Written after the session ended"))


def test_leaving_with_unsaved_text_asks_first(open_section):
    page = open_section("Oligometastatic disease")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    body(page).type("x")
    page.goto("/admin/")
    assert asked == ["beforeunload"]


def test_without_scripts_the_form_saves_and_the_keys_are_a_page(open_section):
    page = open_section("Staging and work-up", javascript=False)
    assert page.locator(".md-keys").first.get_attribute("href") == "/admin/keys/"
    page.locator("#id_summary").fill("Saved without scripts.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#id_summary")).to_have_value("Saved without scripts.")
