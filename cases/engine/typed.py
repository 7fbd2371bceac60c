"""Brings the values of a variable, which a file writes in several ways, to the variable's own type."""

from decimal import Decimal
from typing import Any

from cases.engine.parts import Variable
from cases.engine.reading import DECIMAL, MISSING, Ledger, Missing, is_whole, wrong_type
from cases.engine.words import VariableType


def typed_variable(found: dict[str, Any], place: str, ledger: Ledger) -> Variable | Missing:
    """Brings initial value, bounds and detection limit to the variable's type.

    Numbers must have both bounds.
    """
    kind = found["type"]
    numeric = kind in (VariableType.INT, VariableType.DECIMAL)
    missing = [key for key in ("low", "high") if numeric and key not in found]
    for key in missing:
        ledger.note("E001", f"{place}/{key}", f"The key {key!r} is missing; a number needs both bounds.")
    present = [key for key in ("initial", "low", "high", "detection_limit") if key in found]
    typed: dict[str, Any] = {key: _typed(found[key], kind, f"{place}/{key}", ledger) for key in present}
    if missing or MISSING in typed.values():
        return MISSING
    return Variable(**(found | typed))


def _typed(value: object, kind: VariableType, place: str, ledger: Ledger) -> object:
    if kind is VariableType.DECIMAL and (is_whole(value) or isinstance(value, str)):
        text = str(value)
        return (
            Decimal(text)
            if DECIMAL.fullmatch(text)
            else wrong_type(value, "a number in quotes", place, ledger)
        )
    wanted = {
        VariableType.INT: ("a whole number", is_whole(value)),
        VariableType.BOOL: ("true or false", isinstance(value, bool)),
        VariableType.ENUM: ("one of its choices", isinstance(value, str)),
    }
    words, fits = wanted.get(kind, ("a number in quotes", False))
    return value if fits else wrong_type(value, words, place, ledger)
