"""The page of the step where an attempt stands: its story, its question, its options, and nothing that lies ahead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.utils.safestring import SafeString

from cases.engine import play
from cases.selectors import charting
from cases.selectors.playing import Playing
from cases.selectors.telling import Teller
from cases.selectors.where import Where, where
from content.public import NumberedReference

KEYS_AT_MOST = 9


@dataclass(frozen=True, slots=True)
class Row:
    """An option before it is chosen: its words, the key that picks it, what was just picked or placed; no more."""

    slug: str
    label: str
    key: str
    picked: bool
    place: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What a refused form held, so that nothing typed is lost; `errors` say what to do."""

    picks: tuple[str, ...] = ()
    certainty: int | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    unit: str = ""
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepPage:
    """`position` and a key go into each form; `most` is how many options may be chosen.

    The options of a number question are the classes of its answers, so it has no rows.
    """

    attempt_id: UUID
    position: int
    key: UUID
    leave_key: UUID
    title: str
    body: SafeString
    question: str
    kind: str
    rows: tuple[Row, ...]
    most: int
    places: tuple[str, ...]
    units: tuple[str, ...]
    certainty_asked: bool
    assessed: bool
    typed: Typed
    where: Where
    chart: charting.ChartView
    references: tuple[NumberedReference, ...]


NOTHING_TYPED = Typed()


def step_page(playing: Playing, typed: Typed = NOTHING_TYPED, *, teller: Teller | None = None) -> StepPage:
    """Costs no statement. A `teller` given goes on with its numbers for whatever else stands on the page."""
    step, teller = playing.step, teller or Teller(playing.published, silent=not playing.tells_worth)
    body = teller.part(f"steps/{step.slug}/body")
    return StepPage(
        attempt_id=playing.attempt.pk,
        position=playing.position,
        key=uuid4(),
        leave_key=uuid4(),
        title=step.title,
        body=body,
        question=step.question,
        kind=step.kind.value,
        rows=_rows(playing, typed) if step.asks and step.number is None else (),
        most=step.most,
        places=tuple(str(at) for at in range(1, len(step.options) + 1)),
        units=step.number.units if step.number else (),
        certainty_asked=playing.state.started.certainty_asked and step.asks,
        assessed=playing.is_assessed,
        typed=typed,
        where=where(playing.scenario, playing.state),
        chart=charting.view(playing.scenario, playing.state, teller.part),
        references=teller.references(),
    )


def _rows(playing: Playing, typed: Typed) -> tuple[Row, ...]:
    offered = play.offered(playing.scenario, playing.state)
    rows = (
        Row(
            slug=option.slug,
            label=option.label,
            key=str(at) if at <= KEYS_AT_MOST else "",
            picked=option.slug in typed.picks,
            place=typed.places.get(option.slug, ""),
        )
        for at, option in enumerate(offered, start=1)
    )
    return tuple(rows)
