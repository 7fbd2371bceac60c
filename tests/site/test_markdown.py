"""Whatever an author types, only what is on the list below reaches a reader; what is good reaches them unchanged."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from hypothesis import example, given, settings
from hypothesis import strategies as st

from npcsite.lib import markdown
from tests.site.markdown_shapes import GOOD, HOSTILE

# Written out here, so that a tag let in by mistake in the product is found.
BARE = "p|em|strong|s|code|pre|br|hr|blockquote|ul|li|h2|h3|h4|h5|h6|table|thead|tbody|tr|th|td"
ALLOWED = {"a": {"href", "title"}, "ol": {"start"}}
MARKS = re.compile("[\ue000-\ue00f]")


class Reader(HTMLParser):
    """Collects what a browser would find."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in ALLOWED and not re.fullmatch(BARE, tag):
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ALLOWED.get(tag, ()):
                self.wrong.append(f"{tag} {name}")
            if name == "href" and not re.match(r"(?:https://[^/]|mailto:)", value or "", re.IGNORECASE):
                self.wrong.append(f"{tag} {name}={value}")

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.wrong.append(f"comment {data}")

    def handle_decl(self, decl):
        self.wrong.append(f"declaration {decl}")

    def handle_pi(self, data):
        self.wrong.append(f"instruction {data}")


def frames(text: str) -> list[str]:
    """The text as an author may place it."""
    return [
        text,
        f"# {text}",
        f"- {text}",
        f"> {text}",
        f"|a|b|\n|-|-|\n|{text}|x|",
        f"*{text}*",
        f"[{text}](https://x.org)",
    ]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_text_yields_nothing_outside_the_list(typed):
    for text in frames(typed):
        assert Reader(markdown.render(text)).wrong == [], text
        assert Reader(str(markdown.show(markdown.render(text), "nobody"))).wrong == [], text
    assert Reader(markdown.inline(typed)).wrong == []


PIECES = st.sampled_from(
    [
        *HOSTILE,
        "\n",
        "\n\n",
        "> ",
        "- ",
        "`",
        "```\n",
        "[",
        "](",
        ")",
        "<",
        "&lt;",
        "|",
        "\\",
        "::: for student\n",
        ":::\n",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=12).map("".join))
@example("::: for student\n- ::: for other\n")
def test_no_mixture_of_hostile_pieces_gets_through(text):
    assert Reader(markdown.render(text)).wrong == []


@pytest.mark.parametrize(("typed", "html"), GOOD, ids=[typed[:30] for typed, _html in GOOD])
def test_good_text_reaches_the_reader_as_it_was_meant(typed, html):
    assert markdown.render(typed).strip() == html


@pytest.mark.parametrize("url", ["https://a.org", "HTTPS://a.org/b?c#d", "mailto:a@b.org"])
def test_links_that_are_followed(url):
    assert markdown.allowed_link(url)
    assert "<a href=" in markdown.render(f"[x]({url})")


@pytest.mark.parametrize(
    "url",
    [
        "http://a.org",
        "//a.org",
        "/admin/",
        "#top",
        "?x",
        "a.org",
        "javascript:1",
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "ftp://a",
        "https:",
        "https://",
        "https:///a",
        "https:\\\\a.org",
        "https://a@b.org",
        "https://a.org@b.org/",
        "file:///x",
        "blob:x",
        "mailto:",
        "tel:1",
    ],
)
def test_links_that_are_not(url):
    assert not markdown.allowed_link(url)
    assert "<a" not in markdown.render(f"[x]({url})")


@pytest.mark.parametrize(
    "forged",
    [
        "\ue000@GEM21\ue001 x",
        "&#xE000;@GEM21&#xE001;",
        "&#57344;@GEM21&#57345;",
        "&amp;#xE000;@GEM21&amp;#xE001;",
        "`\ue000@GEM21\ue001`",
        "`&#xE000;@GEM21&#xE001;`",
        "[a](https://x.org '&#xE000;@GEM21&#xE001;')",
        "![&#xE000;@GEM21&#xE001;](https://x.org/a.png)",
        "[&#xE000;@GEM21&#xE001;]: https://x.org\n\n[&#xE000;@GEM21&#xE001;]",
        "<https://x.org/\ue000@GEM21\ue001>",
        "&#xE002;student&#xE003;hidden&#xE004;",
        "\ue002student\ue003hidden\ue004",
        "```&#xE000;@GEM21&#xE001;\nx\n```",
        "\ue000\ue001\ue002\ue003\ue004\ue005\ue00f",
    ],
)
def test_typed_private_use_characters_forge_no_mark(forged):
    for text in frames(forged):
        assert MARKS.search(unescape(markdown.render(text))) is None, text
    assert MARKS.search(unescape(markdown.inline(forged))) is None


def test_a_real_citation_keeps_its_mark_beside_a_forged_one():
    assert markdown.cited_in(
        markdown.render("&#xE000;@FAKE&#xE001; [@GEM21; @JUP23] \ue000@FAKE\ue001 [rec:gp]")
    ) == (
        "@GEM21",
        "@JUP23",
        "rec:gp",
    )


@pytest.mark.parametrize(
    "almost",
    [
        "[@]",
        "[@GEM21.]",
        "[@GEM21,@JUP23]",
        "[@ GEM21]",
        "[@1A]",
        "[rec:]",
        "[rec:GP]",
        "[rec:a--b]",
        "[foo:a]",
        "[@A;]",
    ],
)
def test_what_is_almost_a_citation_stays_text(almost):
    html = markdown.render(f"x {almost}")
    assert markdown.cited_in(html) == ()
    assert almost in unescape(html)


@pytest.mark.parametrize("text", ["`[@A]`", "```\n[@A]\n```", "    [@A]", r"\[@A]"])
def test_citations_in_code_and_behind_a_backslash_stay_text(text):
    assert markdown.cited_in(markdown.render(text)) == ()


@pytest.mark.parametrize("label", ["see [@A]", "*see [@A]*", "[@A]", "![x [@A]](https://x.org)"])
def test_a_citation_never_becomes_a_link_in_a_link(label):
    html = markdown.render(f"[{label}](https://x.org)")
    assert not re.search("<a[^>]*>[^<]*\ue000", html)


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


@pytest.mark.parametrize("text", ["a" * 65_536, "é" * 32_768])
def test_64_kilobytes_are_accepted_and_a_byte_more_is_refused(text):
    markdown.render(text)
    for call in (markdown.render, markdown.inline):
        with pytest.raises(markdown.TooLong, match="64 kB"):
            call(f"{text}a")


def test_eight_thousand_brackets_are_only_brackets():
    assert markdown.render("[" * 8000) == f"<p>{'[' * 8000}</p>\n"


def test_a_table_of_empty_cells_by_the_thousand_is_refused():
    rows = "\n".join("x" for _ in range(1500))
    with pytest.raises(markdown.TooLong, match="too many"):
        markdown.render(f"{'|a' * 60}|\n{'|-' * 60}|\n{rows}")
