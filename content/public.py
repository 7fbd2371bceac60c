"""The one door into the content for the cases: recommendation boxes, numbered references, trials, editors' fields."""

from content.access import editors, may_edit
from content.forms.fields import EDITING_MODULE, MarkdownField, StorableField
from content.selectors.as_of import query_of
from content.selectors.boxes import Box, box
from content.selectors.guidance import Today, today
from content.selectors.integrity import Flag
from content.selectors.numbering import NumberedReference, Numbering
from content.selectors.trials import TrialView, trial_view

__all__ = [
    "EDITING_MODULE",
    "Box",
    "Flag",
    "MarkdownField",
    "NumberedReference",
    "Numbering",
    "StorableField",
    "Today",
    "TrialView",
    "box",
    "editors",
    "may_edit",
    "query_of",
    "today",
    "trial_view",
]
