"""The page of a paused attempt: where it stands, and nothing of the case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cases.selectors.playing import Playing
from cases.selectors.where import Where, where


@dataclass(frozen=True, slots=True)
class PausedPage:
    attempt_id: UUID
    since: datetime | None
    where: Where


def paused_page(playing: Playing) -> PausedPage:
    """Costs no statement."""
    return PausedPage(playing.attempt.pk, playing.paused_since, where(playing.scenario, playing.state))
