"""What changed between two texts of one document: pure, so that readers' and reviewers' pages show the same."""

from content.editorial.compare.changes import BlockChange, Change, FieldChange, Run
from content.editorial.compare.cited import CitedChange, compare_cited
from content.editorial.compare.payloads import Words, compare_payloads
from content.editorial.compare.texts import compare_texts
from content.editorial.compare.words import compare_words

__all__ = [
    "BlockChange",
    "Change",
    "CitedChange",
    "FieldChange",
    "Run",
    "Words",
    "compare_cited",
    "compare_payloads",
    "compare_texts",
    "compare_words",
]
