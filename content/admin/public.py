"""The door into the admin of the content for other apps: documents of any kind are edited and acted on alike."""

from content.admin.conflicts import Difference
from content.admin.documents import DocumentAdmin
from content.admin.front import register_queue
from content.admin.working_copies import standing
from content.forms.working_copy import RESTORE, Desk, desk_for

__all__ = ["RESTORE", "Desk", "Difference", "DocumentAdmin", "desk_for", "register_queue", "standing"]
