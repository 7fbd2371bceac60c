"""What the naive player has stored, told as the site's own rows are told."""

import json
from typing import Any

from tests.benchmarks.naive.models import Attempt


def run(task: dict[str, Any]) -> dict[str, Any]:
    rows = list(Attempt.objects.order_by("pk"))
    return {
        "attempts": {str(row.pk): {"key": str(row.key), "events": _events(row)} for row in rows},
        "results": len(rows),
        "differences": [
            f"result: {row.pk} counts {row.count}, stored are {len(_events(row))}"
            for row in rows
            if row.count != len(_events(row))
        ],
    }


def _events(row: Attempt) -> list[dict[str, Any]]:
    decisions = enumerate(json.loads(row.state), start=1)
    return [decision | {"position": position, "kind": "decided"} for position, decision in decisions]
