"""Figures as they are frozen into the text that shows them, and where their images lie."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.editorial.public import Document
from content.models import Figure

WORDS = ("key", "alt", "caption", "licence", "source")
IMAGE = ("sha256", "format", "width", "height")


def frozen_figures(document: Document) -> list[dict[str, Any]]:
    rows = Figure.objects.filter(document=document.pk).order_by("position", "pk")
    return [{field: getattr(row, field) for field in (*WORDS, *IMAGE)} for row in rows]


def figure_offers(payload: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Another image under the same key is another claim."""
    return {
        f"fig:{row['key']}": {**row, "title": row["alt"], "claim_hash": row["sha256"]}
        for row in payload.get("figures", ())
    }


def image_name(*, sha256: str, image_format: str) -> str:
    """Below MEDIA_ROOT."""
    return f"figures/{sha256}.{image_format}"


def figure(known: Mapping[str, Any], *, caption: SafeString) -> SafeString:
    """With its words below it."""
    address = reverse("content:figure", args=[known["sha256"], known["format"]])
    return format_html(
        '<figure class="figure" id="fig-{}"><img src="{}" alt="{}" width="{}" height="{}" loading="lazy">'
        '<figcaption>{} <span class="licence">{} · {}</span></figcaption></figure>',
        known["key"],
        address,
        known["alt"],
        known["width"],
        known["height"],
        caption,
        known["source"],
        known["licence"],
    )


def figure_link(key: str) -> SafeString:
    return format_html('<a href="#fig-{}">{}</a>', key, _("figure"))
