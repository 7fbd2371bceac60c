"""What a form sends for a decision, whatever the kind of its step."""

from typing import Any

from cases.engine.state import Decided
from cases.engine.written import plain_text


def fields(decided: Decided) -> dict[str, Any]:
    """Beside key, position and certainty."""
    if decided.number is not None:
        return {"number": plain_text(decided.number), "unit": decided.unit}
    if decided.ranking:
        return {f"place-{slug}": place for place, slug in enumerate(decided.ranking, start=1)}
    return {"pick": list(decided.picks)}
