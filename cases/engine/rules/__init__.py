"""The rule language of cases: small, typed, bounded expressions over variables and choices.

    or, and, not · == != < <= > >= · in [ … ] · + - * · numbers, "words", true, false · variables, day ·
    chose("step", "option")

There is nothing else: no attribute, no other call, no index, no assignment. The text is read by a parser of
our own and walked as a tree; Python never evaluates it.
"""

from cases.engine.rules.parser import MAX_DEPTH, MAX_LENGTH, parse
from cases.engine.rules.tree import Expression, RuleError, Value, choices_in, names_in
from cases.engine.rules.types import RuleTypeError, Type, check, type_of_value
from cases.engine.rules.values import Surroundings, evaluate

__all__ = [
    "MAX_DEPTH",
    "MAX_LENGTH",
    "Expression",
    "RuleError",
    "RuleTypeError",
    "Surroundings",
    "Type",
    "Value",
    "check",
    "choices_in",
    "evaluate",
    "names_in",
    "parse",
    "type_of_value",
]
