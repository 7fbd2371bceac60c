"""Why practice of a case is closed to a person for now: asked of whoever has put a bar here.

Rooms above this one put theirs when the site starts, so that nothing here knows them.
"""

from collections.abc import Callable
from datetime import datetime

# Learner, document of the case, moment: a sentence that says why and what to do, or "".
Bar = Callable[[int, int, datetime], str]
_BARS: list[Bar] = []


def put_bar(bar: Bar) -> None:
    """Twice is once."""
    if bar not in _BARS:
        _BARS.append(bar)


def practice_barred(user_id: int | None, document_id: int, at: datetime) -> str:
    """Guests are asked nothing. One statement for each bar."""
    if user_id is None:
        return ""
    return next((said for bar in _BARS if (said := bar(user_id, document_id, at))), "")
