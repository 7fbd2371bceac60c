"""What a committee prints: nothing cut off at the edge of the sheet, nothing on it that is for a screen."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen
from tests.journeys import of_the_demo

# A4 in CSS pixels, without the margins of the print rules.
UPRIGHT, ACROSS = 673, 1001
CUT_OFF = """() => [...document.querySelectorAll("main table")]
    .filter(table => table.getBoundingClientRect().right > innerWidth || table.scrollWidth > table.clientWidth + 1)
    .map(table => table.innerText.slice(0, 80))"""


def printed(page: Page, address: str, *, width: int) -> Page:
    page.set_viewport_size({"width": width, "height": 1000})
    page.goto(address)
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize(
    ("name", "width"), [("cohort", ACROSS), ("cohort-packet", UPRIGHT), ("director-packet", UPRIGHT)]
)
def test_every_table_is_whole_on_its_sheet(visit, name, width):
    page = visit("/", person="dora.director")
    page = printed(page, of_the_demo(page)[name], width=width)
    assert page.evaluate(CUT_OFF) == []
    assert not is_wider_than_the_screen(page)


def test_a_sheet_has_no_ways_about_the_site_but_says_that_it_is_for_education(visit):
    page = visit("/", person="dora.director")
    page = printed(page, of_the_demo(page)["cohort"], width=ACROSS)
    for hidden in ("Attention", "Order and filters", "How to read this table"):
        expect(page.get_by_text(hidden, exact=True)).not_to_be_visible()
    expect(page.get_by_text("In each cell the score of 100")).to_be_visible()
    expect(page.get_by_text("Education only, not medical advice")).to_be_visible()
