"""The one door into the content for the cases: recommendation boxes and numbered references."""

from content.selectors.boxes import Box, box
from content.selectors.guidance import Today, today
from content.selectors.integrity import Flag
from content.selectors.numbering import NumberedReference, Numbering

__all__ = ["Box", "Flag", "NumberedReference", "Numbering", "Today", "box", "today"]
