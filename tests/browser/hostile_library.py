"""Publishes texts in every field there is, past lint and forms: what is shown has to be safe by itself.

Run in the process of a site's own data, once with harmless words and once with hostile ones under another name.
"""

import json
import sys
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.utils import timezone

from content.editorial.models import Comment, Document
from content.editorial.public import LibraryItem, kind_of
from content.editorial.selectors.targets import world_of
from content.editorial.services.publishing import publish_loaded
from content.editorial.world import Offer
from content.models import Reference
from npcsite.accounts.models import User
from npcsite.lib import canonical
from npcsite.lib.markdown.tables import labelled_tables
from tests.browser.hostile_shapes import one_line, packs, paragraphs, placed
from tests.cases.publishing import publish_story
from tests.cases.stories import story
from tests.content.editorial.people import approved, opened, revised
from tests.factories import UserFactory
from tests.site.markdown_shapes import GOOD

MARKDOWN = {"vignette", "body", "text", "rationale", "when_right", "consequence", "definition", "lead"}
PLAIN = {
    "title", "summary", "label", "question", "claim", "population", "exclusions", "issuer", "scheme", "level",
    "grade", "name", "setting", "design", "endpoint", "note", "term", "short_form", "alt", "caption", "licence",
    "source",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """`name` begins the address of everything that holds them."""

    name: str
    plain: str
    markdown: str
    paragraphs: str
    link: str

    def into(self, value: Any, field: str = "", *, markdown: Collection[str] = ()) -> Any:
        """The same value with these words after its own, wherever people write."""
        if isinstance(value, dict):
            return {key: self.into(held, key, markdown=markdown) for key, held in value.items()}
        if isinstance(value, list):
            return [self.into(held, field, markdown=markdown) for held in value]
        if field in MARKDOWN or field in markdown:
            return f"{value}\n\n{self.markdown}"
        return f"{value} {self.plain}" if field in PLAIN or field == "objectives" else value


# Those without a citation, which would have to be there, and without link definitions, which reach across a text.
HARMLESS = [
    (typed, labelled_tables(html))
    for typed, html in GOOD
    if not set(html) & set("\ue000\ue002") and "]: " not in typed
]


def good_text() -> str:
    return "\n\n".join([*(typed for typed, _html in HARMLESS), "::: for student\nFor one.\n:::", "HR 2"])


def harmless() -> Words:
    good = good_text()
    return Words("harmless", "plain words", good, good, "https://example.org/a")


def hostile() -> Words:
    return Words("hostile", one_line(), placed(), paragraphs(), "javascript:ran(0)")


def publish(words: Words) -> None:
    """Prints what a visitor needs to know to find it."""
    UserFactory.reset_sequence(User.objects.count())
    _write_reference(words)
    people = User.objects.filter(email__in=["eddie.editor@example.org", "rita.reviewer@example.org"])
    people.update(name=f"A name {words.plain}"[: None if words.name == "hostile" else 100])
    documents = {kind: _publish(kind, payload) for kind, payload in _texts(words).items()}
    briefer = replace(words, markdown=words.paragraphs)
    publish_story({**briefer.into(story(asked=2, slug=words.name)), "level": "student"})
    sys.stdout.write(
        json.dumps({"round": _review(words, documents), **{kind: d.pk for kind, d in documents.items()}})
        + "\n"
    )


def publish_packs() -> None:
    for number, pack in enumerate(packs()):
        section = _section(f"pack-{number}", key=f"pack-{number}", source=_source("harmless"))
        _publish("section", {**section, "title": pack, "body": pack})


def _write_reference(words: Words) -> None:
    csl = {"type": "article-journal", "DOI": "", "URL": words.link}
    csl |= {field: f"{field} {words.plain}" for field in ("title", "container-title", "publisher")}
    csl["author"] = [{"family": f"Family {words.plain}", "given": f"Given {words.plain}"}]
    Reference.objects.create(
        key=_source(words.name),
        tier="tertiary",
        kind="trial",
        csl=canonical.encode(csl),
        integrity="retracted",
        integrity_source=words.link,
        integrity_on=timezone.now().date(),
    )


def _texts(words: Words) -> dict[str, dict[str, Any]]:
    """Payloads by kind; of glossary and trials, which there is one of each, a row."""
    name, source, markdown = words.name, _source(words.name), ("summary", "caption")
    notice = {"slug": f"{name}-notice", "title": "Notice", "summary": "Short.", "body": "Long."}
    term = {"slug": f"{name}-term", "term": "", "short_form": "", "definition": "Defined.", "see": []}
    # The term that is explained in the text has words that can be met there.
    met = {
        **term,
        "slug": name,
        "term": f"{name}word",
        "definition": f"Defined {words.plain}",
        "citations": [],
    }
    glossary, trials = _library("glossary"), _library("trials")
    return {
        "notice": words.into(notice, markdown=markdown),
        "glossary": {
            **glossary,
            "terms": [*glossary["terms"], met, {**words.into(term), "citations": [source]}],
        },
        "trials": {**trials, "trials": [words.into(trials["trials"][0]), *trials["trials"][1:]]},
        "section": words.into(_section(name, key=f"{name}-rec", source=source), markdown=markdown),
        "article": words.into(
            {
                "slug": name,
                "title": "Article",
                "question": "Why?",
                "lead": "Lead.",
                "sections": [name],
                "notices": [f"{name}-notice"],
            }
        ),
    }


def _source(name: str) -> str:
    return f"{name.capitalize()}1"


def _section(name: str, *, key: str, source: str) -> dict[str, Any]:
    row = {
        "key": key, "title": "Title", "claim": "Claim", "direction": "for", "population": "All", "exclusions": "None",
        "issuer": "Issuer", "scheme": "Scheme", "level": "I", "grade": "A", "grading": "graded", "citations": [source],
    }  # fmt: skip
    figure = {
        "key": f"{name}-figure", "alt": "Alt", "caption": "Caption", "licence": "Licence", "source": "Source",
        "sha256": "0" * 64, "format": "png", "width": 10, "height": 10,
    }  # fmt: skip
    body = f"Text [@{source}].\n\n[rec:{key}]\n\n[fig:{name}-figure]\n\nSee [rec:{key}] and {name}word."
    return {
        "slug": name, "title": "Section", "summary": "Summary.", "body": body,
        "recommendations": [row], "figures": [figure],
    }  # fmt: skip


def _library(kind: str) -> dict[str, Any]:
    return next(iter(kind_of(kind).read_library())).payload


def _publish(kind: str, payload: dict[str, Any]) -> Document:
    item = LibraryItem(kind, payload["slug"], payload["title"], "en", payload, (), Path("made.yaml"))
    offers = {target: Offer(what, kind, item.slug) for target, what in kind_of(kind).offers(payload).items()}
    publish_loaded(item=item, world=world_of(offers), at=timezone.now())
    return Document.objects.get(kind=kind, slug=payload["slug"])


def _review(words: Words, documents: dict[str, Document]) -> int:
    """An approved notice, whose approval names a person, and a section under review with remarks on it."""
    now, rita = timezone.now(), User.objects.get(email="rita.reviewer@example.org")
    approved(
        documents["notice"], rita, at=now, note=f"Note {words.plain}", body=f"Other.\n\n{words.markdown}"
    )
    body = f"Other words.\n\n{words.markdown}"
    revision = revised(documents["section"], at=now, body=body, note=f"Note {words.plain}")
    for required in (False, True):
        Comment.objects.create(
            revision=revision,
            block="body",
            body=f"Remark {words.markdown}",
            required=required,
            author=rita,
            at=now,
        )
    return opened(revision, at=now, claimed_by=rita).pk
