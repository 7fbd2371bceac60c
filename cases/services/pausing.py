"""Practice is paused and gone on with; an assessed attempt is not, because its time runs on."""

from datetime import datetime

from django.db import transaction

from cases.models import Attempt, Pause
from cases.selectors.playing import Playing


class NotPaused(Exception):
    """Only practice that is under way can be paused; nothing was written."""


@transaction.atomic
def pause_attempt(*, playing: Playing, at: datetime) -> None:
    """Nothing more when it is paused already. Raises NotPaused."""
    if playing.is_over or playing.is_assessed:
        raise NotPaused
    attempt, latest = playing.attempt, playing.events[-1].at
    if not playing.paused_since:
        # A pause that began while a decision was being stored has ended with it.
        resume_attempt(attempt=attempt, at=latest)
    # A server clock that was set back must not make a pause begin before what was decided.
    began = max(at, latest)
    Pause.objects.get_or_create(attempt=attempt, resumed_at=None, defaults={"paused_at": began})


@transaction.atomic
def resume_attempt(*, attempt: Attempt, at: datetime) -> None:
    """Nothing when it is not paused."""
    for pause in Pause.objects.select_for_update().filter(attempt=attempt, resumed_at=None):
        pause.resumed_at = max(at, pause.paused_at)
        pause.save(update_fields=["resumed_at"])
