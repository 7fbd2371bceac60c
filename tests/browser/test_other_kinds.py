"""Rankings and numbers in a real browser: by mouse, by keys, on a phone, with and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations
from tests.browser.reference import NUMBERED, RANKED, answer, decide, moves, up_to

EVERY_WAY = [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")]


def places(page: Page) -> dict[str, str]:
    return {
        select.get_attribute("name").removeprefix("place-"): select.input_value()
        for select in page.locator("[name^='place-']").all()
    }


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("slug", [RANKED, NUMBERED])
def test_a_case_with_an_order_or_a_number_is_played_to_100(visit, slug, javascript):
    page = up_to(visit("/", javascript=javascript), slug)
    expect(page.locator(".score")).to_contain_text("100")


def test_a_row_moves_by_its_buttons_from_the_keyboard_and_says_where_it_is(visit):
    page = up_to(visit("/"), RANKED, "ranking")
    rows = page.locator("[data-rank]")
    second = rows.nth(1).locator("[data-words]").inner_text()
    rows.nth(1).get_by_role("button", name="Up").focus()
    page.keyboard.press("Enter")
    expect(rows.nth(0).locator("[data-words]")).to_have_text(second)
    expect(page.locator("[data-told]")).to_have_text(re.compile(re.escape(second) + ": now place 1 of 4"))
    assert sorted(places(page).values()) == ["1", "2", "3", "4"]
    expect(rows.nth(0).get_by_role("button", name="Up")).to_be_focused()
    page.keyboard.press("Enter")
    assert rows.nth(0).locator("select").input_value() == "1"


def test_places_chosen_by_hand_are_kept_when_a_button_moves_a_row(visit):
    page = up_to(visit("/"), RANKED, "ranking")
    for place, slug in enumerate(("cycle-now", "board", "local", "on-call"), start=1):
        page.locator(f"[name='place-{slug}']").select_option(str(place))
    page.locator("[data-rank]", has=page.locator("[name='place-on-call']")).get_by_role(
        "button", name="Up"
    ).click()
    assert places(page) == {"cycle-now": "1", "board": "2", "on-call": "3", "local": "4"}


def test_a_reload_keeps_places_and_numbers_that_were_not_sent(visit):
    page = up_to(visit("/"), RANKED, "ranking")
    page.locator("[name='place-board']").select_option("3")
    page.reload()
    assert places(page)["board"] == "3"
    page = up_to(visit("/"), NUMBERED, "number")
    page.get_by_label("Number", exact=True).fill("33")
    page.get_by_label("Unit", exact=True).select_option("mg/m²")
    page.reload()
    expect(page.get_by_label("Number", exact=True)).to_have_value("33")
    expect(page.get_by_label("Unit", exact=True)).to_have_value("mg/m²")


@pytest.mark.parametrize("javascript", [True, False])
def test_an_answer_that_is_none_says_what_to_do_and_takes_the_focus(visit, javascript):
    page = up_to(visit("/", javascript=javascript), RANKED, "ranking")
    page.locator("[name='place-board']").select_option("2")
    page.get_by_role("button", name="Decide").click()
    summary = page.locator(".error-summary")
    expect(summary).to_contain_text("Give every option its place")
    assert places(page)["board"] == "2"
    page = up_to(visit("/", javascript=javascript), NUMBERED, "number")
    page.get_by_label("Number", exact=True).fill("1,280")
    page.get_by_label("Number", exact=True).press("Enter")
    summary = page.locator(".error-summary")
    expect(summary).to_contain_text("can be read in two ways")
    expect(page.get_by_label("Number", exact=True)).to_have_value("1,280")
    if javascript:
        expect(summary).to_be_focused()
        assert violations(page) == []


def test_shortcuts_are_dead_while_a_number_is_written(visit):
    page = up_to(visit("/"), NUMBERED, "number")
    page.get_by_label("Number", exact=True).press_sequentially("l?1")
    expect(page.get_by_label("Number", exact=True)).to_have_value("l?1")
    assert page.locator("dialog[open], [data-ranges][open]").count() == 0


def test_the_reference_ranges_are_one_key_away_and_give_the_focus_back(visit):
    page = up_to(visit("/"), NUMBERED, "number")
    page.get_by_role("button", name="Decide").focus()
    page.keyboard.press("l")
    expect(page.locator("[data-ranges] summary")).to_be_focused()
    expect(page.locator("[data-ranges]")).to_contain_text("150–400 ×10⁹/L")
    page.keyboard.press("L")
    expect(page.locator("[data-ranges] table")).to_be_hidden()
    expect(page.get_by_role("button", name="Decide")).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), EVERY_WAY)
@pytest.mark.parametrize(("slug", "kind"), [(RANKED, "ranking"), (NUMBERED, "number")])
def test_axe_finds_nothing_and_rows_can_be_touched(visit, slug, kind, width, scheme):
    page = up_to(visit("/", width=width, scheme=scheme), slug, kind)
    for summary in page.locator("summary:visible").all():
        summary.click()
    assert violations(page) == []
    assert not is_wider_than_the_screen(page)
    targets = page.locator(
        ".opt, .rank select, .movers button:visible, fieldset.number input, fieldset.number select"
    )
    for target in targets.all():
        assert target.bounding_box()["height"] >= 44
    answer(page, moves(slug)[page.locator("h1").inner_text()])
    decide(page)
    assert violations(page) == []
    assert not is_wider_than_the_screen(page)
