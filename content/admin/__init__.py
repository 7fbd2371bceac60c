"""The admin of what the site teaches: an editor finds and reads everything; editing comes through the workflow."""

from content.admin import articles, front, glossary, notices, references, sections, trials

__all__ = ["articles", "front", "glossary", "notices", "references", "sections", "trials"]
