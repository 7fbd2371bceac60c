"""A text's past in a real browser: strips, changes, differences, earlier states, corrections, tombstones."""

import pytest

from tests.browser.axe import is_wider_than_the_screen, violations
from tests.past import CORRECTED, DEMO, DRAFTED, RETIRED, make_past

ARTICLE, SECTION = "/articles/metastatic-npc/", f"/sections/{CORRECTED}/"


@pytest.fixture(scope="module")
def past(site) -> None:
    make_past(site.data)


PAGES = [
    *(f"/sections/{slug}/" for slug in (CORRECTED, DRAFTED, DEMO, RETIRED)),
    f"{SECTION}changes/",
    f"{SECTION}changes/1/2/",
    f"{ARTICLE}changes/",
    "/corrections/",
    f"{SECTION}?as_of=yesterday",
    f"{SECTION}?as_of=2001-01-01",
]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(past, visit, scheme, width):
    page = visit("/help/", width=width, scheme=scheme)
    for address in PAGES:
        page.goto(address)
        assert violations(page) == [], address
        assert not is_wider_than_the_screen(page), address


def test_without_scripts_a_reader_goes_from_the_text_to_what_changed_to_how_it_stood_and_back(past, visit):
    page = visit(SECTION, javascript=False)
    page.get_by_role("navigation", name="History").get_by_role("link", name="What changed").click()
    page.get_by_role("link", name="What changed in revision 2").click()
    assert page.locator("ins").count() > 0
    assert "added:" in page.locator("ins").first.inner_text()
    page.locator("dl.sides a").first.click()
    assert "This is an earlier state of this page." in page.locator(".then").inner_text()
    assert "A paragraph that was added" not in page.locator("article").inner_text()
    page.get_by_role("link", name="Read today's version").click()
    assert page.url.endswith(SECTION)
    assert "A paragraph that was added" in page.locator("article").inner_text()


def test_a_date_is_chosen_without_scripts(past, visit):
    page = visit(SECTION, javascript=False)
    page.get_by_label("Read it as it stood on").fill("2001-01-01")
    page.get_by_role("button", name="Show").click()
    assert "This text was not public then" in page.locator("h1").inner_text()


def test_in_print_what_was_added_and_removed_is_told_without_colour(past, visit):
    page = visit(f"{SECTION}changes/1/2/")
    page.emulate_media(media="print")
    assert "underline" in page.locator("ins").first.evaluate("el => getComputedStyle(el).textDecorationLine")
    assert "line-through" in page.locator("del").first.evaluate(
        "el => getComputedStyle(el).textDecorationLine"
    )
    assert len(page.pdf(format="A4")) > 10_000
