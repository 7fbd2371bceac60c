"""A decision asked once more: an attempt as it stood just before it, on a publication of its case, in a new order."""

import hashlib
from collections.abc import Sequence

from cases.engine import play
from cases.engine.state import Started
from cases.models import Attempt, AttemptEvent, EventKind
from cases.selectors.playing import Playing
from cases.selectors.scenarios import scenario_of
from content.editorial.public import Published

SEED_BYTES = 4


class NotThere(Exception):
    """What was decided before no longer follows on this publication, or no longer leads to the decision."""


def as_it_stood(
    attempt: Attempt, published: Published, events: Sequence[AttemptEvent], seed: int = 0
) -> Playing:
    """`events` are the attempt's own before the decision. As practice, whatever the attempt was. Raises NotThere.

    Costs no statement.
    """
    scenario, started = scenario_of(published), Started(seed=seed, certainty_asked=True)
    moves = (event.decided() for event in events if event.kind == EventKind.DECIDED)
    try:
        state = play.replay(scenario, (started, *moves))
    except (play.Refused, KeyError) as no_more:
        raise NotThere from no_more
    return Playing(attempt, published, scenario, tuple(events), state)


def refuse_elsewhere(playing: Playing, step: str, key_decision: str) -> None:
    """Raises NotThere unless `playing` stands at the step and it still carries the key decision."""
    if playing.state.over or playing.step.slug != step or playing.step.key_decision != key_decision:
        raise NotThere


def seed_of(*place: object) -> int:
    """Options are shuffled anew each time a decision is asked, and stay as they are when a form is sent back."""
    words = ":".join(str(part) for part in place)
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:SEED_BYTES])
