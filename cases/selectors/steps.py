"""The page of the step where an attempt stands: its story, its question, its options, and nothing that lies ahead."""

from dataclasses import dataclass
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
    """An option before it is chosen: its words, the key that picks it, whether it was just picked; no more."""

    slug: str
    label: str
    key: str
    picked: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What a refused form held, so that nothing typed is lost; `errors` say what to do."""

    picks: tuple[str, ...] = ()
    certainty: int | None = None
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepPage:
    """`position` and a key go into each form; `most` is how many options may be chosen."""

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
    certainty_asked: bool
    typed: Typed
    where: Where
    chart: charting.ChartView
    references: tuple[NumberedReference, ...]


NOTHING_TYPED = Typed()


def step_page(playing: Playing, typed: Typed = NOTHING_TYPED) -> StepPage:
    """Costs no statement."""
    step, teller = playing.step, Teller(playing.published)
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
        rows=_rows(playing, typed) if step.asks else (),
        most=step.most,
        certainty_asked=playing.state.started.certainty_asked and step.asks,
        typed=typed,
        where=where(playing.scenario, playing.state),
        chart=charting.view(playing.scenario, playing.state, teller.part),
        references=teller.references(),
    )


def _rows(playing: Playing, typed: Typed) -> tuple[Row, ...]:
    offered = play.offered(playing.scenario, playing.state)
    return tuple(
        Row(option.slug, option.label, str(at) if at <= KEYS_AT_MOST else "", option.slug in typed.picks)
        for at, option in enumerate(offered, start=1)
    )
