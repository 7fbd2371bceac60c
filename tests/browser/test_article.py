"""The guideline in a real browser: reading, sources in place, terms, print; with and without scripts."""

import pytest

from tests.browser.axe import is_wider_than_the_screen, violations

ARTICLE = "/articles/metastatic-npc/"
SECTION = "/sections/first-line-systemic-therapy/"
PAGES = [ARTICLE, SECTION, "/trials/", "/glossary/", "/notices/disclaimer/", "/notices/editorial-policy/"]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(visit, scheme, width):
    page = visit("/help/", width=width, scheme=scheme)
    for address in PAGES:
        page.goto(address)
        assert violations(page) == [], address
        assert not is_wider_than_the_screen(page), address


def test_a_source_opens_in_place_and_escape_gives_the_focus_back(visit):
    page = visit(SECTION)
    cite = page.locator("article a.cite").first
    cite.click()
    panel = page.locator(".cite-panel")
    assert "Zhang L" in panel.inner_text()
    assert cite.get_attribute("aria-expanded") == "true"
    assert violations(page) == []
    before = "it => it.previousSibling.nodeType === Node.TEXT_NODE ? it.previousSibling.data.trim() : ''"
    assert panel.evaluate(before) == "."
    page.keyboard.press("Escape")
    assert panel.count() == 0
    assert page.evaluate("document.activeElement.classList.contains('cite')")
    assert page.url.endswith(SECTION)


def test_without_scripts_a_citation_jumps_to_its_reference(visit):
    page = visit(SECTION, javascript=False)
    page.locator("article a.cite").first.click()
    assert page.url.endswith("#ref-GEM16")
    assert page.locator("#ref-GEM16 a[href^='https://doi.org/']").count() == 1


def test_a_glossary_term_explains_itself_on_focus_and_without_scripts_leads_to_the_glossary(visit):
    page = visit(SECTION)
    page.locator("a.gloss").first.focus()
    assert page.locator(".term-bubble").inner_text() == page.locator("a.gloss").first.get_attribute(
        "data-definition"
    )
    page.mouse.move(5, 400)
    page.mouse.move(9, 404)
    assert page.locator(".term-bubble").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".term-bubble").count() == 0
    plain = visit(SECTION, javascript=False)
    plain.locator("a.gloss").first.click()
    assert "/glossary/#term-" in plain.url


def test_the_contents_follow_the_reading(visit):
    page = visit(ARTICLE)
    page.locator("#ebv-dna").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('ebv-dna').scrollIntoView()")
    page.wait_for_selector('.toc a[href="#ebv-dna"][aria-current]')
    assert page.locator(".toc a[aria-current]").count() == 1


def test_on_a_phone_the_contents_are_folded_and_open_on_request(visit):
    page = visit(ARTICLE, width=320)
    first = page.locator(".toc a").first
    assert not first.is_visible()
    page.locator(".toc summary").click()
    assert first.is_visible()


def test_sources_of_what_is_in_view_stand_beside_the_text_on_a_wide_screen(visit):
    page = visit(SECTION, width=1280)
    page.wait_for_selector("#side p")
    assert page.locator("#side").is_visible()


def test_the_audience_is_chosen_without_scripts(visit):
    page = visit(SECTION, javascript=False)
    page.select_option("#audience", "resident")
    page.get_by_role("button", name="Adapt the text").click()
    assert page.url.endswith("?for=resident")
    assert "Ask when the last platinum was given" in page.locator("article").inner_text()
    assert "read them as hypotheses" not in page.locator("article").inner_text()


def test_printed_to_a4_the_article_has_its_text_and_none_of_the_furniture(visit):
    page = visit(ARTICLE)
    page.emulate_media(media="print")
    for hidden in (".toc", "#side", ".audience-form", ".masthead nav", ".history", ".strip a", ".review a"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator("#disclaimer").is_visible()
    assert len(page.pdf(format="A4")) > 100_000


LINES_OF_LONG_WORDS = """() => [...document.querySelectorAll('h1')].flatMap(title => {
  const text = title.firstChild, lines = [];
  for (const word of text.data.matchAll(/\\p{L}{10,}/gu)) {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    lines.push(new Set([...range.getClientRects()].map(box => Math.round(box.top))).size);
  }
  return lines;
})"""


@pytest.mark.parametrize("address", [ARTICLE, "/sections/oligometastatic-disease/"])
def test_a_phone_keeps_the_long_words_of_a_title_on_one_line(visit, address):
    lines = visit(address, width=320).evaluate(LINES_OF_LONG_WORDS)
    assert lines
    assert set(lines) == {1}


SCROLLERS = """() => [...document.querySelectorAll('main *')]
  .filter(it => ['auto', 'scroll'].includes(getComputedStyle(it).overflowX) && it.scrollWidth > it.clientWidth + 1)
  .map(it => it.outerHTML.slice(0, 80))"""
LABEL = "it => getComputedStyle(it, '::before').content"


@pytest.mark.parametrize("address", ["/trials/", ARTICLE, SECTION])
def test_a_phone_reads_every_table_row_by_row_without_scrolling_sideways(visit, address):
    page = visit(address, width=320)
    assert page.evaluate(SCROLLERS) == []
    edges = page.locator("table.by-row tbody > tr > *").evaluate_all(
        "all => all.map(it => it.getBoundingClientRect().right)"
    )
    assert len(edges) > 10
    assert max(edges) <= 320
    second = page.locator("table.by-row tbody tr > :nth-child(2)").first
    assert second.get_attribute("data-label") in second.evaluate(LABEL)


@pytest.mark.parametrize("width", [901, 1265])
def test_beside_the_contents_every_table_fits_its_column(visit, width):
    assert visit(ARTICLE, width=width).evaluate(SCROLLERS) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_a_table_is_a_table_to_a_screen_reader_at_any_width(visit, width):
    page = visit("/trials/", width=width)
    table = page.get_by_role("table", name="Overall survival").first
    assert table.get_by_role("columnheader").count() == 4
    assert table.get_by_role("rowheader").first.inner_text() == "Gemcitabine–cisplatin"
    assert table.get_by_role("cell").first.inner_text() == "181"


def test_on_a_wide_screen_a_table_keeps_its_columns_and_says_no_label_twice(visit):
    page = visit("/trials/", width=1280)
    cells = page.locator("table.by-row tbody tr").first.locator("> *")
    tops = cells.evaluate_all("all => all.map(it => it.getBoundingClientRect().top)")
    assert len(tops) == 4
    assert len(set(tops)) == 1
    assert cells.nth(1).evaluate(LABEL) == "none"


@pytest.mark.parametrize("address", ["/trials/", SECTION])
def test_on_paper_no_table_is_cut_off_and_boxes_are_as_wide_as_the_text(visit, address):
    page = visit(address, width=672)
    page.emulate_media(media="print")
    assert page.evaluate(SCROLLERS) == []
    assert not is_wider_than_the_screen(page)
    assert set(page.locator("table").evaluate_all("all => all.map(it => getComputedStyle(it).display)")) == {
        "table"
    }
    right = "it => Math.round(it.getBoundingClientRect().right)"
    column = page.locator("main article").evaluate(right)
    assert {box.evaluate(right) for box in page.locator(".rec").all()} <= {column}
