"""The admin of what the site teaches: an editor finds and reads everything; editing comes through the workflow."""

from content.admin import articles, glossary, notices, references, sections, trials

__all__ = ["articles", "glossary", "notices", "references", "sections", "trials"]
