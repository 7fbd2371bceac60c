"""The one door into the content for the cases: recommendation boxes, numbered references, editors' fields."""

from content.access import editors, may_edit
from content.forms.fields import EDITING_MODULE, MarkdownField, StorableField
from content.selectors.boxes import Box, box
from content.selectors.guidance import Today, today
from content.selectors.integrity import Flag
from content.selectors.numbering import NumberedReference, Numbering

__all__ = [
    "EDITING_MODULE",
    "Box",
    "Flag",
    "MarkdownField",
    "NumberedReference",
    "Numbering",
    "StorableField",
    "Today",
    "box",
    "editors",
    "may_edit",
    "today",
]
