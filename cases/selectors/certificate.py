"""What a certificate of a completed case says: which words were played, how they had been reviewed, and the score."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cases.models import Result
from cases.models.case import CaseLevel
from cases.selectors.assessed import Counting, assessed_of
from cases.selectors.playing import Playing
from cases.selectors.wording import whole
from content.editorial.public import Strip, histories, strip

SHORT = 12


@dataclass(frozen=True, slots=True)
class Certificate:
    """`review` is what was known of the version when the attempt ended; `counting` is None after practice."""

    attempt_id: UUID
    case_title: str
    level: str
    revision: int
    published_at: datetime
    sha256: str
    review: Strip
    ended_at: datetime
    assessed: bool
    counting: Counting | None
    score: int
    unsafe: bool
    reached: int
    key_decisions: int
    certainty_asked: bool

    @property
    def counts(self) -> bool:
        return self.counting is not None and self.counting.attempt_id == self.attempt_id


def certificate(playing: Playing) -> Certificate:
    """Only for a learner's completed attempt. Four statements, one more when assessed."""
    attempt, published = playing.attempt, playing.published
    if attempt.ended_at is None or attempt.learner_id is None:
        raise ValueError(attempt.pk)
    result = Result.objects.get(attempt=attempt, publication=published.id)
    keys = [key for key in result.parts()["key_decisions"] if not key["left_out"]]
    releases = histories([published.document_id])[published.document_id]
    return Certificate(
        attempt_id=attempt.pk,
        case_title=published.title,
        level=str(CaseLevel(published.payload["level"]).label),
        revision=next(one.number for one in releases if one.publication_id == published.id),
        published_at=published.published_at,
        sha256=published.sha256[:SHORT],
        review=strip(published, at=attempt.ended_at),
        ended_at=attempt.ended_at,
        assessed=playing.is_assessed,
        counting=_counting(playing, attempt.learner_id),
        score=whole(result.score),
        unsafe=result.unsafe,
        reached=sum(key["reached"] for key in keys),
        key_decisions=len(keys),
        certainty_asked=playing.state.started.certainty_asked,
    )


def _counting(playing: Playing, learner_id: int) -> Counting | None:
    if not playing.is_assessed:
        return None
    return assessed_of(playing.published.document_id, learner_id).counting
