"""The spine's tables: documents, their revisions, rounds and verdicts, and what the public reads."""

from content.editorial.models.audit import AuditEvent, AuditHead
from content.editorial.models.documents import LANGUAGE, Document, Edit, OpenNote
from content.editorial.models.drafts import Draft
from content.editorial.models.impact import ImpactClass, ImpactItem, ImpactState
from content.editorial.models.people import InterestStatement, MailChoice, News
from content.editorial.models.publications import Epoch, Publication, Rendering
from content.editorial.models.retirements import Retirement
from content.editorial.models.revisions import ChangeClass, Citation, Contributor, Revision
from content.editorial.models.rounds import Comment, ReviewRound, RoundKind, RoundState
from content.editorial.models.verdicts import Verdict

__all__ = [
    "LANGUAGE",
    "AuditEvent",
    "AuditHead",
    "ChangeClass",
    "Citation",
    "Comment",
    "Contributor",
    "Document",
    "Draft",
    "Edit",
    "Epoch",
    "ImpactClass",
    "ImpactItem",
    "ImpactState",
    "InterestStatement",
    "MailChoice",
    "News",
    "OpenNote",
    "Publication",
    "Rendering",
    "Retirement",
    "ReviewRound",
    "Revision",
    "RoundKind",
    "RoundState",
    "Verdict",
]
