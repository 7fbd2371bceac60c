"""What a recommendation claims and how it is graded: the two identities a dependent pins."""

from collections.abc import Mapping
from typing import Any

from npcsite.lib import canonical

CLAIM = ("claim", "direction", "population", "exclusions")
GRADE = ("issuer", "scheme", "level", "grade", "grading")
FIELDS = ("key", "title", *CLAIM, *GRADE)


def claim_hash(row: Mapping[str, Any]) -> str:
    """Changes with what is claimed, for whom, or except for whom; never with the grade or the title."""
    return canonical.digest(canonical.encode({field: row[field] for field in CLAIM}))


def grade_hash(row: Mapping[str, Any]) -> str:
    """Changes when the issuer, its scheme, the level or the grade changes."""
    return canonical.digest(canonical.encode({field: row[field] for field in GRADE}))
