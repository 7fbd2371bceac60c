"""What an attempt came to, from its stored result: the score with its arithmetic, each key decision, each harm."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.engine.scenario import Scenario
from cases.engine.score import UNSAFE_CAP
from cases.engine.words import Harm
from cases.models import Result
from cases.models.result import is_empty
from cases.selectors import strip
from cases.selectors.telling import Teller
from cases.selectors.wording import Word, harm_word, points_text, share_word, whole


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key decision; `word` is None where it was not reached, `late` where timing took something off."""

    number: int
    label: str
    weight: int
    earned: str
    word: Word | None
    left_out: bool
    late: bool
    day: int | None
    step: str


@dataclass(frozen=True, slots=True)
class HarmRow:
    """One harmful pick and what it did to the patient."""

    title: str
    label: str
    level: Word
    points: int
    day: int
    did: SafeString


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """100 · earned / weights − harm, then clamped and capped; every figure as it is printed."""

    earned: str
    weights: int
    share: str
    harm: int
    floored: bool
    capped: bool
    cap: int
    score: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """`meaning` is the sentence beside the number; of an `empty` attempt it says nothing about safety."""

    score: int
    unsafe: bool
    empty: bool
    meaning: str
    arithmetic: Arithmetic
    rows: tuple[KeyRow, ...]
    segments: tuple[strip.Segment, ...]
    harms: tuple[HarmRow, ...]


def outcome(scenario: Scenario, result: Result, teller: Teller) -> Outcome:
    """Shows what is stored and computes nothing again; a command holds that the two are the same."""
    parts = result.parts()
    keys = parts["key_decisions"]
    counted = [key for key in keys if not key["left_out"]]
    drawn = [(key["weight"], Fraction(key["earned"]), key["reached"]) for key in counted]
    return Outcome(
        score=whole(result.score),
        unsafe=result.unsafe,
        empty=is_empty(parts),
        meaning=_("no key decision was taken") if is_empty(parts) else _meaning(result),
        arithmetic=_arithmetic(result, counted),
        rows=tuple(_key_row(scenario, number, key) for number, key in enumerate(keys, start=1)),
        segments=strip.segments(drawn),
        harms=tuple(_harm_row(scenario, teller, harm) for harm in parts["harms"]),
    )


def _meaning(result: Result) -> str:
    if result.unsafe:
        return _("a critical harm caps the score at %(cap)d") % {"cap": UNSAFE_CAP}
    if result.harm:
        return _("no critical harm; %(harm)d points taken off for lesser harm") % {"harm": result.harm}
    return _("nothing you chose harmed the patient")


def _arithmetic(result: Result, counted: list[dict[str, Any]]) -> Arithmetic:
    earned = sum((Fraction(key["earned"]) for key in counted), Fraction(0))
    weights = sum(key["weight"] for key in counted)
    share = 100 * earned / weights if weights else Fraction(0)
    return Arithmetic(
        earned=points_text(earned),
        weights=weights,
        share=points_text(share),
        harm=result.harm,
        floored=share < result.harm,
        capped=result.unsafe and share - result.harm > UNSAFE_CAP,
        cap=UNSAFE_CAP,
        score=whole(result.score),
    )


def _key_row(scenario: Scenario, number: int, key: Mapping[str, Any]) -> KeyRow:
    return KeyRow(
        number=number,
        label=scenario.key_decision(key["slug"]).label,
        weight=key["weight"],
        earned=points_text(Fraction(key["earned"])),
        word=share_word(Fraction(key["credit"])) if key["reached"] else None,
        left_out=key["left_out"],
        late=key["reached"] and Fraction(key["timing"]) < 1,
        day=key["day"],
        step=key["step"],
    )


def _harm_row(scenario: Scenario, teller: Teller, harm: Mapping[str, Any]) -> HarmRow:
    step = scenario.step(harm["step"])
    return HarmRow(
        title=step.title,
        label=step.option(harm["option"]).label,
        level=harm_word(Harm(harm["level"])),
        points=harm["points"],
        day=harm["day"],
        did=teller.part(f"steps/{step.slug}/options/{harm['option']}/consequence"),
    )
