"""The door into the admin of the content for other apps: documents of any kind are edited and acted on alike."""

from content.admin.conflicts import Difference
from content.admin.documents import DocumentAdmin
from content.admin.working_copies import standing

__all__ = ["Difference", "DocumentAdmin", "standing"]
