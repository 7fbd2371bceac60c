"""The spine's tables: documents, their revisions and verdicts, and what the public reads."""

from content.editorial.models.documents import Document, Edit, OpenNote
from content.editorial.models.publications import Epoch, Publication, Rendering
from content.editorial.models.revisions import Citation, Contributor, Revision
from content.editorial.models.verdicts import Verdict

__all__ = [
    "Citation",
    "Contributor",
    "Document",
    "Edit",
    "Epoch",
    "OpenNote",
    "Publication",
    "Rendering",
    "Revision",
    "Verdict",
]
