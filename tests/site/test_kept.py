"""Components kept per process: drawn once for each value and language, escaped as ever."""

from dataclasses import dataclass

from django.template import Context, Template
from django.utils.safestring import SafeString
from django.utils.translation import override

from npcsite.templatetags import site

PAGE = Template('{% load site %}{% kept "components/brand.html" site_name=name %}')


@dataclass(frozen=True)
class Value:
    words: str


def drawn(name: object) -> str:
    return PAGE.render(Context({"name": name}))


def counted(act) -> int:
    before = site._drawn.cache_info().misses
    act()
    return site._drawn.cache_info().misses - before


def test_equal_values_are_drawn_once():
    site._drawn.cache_clear()
    assert counted(lambda: [drawn(Value("a")), drawn(Value("a")), drawn(Value("b"))]) == 2


def test_each_language_has_a_drawing_of_its_own():
    def both() -> None:
        for language in ("en", "de", "en"):
            with override(language):
                drawn(Value("of a language"))

    assert counted(both) == 2


def test_what_is_kept_is_escaped_like_any_component():
    assert "&lt;b&gt;" in drawn("<b>bold</b>")
    assert "<i>kept</i>" in drawn(SafeString("<i>kept</i>"))
