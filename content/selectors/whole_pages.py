"""The page a working copy would make if it were published as it is saved now; for who may read working copies."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from content.editorial.public import Document, Published, Strip, as_published
from content.selectors import articles, notices, sections, trials

Made = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class WholePage:
    """`template` is the readers' own; `page` is what it takes."""

    template: str
    page: Any


def _for_all(made: Made) -> Made:
    """Of a kind that has no parts for some readers only."""

    def page(published: Published, *, audience: str | None, stands: Strip) -> Any:
        return made(published, stands=stands)

    return page


PAGES: Final[Mapping[str, tuple[str, Made]]] = MappingProxyType(
    {
        "section": ("content/section.html", sections.page),
        "article": ("content/article.html", articles.page),
        "notice": ("content/notice.html", _for_all(notices.page)),
        "glossary": ("content/glossary.html", _for_all(notices.glossary_page)),
        "trials": ("content/trials.html", _for_all(trials.page)),
    }
)


def whole_page(document: Document, *, audience: str | None) -> WholePage:
    """An article has its live sections: what is not published yet would not stand in it either.

    Raises canonical.Unclean and markdown.TooLong for a text that cannot be shown.
    """
    template, made = PAGES[document.kind]
    return WholePage(template, made(as_published(document), audience=audience, stands=_of_nobody()))


def _of_nobody() -> Strip:
    """No review is claimed of what nobody has published."""
    return Strip(
        state="draft",
        shape="◌",
        word=_("Draft"),
        statement=_("Draft. Readers see nothing of this."),
        updated_on=timezone.localdate(),
        reviewed_on=None,
        open_notes=0,
    )
