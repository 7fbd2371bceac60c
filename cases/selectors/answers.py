"""A decided step as feedback and debrief show it: what was picked and what the rest would have been, with reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from cases.engine.parts import Option, Step
from cases.engine.words import CreditClass, Harm, StepKind
from cases.selectors.telling import Teller
from cases.selectors.wording import Word, credit_word, harm_word


@dataclass(frozen=True, slots=True)
class Told:
    """An option of a decided step with all that may now be said of it."""

    slug: str
    label: str
    word: Word
    harm: Word | None
    consequence: SafeString
    rationale: SafeString
    when_right: SafeString
    sources: SafeString


@dataclass(frozen=True, slots=True)
class Parted:
    """`missed` are the best options of a menu that were not picked; `others` is what else was on offer."""

    chosen: tuple[Option, ...]
    missed: tuple[Option, ...]
    others: tuple[Option, ...]


def parted(step: Step, picks: Iterable[str]) -> Parted:
    """The options of `step`, each group in the scenario's order."""
    picked = set(picks)
    chosen = tuple(option for option in step.options if option.slug in picked)
    rest = [option for option in step.options if option.slug not in picked]
    if step.kind is not StepKind.MENU:
        return Parted(chosen, (), tuple(rest))
    missed = tuple(option for option in rest if option.credit is CreditClass.BEST)
    return Parted(chosen, missed, tuple(option for option in rest if option not in missed))


def told(teller: Teller, step: Step, options: Iterable[Option]) -> tuple[Told, ...]:
    """Takes the citation numbers as it goes, so call it in the order of the page."""
    return tuple(_told(teller, step, option) for option in options)


def _told(teller: Teller, step: Step, option: Option) -> Told:
    place = f"steps/{step.slug}/options/{option.slug}"
    return Told(
        slug=option.slug,
        label=option.label,
        word=credit_word(option.credit, in_menu=step.kind is StepKind.MENU),
        harm=None if option.harm is Harm.NONE else harm_word(option.harm),
        consequence=teller.part(f"{place}/consequence"),
        rationale=teller.part(f"{place}/rationale"),
        when_right=teller.part(f"{place}/when_right"),
        sources=teller.cite_beyond(f"{place}/rationale", option.citations),
    )
