"""Fields that hold several values: lists, and the effects of an option."""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.engine.fields import Matching, Rule
from cases.engine.parts import Effect
from cases.engine.reading import MISSING, NAME, SNAKE, Kind, Ledger, Missing, wrong_type
from cases.engine.rules import Expression


@dataclass(frozen=True, slots=True)
class Every:
    """A list of one kind of value."""

    item: Kind

    def read(self, value: object, place: str, ledger: Ledger) -> object:
        if not isinstance(value, list | tuple):
            return wrong_type(value, "a list", place, ledger)
        items = tuple(
            self.item.read(entry, step_in(place, entry, at), ledger) for at, entry in enumerate(value)
        )
        return MISSING if MISSING in items else items

    def write(self, value: object) -> object:
        return [self.item.write(entry) for entry in value] if isinstance(value, tuple) else []


class Effects:
    """A mapping of variables to expressions."""

    def read(self, value: object, place: str, ledger: Ledger) -> object:
        if not isinstance(value, Mapping):
            return wrong_type(value, "a mapping", place, ledger)
        found = tuple(self._effect(name, rule, f"{place}/{name}", ledger) for name, rule in value.items())
        return MISSING if MISSING in found else found

    def _effect(self, name: object, rule: object, place: str, ledger: Ledger) -> Effect | Missing:
        slug = Matching(SNAKE, "name a variable").read(name, place, ledger)
        expression = Rule().read(rule, place, ledger)
        if isinstance(slug, str) and isinstance(expression, Expression):
            return Effect(slug, expression)
        return MISSING

    def write(self, value: object) -> object:
        return {effect.variable: effect.value.text for effect in value} if isinstance(value, tuple) else {}


def step_in(place: str, entry: object, at: int) -> str:
    """The place of a list's entry: by its slug where it has one, else by its number from 0."""
    slug = entry.get("slug") if isinstance(entry, Mapping) else None
    return f"{place}/{slug}" if isinstance(slug, str) and NAME.fullmatch(slug) else f"{place}/{at}"
