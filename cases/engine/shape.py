"""A shape: the fields of one part of a case file and the value it becomes, read and written by one table."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING as NO_DEFAULT
from dataclasses import dataclass, field, fields
from typing import Any

from cases.engine.reading import MISSING, Kind, Ledger, wrong_type

Finish = Callable[[dict[str, Any], str, Ledger], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A key of the file, the kind of its value, and the attribute that holds it if named otherwise."""

    key: str
    kind: Kind
    attribute: str = ""

    @property
    def name(self) -> str:
        return self.attribute or self.key


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of the file: the value it becomes and its fields.

    A field without a default in `makes` is mandatory.
    """

    makes: type[Any]
    fields: tuple[Field, ...]
    finish: Finish | None = None
    defaults: Mapping[str, object] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        optional = {each.name: each.default for each in fields(self.makes) if each.default is not NO_DEFAULT}
        object.__setattr__(self, "defaults", optional)

    def read(self, value: object, place: str, ledger: Ledger) -> object:
        if not isinstance(value, Mapping):
            return wrong_type(value, "a mapping", place, ledger)
        self._strangers(value, place, ledger)
        found = {each.name: self._field(each, value, place, ledger) for each in self.fields}
        if MISSING in found.values():
            return MISSING
        present = {name: entry for name, entry in found.items() if entry is not None}
        return self.finish(present, place, ledger) if self.finish else self.makes(**present)

    def write(self, value: object) -> dict[str, object]:
        held = {each: getattr(value, each.name) for each in self.fields}
        return {
            each.key: each.kind.write(entry)
            for each, entry in held.items()
            if each.name not in self.defaults or entry != self.defaults[each.name]
        }

    def _field(self, each: Field, value: Mapping[str, object], place: str, ledger: Ledger) -> object:
        where = f"{place}/{each.key}" if place else each.key
        if each.key in value:
            return each.kind.read(value[each.key], where, ledger)
        if each.name in self.defaults:
            return None
        return ledger.note("E001", where, f"The key {each.key!r} is missing; add it.")

    def _strangers(self, value: Mapping[str, object], place: str, ledger: Ledger) -> None:
        known = [each.key for each in self.fields]
        for key in value:
            if key not in known:
                where = f"{place}/{key}" if place else str(key)
                ledger.note(
                    "E003", where, f"The key {key!r} is not known here; use one of {', '.join(known)}."
                )
