"""Whatever an author types, only what is on the list below reaches a reader; what is good reaches them unchanged."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
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


@settings(max_examples=300)
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


@pytest.mark.parametrize("shape", GOOD)
def test_blocks_put_together_again_are_the_whole(shape):
    text = f"# One\n\n{shape}\n\n- two\n\n  and more\n\n::: for student\nFor you.\n:::\n\n{shape}\n"
    blocks = markdown.render_blocks(text)
    assert "".join(block.html for block in blocks) == markdown.render(text)
    lines = [block.line for block in blocks]
    assert lines == sorted(set(lines))
    assert lines[0] == 1
