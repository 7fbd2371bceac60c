"""What a page makes of stored HTML: numbers, links, audience blocks, ids of headings, boxes."""

import re

import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from npcsite.lib import markdown

MARKS = re.compile("[\ue000-\ue00f]")


def number(targets):
    return format_html("<sup>{}</sup>", "+".join(targets))


def link(target):
    return format_html('<a href="/x/">{}</a>', target)


def test_numbers_and_links_are_put_where_the_marks_stand():
    html = markdown.render("Text [@A; @B].\nSee [rec:gp-one] and [sec:x].")
    shown = markdown.show(html, number=number, link=link)
    assert isinstance(shown, SafeString)
    assert shown == (
        '<p>Text<sup>@A+@B</sup>.\nSee <a href="/x/">rec:gp-one</a> and <a href="/x/">sec:x</a>.</p>\n'
    )


def test_marks_without_a_callable_leave_no_trace():
    assert markdown.show(markdown.render("Text [@A]. See [rec:gp].")) == "<p>Text. See.</p>\n"


def test_what_a_callable_returns_is_escaped_unless_it_was_made_safe():
    html = markdown.render("[@A] [rec:b]")
    shown = markdown.show(html, number=lambda targets: "<b>", link=lambda target: "<i>")
    assert shown == "<p>&lt;b&gt; &lt;i&gt;</p>\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("As found [rec:a].", "<p>As found (A).</p>"),
        ("Both [rec:a] [rec:b].", "<p>Both (A) (B).</p>"),
        ("As found (see [rec:a], [rec:b]).", "<p>As found (see A, B).</p>"),
        ("A (closed) one [rec:a].", "<p>A (closed) one (A).</p>"),
        ("An (open one\n\nand the next [rec:a].", "<p>An (open one</p>\n<p>and the next (A).</p>"),
        ("- (open\n- next [rec:a]", "<ul>\n<li>(open</li>\n<li>next (A)</li>\n</ul>"),
    ],
)
def test_a_bracketed_link_stands_in_one_pair_of_brackets(text, shown):
    html = markdown.render(text)
    assert markdown.show(html, link=lambda target: target[-1].upper(), bracketed=True).strip() == shown


BLOCKS = markdown.render(
    "One\n\n::: for student resident\nTwo\n:::\n\n::: for specialist\nThree\n:::\n\nFour"
)


def test_without_an_audience_every_block_shows_under_its_label():
    shown = markdown.show(BLOCKS)
    assert [word for word in ("One", "Two", "Three", "Four") if word in shown] == [
        "One",
        "Two",
        "Three",
        "Four",
    ]
    assert '<p class="label">For medical students and residents</p>' in shown
    assert '<p class="label">For specialists</p>' in shown
    assert MARKS.search(shown) is None


@pytest.mark.parametrize(
    ("audience", "words"),
    [
        ("student", "One Two Four"),
        ("resident", "One Two Four"),
        ("specialist", "One Three Four"),
        ("other", "One Four"),
    ],
)
def test_an_audience_sees_its_own_blocks_without_labels(audience, words):
    shown = markdown.show(BLOCKS, audience)
    assert re.findall(r"One|Two|Three|Four", shown) == words.split()
    assert "label" not in shown
    assert shown.count("<div") == shown.count("</div>")


def test_a_block_inside_a_block_shows_only_with_both():
    html = markdown.render(":::: for student resident\nA\n\n::: for student\nB\n:::\n\nC\n::::\nD")
    seen = {who: "".join(re.findall("[ABCD]", markdown.show(html, who))) for who in markdown.AUDIENCES}
    assert seen == {"student": "ABCD", "resident": "ACD", "specialist": "D", "other": "D"}
    everything = markdown.show(html)
    assert everything.count("<div") == everything.count("</div>") == 2


def test_a_block_for_nobody_we_know_is_text():
    assert "::: for martians" in markdown.render("::: for martians\nx\n:::")


def test_headings_get_ids_of_the_sites_making():
    html, found = markdown.headings(
        markdown.render("## A *b* [@X]\n\n### A b\n\n## 中文 & <x>"), prefix="s-", shift=1
    )
    assert [(heading.level, heading.id, heading.text) for heading in found] == [
        (3, "s-a-b", "A b"),
        (4, "s-a-b-2", "A b"),
        (3, "s-中文-x", "中文 & <x>"),
    ]
    assert '<h3 id="s-a-b">' in html
    assert '<h4 id="s-a-b-2">' in html


def test_an_author_cannot_make_the_pages_own_title():
    assert markdown.render("# Title") == "<h2>Title</h2>\n"


def test_a_recommendation_alone_in_a_paragraph_is_a_box():
    html = markdown.render("Before\n\n[rec:gp]\n\nIn [rec:gp] line\n\n[rec:b]")
    assert [piece.box or markdown.show(piece.html, link=link).strip() for piece in markdown.pieces(html)] == [
        "<p>Before</p>",
        "rec:gp",
        '<p>In <a href="/x/">rec:gp</a> line</p>',
        "rec:b",
    ]
