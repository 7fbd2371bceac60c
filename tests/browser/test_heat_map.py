"""A cohort's table without its colours, and as somebody hears it who sees none of it."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_programs import to_cohort

# Why a cell has no number.
WORDS = ("practice", "in progress", "not begun")
SHADE = re.compile(r"\bb[1-5]\b")
UNSAFE = "■ unsafe"


def opened(visit, **seen) -> Page:
    page = visit("/", person="dora.director", **seen)
    to_cohort(page, "Intake 2025")
    return page


def of_cases(page: Page) -> list[Locator]:
    """The cells behind the name and the four figures of a learner."""
    return page.locator(".heat td:nth-child(n + 6)").all()


def shade(cell: Locator) -> str:
    found = SHADE.search(cell.get_attribute("class") or "")
    return found.group() if found else ""


def heard(page: Page) -> list[tuple[str, str]]:
    """Role and name of each part of the table in Chromium's accessibility tree, in order."""
    session = page.context.new_cdp_session(page)
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    table = session.send("DOM.querySelector", {"nodeId": root, "selector": ".heat"})["nodeId"]
    nodes = session.send("Accessibility.queryAXTree", {"nodeId": table})["nodes"]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", "").strip())
        for node in nodes
        if not node["ignored"]
    ]


def test_every_shade_stands_for_a_number_that_is_there_to_read(visit):
    numbers: dict[str, list[int]] = {}
    for cell in of_cases(opened(visit)):
        if shade(cell):
            numbers.setdefault(shade(cell), []).append(int(cell.inner_text().split()[0]))
        else:
            assert any(word in cell.text_content() for word in WORDS), cell.text_content()
    assert len(numbers) > 2
    ordered = [sorted(found) for _shade, found in sorted(numbers.items())]
    assert all(lower[-1] < higher[0] for lower, higher in pairwise(ordered)), numbers


def test_unsafe_is_a_shape_and_a_word_in_as_many_cells_as_the_row_counts(visit):
    counts = []
    for row in opened(visit).locator(".heat tbody tr").all():
        counts.append(int(row.locator("td").nth(1).inner_text().removeprefix("■ ")))
        assert row.get_by_text(UNSAFE, exact=True).count() == counts[-1], row.inner_text()
    assert any(counts)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_table_keeps_its_words_where_the_system_takes_the_colours(visit, width):
    page = opened(visit, width=width)
    page.emulate_media(forced_colors="active")
    shades = "cells => new Set(cells.map(cell => getComputedStyle(cell).backgroundColor)).size"
    assert page.locator(".heat td[class^=b]").evaluate_all(shades) == 1
    narrow = "cells => cells.filter(cell => cell.clientWidth < 20 || !cell.innerText.trim()).length"
    assert page.locator(".heat td").evaluate_all(narrow) == 0
    expect(page.get_by_text(UNSAFE).first).to_be_visible()


def test_a_screen_reader_hears_a_table_with_its_name_its_heads_and_its_cells(visit):
    page = opened(visit)
    parts = heard(page)
    names = {
        role: [name for other, name in parts if other == role]
        for role in ("table", "columnheader", "rowheader", "cell")
    }
    assert "12 learners, cases 1 to" in names["table"][0]
    assert names["columnheader"][:5] == ["Learner", "Mean", "Unsafe", "Finished", "Last active"]
    rows, columns = page.locator(".heat tbody tr").count(), page.locator(".heat thead th").count()
    assert len(names["columnheader"]) == columns
    assert [name[:9] for name in names["rowheader"]] == ["Resident "] * rows
    assert len(names["cell"]) == rows * (columns - 1)
    assert all(names["cell"])


def test_a_screen_reader_hears_in_one_cell_the_score_the_harm_and_the_practice(visit):
    page = opened(visit)
    cell = page.locator(".heat td", has=page.get_by_text(UNSAFE, exact=True)).first
    said = " ".join(cell.inner_text().split())
    assert re.match(rf"\d+ {UNSAFE}", said)
    assert said in [" ".join(name.split()) for role, name in heard(page) if role == "cell"]


def test_a_screen_reader_hears_which_way_the_table_is_sorted(visit):
    page = opened(visit)
    for way in ("descending", "ascending"):
        page.get_by_role("columnheader", name="Unsafe").get_by_role("link").click()
        expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", way)
        expect(page.locator("th[aria-sort]")).to_have_accessible_name("Unsafe")


def test_on_a_phone_the_table_starts_on_the_first_screen(visit):
    page = opened(visit, width=320)
    assert page.locator(".heat").bounding_box()["y"] < 640
    page.get_by_text("How to read this table").click()
    expect(page.get_by_text("■ marks critical harm")).to_be_visible()


def test_above_the_table_stands_how_many_need_attention_and_the_focus_stays_where_it_was(visit):
    page = opened(visit)
    expect(
        page.get_by_role("link", name=re.compile(r"^\d+ entr(y needs|ies need) attention$"))
    ).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")
    plain = opened(visit, javascript=False)
    expect(plain.get_by_role("link", name="Who needs attention, and by which rule")).to_be_visible()
