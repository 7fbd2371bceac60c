"""Template tags every page may use; none of them knows an app."""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from npcsite.lib import markdown

KEPT_AT_MOST = 4096

register = template.Library()


@register.simple_tag
def kept(component: str, **takes: Hashable) -> SafeString:
    """`{% include … only %}` of frozen values, drawn once per process for each of them and each language.

    Not for what depends on anything else: the request, a form's token, the clock, the time zone. A field of the
    value must always be HTML or never, for equal strings are one key.
    """
    return _drawn(component, get_language(), tuple(takes.items()))


@lru_cache(maxsize=KEPT_AT_MOST)
def _drawn(component: str, language: str | None, takes: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string(component, dict(takes))


@register.filter
def unbroken(text: str) -> SafeString:
    """Plain words, escaped, with names such as PD-1 and TNM-8, ranges, and numbers with their units in one piece."""
    return SafeString(markdown.unbroken(escape(text)))


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The field's control without a placeholder that repeats its label, and marked when its value was refused."""
    attrs: dict[str, str | bool] = {"placeholder": False}
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)
