"""A decided step as feedback and debrief show it: what was picked and what the rest would have been, with reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from cases.engine.parts import Option, Step
from cases.engine.state import Decided
from cases.engine.words import CreditClass, Harm, StepKind
from cases.selectors.telling import Teller
from cases.selectors.wording import Word, credit_word, harm_word, place_word, value_text


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
class Given:
    """An answer that is no pick, beside what is right: a number with its working, or an order; else empty."""

    number: str = ""
    right: str = ""
    spread: str = ""
    working: SafeString | str = ""
    order: tuple[str, ...] = ()
    right_order: tuple[str, ...] = ()
    in_time: bool = False


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


def given(teller: Teller, step: Step, decided: Decided) -> Given:
    """What was written or put in order at `step`."""
    asked = step.number
    if asked is not None and decided.number is not None:
        return Given(
            number=value_text(decided.number, decided.unit),
            right=value_text(asked.value, asked.unit),
            spread=value_text(asked.tolerance, asked.unit) if asked.tolerance else "",
            working=teller.part(f"steps/{step.slug}/number/working"),
        )
    if step.kind is StepKind.RANKING:
        return Given(
            order=_named(step, decided.ranking),
            right_order=_named(step, step.order),
            in_time=decided.picks == step.order[:1],
        )
    return Given()


def labels(step: Step, decided: Decided) -> tuple[str, ...]:
    """An answer in words: a number with its unit, an order with its places, or the labels picked."""
    if decided.number is not None:
        return (value_text(decided.number, decided.unit),)
    if decided.ranking:
        return tuple(f"{at}. {label}" for at, label in enumerate(_named(step, decided.ranking), start=1))
    return tuple(option.label for option in step.options if option.slug in decided.picks)


def _named(step: Step, slugs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(step.option(slug).label for slug in slugs)


def told(teller: Teller, step: Step, options: Iterable[Option]) -> tuple[Told, ...]:
    """Takes the citation numbers as it goes, so call it in the order of the page."""
    return tuple(_told(teller, step, option) for option in options)


def _told(teller: Teller, step: Step, option: Option) -> Told:
    place = f"steps/{step.slug}/options/{option.slug}"
    return Told(
        slug=option.slug,
        label=option.label,
        word=_word(step, option),
        harm=None if option.harm is Harm.NONE else harm_word(option.harm),
        consequence=teller.part(f"{place}/consequence"),
        rationale=teller.part(f"{place}/rationale"),
        when_right=teller.part(f"{place}/when_right"),
        sources=teller.cite_beyond(f"{place}/rationale", option.citations),
    )


def _word(step: Step, option: Option) -> Word:
    """In a ranking the class speaks of the first act only, so the place is told instead."""
    if step.kind is StepKind.RANKING:
        return place_word(step.order.index(option.slug) + 1, len(step.order))
    return credit_word(option.credit, in_menu=step.kind is StepKind.MENU)
