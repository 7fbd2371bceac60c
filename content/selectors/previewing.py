"""A text as its readers would get it, before it is saved, and what the rules find in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from content.editorial.public import (
    Document,
    Fault,
    Offer,
    Published,
    World,
    body_cites,
    fault,
    kind_of,
    lint_body,
    live,
    world_of,
)
from content.selectors.fragments import Setting, made
from npcsite.lib import canonical, markdown

# Only running text explains the terms of the glossary; summaries, leads and captions are in everyday words.
EXPLAINED = "body"


@dataclass(frozen=True, slots=True)
class Preview:
    """`fragment` is what a page would number; `html` names the keys instead."""

    fragment: str
    html: SafeString
    findings: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What else the form holds and has not saved yet: targets it defines itself, and whether the text's row cites."""

    own: tuple[str, ...] = ()
    is_cited_beside: bool = False


def preview(
    *, document: Document | None, kind: str, part: str, text: str, around: Around = Around()
) -> Preview:
    try:
        clean = canonical.clean_text(text)
        rendered = canonical.normal(markdown.render(clean))
    except canonical.Unclean as unclean:
        return _refused("L002", part, unclean.message)
    except markdown.TooLong as refused:
        return _refused("L003", part, str(refused))
    payload = canonical.normal(kind_of(kind).freeze(document)) if document else {}
    world = _world(document, kind, payload, around.own)
    cited = {cite.target: world.find(cite.target) for cite in body_cites(clean, place=part)}
    fragment = made(_as_published(kind, payload, {part: rendered}, cited), part, _setting(part))
    html = markdown.show(fragment, number=lambda targets: _keys(targets, world))
    is_sourced = kind_of(kind).is_sourced(part, is_cited_beside=around.is_cited_beside)
    return Preview(fragment, html, tuple(lint_body(clean, place=part, world=world, sourced=is_sourced)))


def _refused(code: str, part: str, message: str) -> Preview:
    return Preview("", SafeString(""), (fault(code, part, 1, message),))


def _setting(part: str) -> Setting:
    return Setting(glossary=live("glossary", "glossary")) if part == EXPLAINED else Setting()


def _world(document: Document | None, kind: str, payload: Mapping[str, Any], own: Iterable[str]) -> World:
    slug = document.slug if document else ""
    offers = kind_of(kind).offers(dict(payload)) if payload else {}
    keys = {target: target.partition(":")[2] for target in own if target not in offers}
    # A link shows the name of a trial and the title of anything else.
    unsaved = {target: {"title": key, "name": key} for target, key in keys.items()}
    at_hand = {target: Offer(snapshot, kind, slug) for target, snapshot in (offers | unsaved).items()}
    return world_of(at_hand, superseded=[(kind, slug)])


def _as_published(
    kind: str, payload: Mapping[str, Any], parts: Mapping[str, str], cited: Mapping[str, Any]
) -> Published:
    """What publishing would make of it, as far as a page needs it."""
    return Published(
        id=0,
        document_id=0,
        kind=kind,
        slug=str(payload.get("slug", "new")),
        title=str(payload.get("title", "")),
        language="",
        payload=dict(payload),
        manifest={"citations": {target: found for target, found in cited.items() if found is not None}},
        parts=parts,
        sha256="",
        published_at=datetime.min.replace(tzinfo=UTC),
    )


def _keys(targets: tuple[str, ...], world: World) -> SafeString:
    """Where a page has numbers, who writes has the keys, each with the title of its source."""
    found = [(target.removeprefix("@"), world.find(target)) for target in targets]
    return format_html(
        '<span class="cite-keys">[{}]</span>',
        format_html_join(
            "; ",
            '<span class="{}" title="{}">{}</span>',
            (
                ("cite-key" if source else "cite-unknown", (source or {}).get("title", ""), key)
                for key, source in found
            ),
        ),
    )
