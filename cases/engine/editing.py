"""Edits of a case's plain dictionary, part by part: replaced, added, copied, moved, taken out; the old one stays.

A part is `head`, one of the lists, or `steps/<slug>`. Whether the result has the form, `codec` says.
"""

from collections.abc import Iterator
from typing import Any

HEAD = (
    "slug",
    "title",
    "language",
    "level",
    "minutes",
    "assessed_minutes",
    "staging",
    "summary",
    "topics",
    "objectives",
    "vignette",
)
LISTS = ("variables", "findings", "treatments", "key_decisions", "reference")

Plain = dict[str, Any]


class NoSuchPart(KeyError):
    """The case has no part of this name."""


class NotPossible(ValueError):
    """The edit would break the case; `places` are in the way."""

    def __init__(self, message: str, places: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.places = places


def part(data: Plain, name: str) -> Any:
    """The part as it stands; raises NoSuchPart."""
    if name == "head":
        return {key: data[key] for key in HEAD if key in data}
    if name in LISTS:
        return data.get(name, [])
    return data["steps"][_at(data, name.removeprefix("steps/"))]


def replaced(data: Plain, name: str, value: Any) -> Plain:
    """The case with the part as `value` has it; raises NoSuchPart."""
    part(data, name)
    if name == "head":
        return {**{key: entry for key, entry in data.items() if key not in HEAD}, **value}
    if name in LISTS:
        return {**data, name: value}
    slug = name.removeprefix("steps/")
    return {**data, "steps": [value if step["slug"] == slug else step for step in data["steps"]]}


def with_step(data: Plain, step: Plain) -> Plain:
    """`step` comes before the endings, where most steps belong; an ending comes last."""
    steps = data.get("steps", [])
    if any(known["slug"] == step["slug"] for known in steps):
        raise NotPossible("taken")
    endings = [at for at, known in enumerate(steps) if known["kind"] == "ending"]
    at = len(steps) if step["kind"] == "ending" or not endings else endings[0]
    return {**data, "steps": [*steps[:at], step, *steps[at:]]}


def with_copy(data: Plain, slug: str, *, title: str) -> tuple[Plain, str]:
    """A copy right behind the step, under the next free slug, which comes with it.

    It teaches nothing until its author says what: the key decision stays with the original.
    """
    at = _at(data, slug)
    free = free_slug(f"{slug}-copy", [step["slug"] for step in data["steps"]])
    copy = {key: value for key, value in data["steps"][at].items() if key != "key_decision"}
    copy |= {"slug": free, "title": title}
    steps = data["steps"]
    return {**data, "steps": [*steps[: at + 1], copy, *steps[at + 1 :]]}, free


def with_step_at(data: Plain, slug: str, number: int) -> Plain:
    """The step as the `number`th of all, counted from 1; a number beyond the ends means the end."""
    step = data["steps"][_at(data, slug)]
    others = [known for known in data["steps"] if known["slug"] != slug]
    at = min(max(number, 1), len(others) + 1) - 1
    return {**data, "steps": [*others[:at], step, *others[at:]]}


def without_step(data: Plain, slug: str) -> Plain:
    """Raises NotPossible while anything leads to the step or speaks of it, and for the last step there is."""
    _at(data, slug)
    used = tuple(uses(data, slug))
    if used:
        raise NotPossible("used", used)
    if len(data["steps"]) == 1:
        raise NotPossible("last")
    return {**data, "steps": [step for step in data["steps"] if step["slug"] != slug]}


def uses(data: Plain, slug: str) -> Iterator[str]:
    """The places outside the step that lead to it or speak of what was chosen there."""
    for step in data["steps"]:
        if step["slug"] != slug:
            yield from _ways_to(step, slug)
            yield from _effects_of(step, slug)
    for treatment in data.get("treatments", ()):
        if _asks_for(treatment["when"], slug):
            yield f"treatments/{treatment['slug']}/when"
    for at, move in enumerate(data.get("reference", ())):
        if move["step"] == slug:
            yield f"reference/{at}"


def _ways_to(step: Plain, slug: str) -> Iterator[str]:
    for at, way in enumerate(step.get("transitions", ())):
        if way["goto"] == slug or _asks_for(way.get("when", ""), slug):
            yield f"steps/{step['slug']}/transitions/{at}"


def _effects_of(step: Plain, slug: str) -> Iterator[str]:
    for option in step.get("options", ()):
        if any(_asks_for(rule, slug) for rule in option.get("effects", {}).values()):
            yield f"steps/{step['slug']}/options/{option['slug']}/effects"


def free_slug(wanted: str, taken: list[str]) -> str:
    """`wanted`, or with the first number behind it that is free."""
    found, number = wanted[:60], 2
    while found in taken:
        found, number = f"{wanted[:60]}-{number}", number + 1
    return found


def _asks_for(rule: str, slug: str) -> bool:
    return f'"{slug}"' in rule or f"'{slug}'" in rule


def _at(data: Plain, slug: str) -> int:
    for at, step in enumerate(data.get("steps", ())):
        if step["slug"] == slug:
            return at
    raise NoSuchPart(slug)
