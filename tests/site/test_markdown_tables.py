"""Tables as a phone tells them: each cell knows the heading of its column, and nothing in a heading can break out."""

import re

from npcsite.lib import markdown
from npcsite.lib.markdown.tables import LABEL_AT_MOST


def labelled(text):
    return markdown.labelled_tables(markdown.render(text))


def labels(html):
    return re.findall(r'<td role="cell" data-label="(.*?)">', html)


def test_each_cell_carries_the_heading_of_its_column():
    html = labelled("| Drug | Dose |\n|---|---|\n| A | 1 |\n| B | 2 |")
    assert labels(html) == ["Drug", "Dose", "Drug", "Dose"]
    assert html.count('role="row"') == 3
    assert html.count('role="rowgroup"') == 2
    assert html.count('<th role="columnheader" scope="col">') == 2


def test_a_cell_under_an_empty_heading_has_no_label():
    assert labels(labelled("|  | Dose |\n|---|---|\n| A | 1 |")) == ["Dose"]


def test_a_label_is_the_text_of_its_heading_without_markup_or_marks_and_escaped():
    html = labelled('| **PFS** [@GEM16] "x" <b> & y |\n|---|\n| 1 |')
    assert labels(html) == ["PFS  &quot;x&quot; &lt;b&gt; &amp; y"]


def test_a_long_heading_is_cut_so_that_its_repetition_cannot_swell_the_page():
    html = labelled(f"| {'h' * 500} |\n|---|\n| 1 |")
    assert labels(html) == ["h" * LABEL_AT_MOST]


def test_text_without_tables_stays_as_it_is():
    html = markdown.render("## A\n\nText with `<td>` in it.")
    assert markdown.labelled_tables(html) == html
