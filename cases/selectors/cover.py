"""The page before a case is started: the patient, what it takes, who reviewed it; nothing of what will be asked."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.utils.safestring import SafeString
from django.utils.timezone import now

from cases.models import Owner
from cases.models.case import SAMPLE, CaseLevel
from cases.selectors.assessed import Assessed, assessed_of
from cases.selectors.bars import practice_barred
from cases.selectors.own_standing import Own, own_by_document
from cases.selectors.quarantine import Standing, standing
from cases.selectors.scenarios import scenario_of
from cases.selectors.telling import Teller
from cases.selectors.time_limit import TimeLimit, time_limit_of
from content.editorial.public import Published, Strip, strip


@dataclass(frozen=True, slots=True)
class CoverPage:
    """`assessed` is None for a guest, who only practises, and for the sample. `key` goes into the start form.

    Objectives stay unsaid until the debrief, because they tell what is asked.
    """

    slug: str
    title: str
    language: str
    summary: str
    vignette: SafeString
    level: str
    minutes: int
    staging: str
    key_decisions: int
    strip: Strip
    own: Own | None
    assessed: Assessed | None
    time_limit: TimeLimit | None
    key: UUID
    stands: Standing
    is_sample: bool
    practice_barred: str


def cover_page(published: Published, owner: Owner) -> CoverPage:
    scenario, is_sample = scenario_of(published), published.kind == SAMPLE
    assessed_as = None if is_sample else owner.user_id
    return CoverPage(
        slug=published.slug,
        title=published.title,
        language=published.language,
        summary=scenario.summary,
        vignette=Teller(published).part("vignette"),
        level=str(CaseLevel(scenario.level.value).label),
        minutes=scenario.minutes,
        staging=scenario.staging,
        key_decisions=len(scenario.key_decisions),
        strip=strip(published),
        own=own_by_document([published], owner).get(published.document_id),
        assessed=assessed_of(published.document_id, assessed_as) if assessed_as is not None else None,
        time_limit=time_limit_of(scenario, owner),
        key=uuid4(),
        stands=standing(published),
        is_sample=is_sample,
        practice_barred="" if is_sample else practice_barred(owner.user_id, published.document_id, now()),
    )
