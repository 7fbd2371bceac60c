"""Older formats of a case file, brought up to the newest one step at a time; each step is pure and never edited again.

What was published under an older format stays as it is and is read through here.
"""

from collections.abc import Callable, Mapping
from typing import Any

Plain = dict[str, Any]


def upgraded(data: Mapping[str, object]) -> Mapping[str, object]:
    """`data` in the newest format when its own is one that is known; anything else comes back as it is."""
    found = data
    while type(number := found.get("format")) is int and number in STEPS:
        try:
            found = STEPS[number](dict(found))
        except (AttributeError, TypeError):
            # Not even the older form: what the codec says of it is what there is to say.
            return {**found, "format": number + 1}
    return found


def _from_0(data: Plain) -> Plain:
    """Drafts from before the first release: an option's class was its `credit`, a step's last way its `next`."""
    return {**data, "format": 1, "steps": [_step_from_0(dict(step)) for step in data.get("steps", ())]}


def _step_from_0(step: Plain) -> Plain:
    following = step.pop("next", None)
    if following is not None:
        step["transitions"] = [*step.get("transitions", ()), {"goto": following}]
    if "options" in step:
        step["options"] = [
            {"class" if key == "credit" else key: value for key, value in option.items()}
            for option in step["options"]
        ]
    return step


# From which format to the next one.
STEPS: dict[int, Callable[[Plain], Plain]] = {0: _from_0}
