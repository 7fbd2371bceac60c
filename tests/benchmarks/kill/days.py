"""So much time passes between two kills that every missed decision is due."""

from typing import Any

from tests.cases.recalls import days_pass


def run(task: dict[str, Any]) -> None:
    days_pass()
