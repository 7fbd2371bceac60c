"""The reference library in a browser: edited, imported after a look, and a retraction that readers see at once."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import is_wider_than_the_screen, violations

LIST = "/admin/content/reference/"
RIS = (
    "TY  - JOUR\nTI  - A made trial\nAU  - Zhang, Li\nPY  - 2016\nDO  - 10.1000/made.browser\nER  - \n\n"
    "Provider: elsewhere\n\nTY  - JOUR\nTI  - Known\nDO  - 10.1016/j.annonc.2020.12.007\nVL  - 99\nER  - \n"
)
NOTICE = "https://retractions.example.org/one"


def open_reference(page, key):
    page.goto(f"{LIST}?q={key}")
    page.get_by_role("link", name=key, exact=True).click()


def plan(page):
    page.goto(f"{LIST}import/")
    page.get_by_label("File").set_input_files(
        {"name": "made.ris", "mimeType": "text/plain", "buffer": RIS.encode()}
    )
    page.get_by_role("button", name="Show what would happen").click()


def refused_notice(page):
    page.get_by_label("What is known of it").select_option("retracted")
    page.get_by_role("button", name="Save the notice").click()


def places(page):
    """By name, a way to each page."""
    yield "list", lambda: page.goto(LIST)
    yield "reference", lambda: open_reference(page, "GEM21")
    yield "integrity", lambda: page.get_by_role("link", name="Note a retraction or correction").click()
    yield (
        "refused notice",
        lambda: (
            page.get_by_label("Retracted").check()
            if page.get_by_label("Retracted").count()
            else page.get_by_label("What is known of it").select_option("retracted"),
            page.get_by_role("button", name="Save the notice").click(),
        ),
    )
    yield "import", lambda: page.goto(f"{LIST}import/")
    yield "refused file", lambda: page.get_by_role("button", name="Show what would happen").click()
    yield "plan", lambda: plan(page)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(visit, scheme, width):
    page = visit("/", person="eddie.editor", scheme=scheme, width=width)
    found = []
    for name, go in places(page):
        go()
        page.wait_for_load_state("networkidle")  # a click only sets out
        found += [f"{name}: {fault}" for fault in violations(page)]
        if is_wider_than_the_screen(page):
            found.append(f"{name}: wider than the screen")
    assert found == []


def test_a_file_is_looked_at_and_then_imported(visit):
    page = visit("/", person="eddie.editor")
    plan(page)
    expect(page.get_by_text("1 new, 0 to complete, 1 known already, 1 that cannot be read.")).to_be_visible()
    expect(page.get_by_text("This belongs to no record.")).to_be_visible()
    expect(page.get_by_text("volume stays “32”; the file says “99”")).to_be_visible()
    page.get_by_role("button", name="Import these").press("Enter")
    expect(page.get_by_text("1 reference was added, 0 were completed.")).to_be_visible()
    open_reference(page, "Zhang2016")
    expect(page.get_by_label("DOI")).to_have_value("10.1000/made.browser")


def note(page, integrity):
    page.get_by_role("link", name="Note a retraction or correction").click()
    page.get_by_label("What is known of it").select_option(integrity)
    page.get_by_label("Where the notice was published").fill(NOTICE)
    page.get_by_label("Day on which it was published").fill("2026-11-03")
    page.get_by_role("button", name="Save the notice").press("Enter")
    expect(page.get_by_text("Noted. Every live page that cites it says so from now on.")).to_be_visible()


def test_a_notice_stands_on_the_article_at_once_and_goes_when_it_is_taken_back(visit):
    """A concern, which holds nothing back for the other tests of this site."""
    editor = visit("/", person="eddie.editor")
    reader = visit("/articles/metastatic-npc/", width=320)
    warning = reader.get_by_text("Read what rests on it with caution.")
    expect(warning).to_have_count(0)
    open_reference(editor, "GEM21")
    note(editor, "concern")
    reader.reload()
    expect(warning).to_be_visible()
    expect(reader.locator("a.cite .flag").first).to_have_text("expression of concern")
    assert violations(reader) == []
    assert not is_wider_than_the_screen(reader)
    note(editor, "ok")
    reader.reload()
    expect(warning).to_have_count(0)
