"""How one version of a case behaved with everybody who played it, as its authors read it: no learner can be told."""

from typing import Final

from django.db.models import Exists, OuterRef

from cases.models import Attempt, AttemptMode, AttemptState
from cases.selectors.item_figures import CaseFigures, figures_of
from cases.selectors.item_statistics import item_statistics
from cases.selectors.scenarios import scenario_of
from cases.selectors.suppressing import ELSEWHERE
from content.editorial.public import Document, Publication, read_publication

# Their breakdowns are read for one page, so there is an end to it: about a second of work.
LOOKED_AT: Final = 2000


def versions_of(case: Document) -> list[Publication]:
    """The newest first, each with whether it `is_played`: completed by somebody who is assessed. One statement."""
    completed = Attempt.objects.filter(
        publication=OuterRef("pk"),
        mode=AttemptMode.ASSESSED,
        state=AttemptState.COMPLETED,
        learner__is_simulated=False,
    )
    found = case.publications.select_related("revision").annotate(is_played=Exists(completed))
    return list(found.order_by("-published_at", "-pk"))


def author_figures(publication_id: int, *, practice: bool) -> CaseFigures:
    """Of all programs and of those in none; the latest `LOOKED_AT` attempts at this version at most.

    Four statements, more when this process has not read the publication yet.
    """
    published = read_publication(publication_id)
    found = item_statistics(
        published,
        Attempt.objects.of_cases(),
        mode=AttemptMode.PRACTICE if practice else AttemptMode.ASSESSED,
        newest=LOOKED_AT,
    )
    return figures_of(scenario_of(published), found, least=ELSEWHERE)
