"""The page of “reviewed, no change”: what is live, and what is left to settle before somebody stands for it."""

from dataclasses import dataclass
from datetime import datetime

from content.editorial.models import Document, Revision
from content.editorial.selectors import guards
from content.editorial.selectors.addresses import admin_address
from content.editorial.selectors.approval import QUESTIONS
from content.editorial.selectors.review_page import Answer, Reading, read
from content.editorial.selectors.review_parts import Typed, typed_one
from content.editorial.selectors.strips import Strip, strip
from content.editorial.selectors.unmet import Unmet
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class ReaffirmPage:
    document: Document
    reading: Reading
    strip: Strip
    answers: tuple[Answer, ...]
    comment: str
    bars: tuple[Unmet, ...]
    may_settle: bool
    admin_page: str

    @property
    def needs_statement(self) -> bool:
        return any(reason.code == "no-statement" for reason in self.bars)


def reaffirm_page(document: Document, user: User, *, typed: Typed, at: datetime) -> ReaffirmPage:
    revision = live_revision(document)
    return ReaffirmPage(
        document=document,
        reading=read(revision, revision, typed, {}, is_whole=True),
        strip=strip(document.pk),
        answers=tuple(Answer(name, typed_one(typed, name)) for name in QUESTIONS),
        comment=typed_one(typed, "comment"),
        bars=tuple(guards.reaffirming(document, user, at)),
        may_settle=not guards.settling(document, user, at),
        admin_page=admin_address(document),
    )


def live_revision(document: Document) -> Revision:
    """Raises Document.DoesNotExist when nothing is live."""
    if document.live is None:
        raise Document.DoesNotExist
    return document.live.revision
