"""My page: a learner's cases, domains, scores and harms, and what to play next.

Scores are those that are stored; certainty is read from the events.
"""

from dataclasses import dataclass
from datetime import datetime

from cases.selectors import score_plot
from cases.selectors.next_case import NextCase, to_continue, to_start
from cases.selectors.own_cases import CaseRow, HarmRow, Score, case_rows, harm_rows, score_of
from cases.selectors.own_certainty import OwnCertainty, own_certainty, unasked_count
from cases.selectors.own_domains import ENOUGH, DomainRow, domain_rows
from cases.selectors.own_work import Work, work_of
from cases.selectors.quarantine import standings
from cases.selectors.score_plot import ScorePlot
from content.editorial.public import Published, live_of_kind

DRAWN_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class MyPage:
    """`scores` are the newest few of the `finished_count` attempts, oldest first, as they are drawn.

    `closed` are the titles of cases left out of every figure until an assessed attempt at them is over. In `unasked` of
    the finished attempts certainty was not asked.
    """

    begun: bool
    next_case: NextCase | None
    cases: tuple[CaseRow, ...]
    finished_count: int
    scores: tuple[Score, ...]
    plot: ScorePlot
    domains: tuple[DomainRow, ...]
    enough: int
    harms: tuple[HarmRow, ...]
    closed: tuple[str, ...]
    certainty: OwnCertainty | None
    unasked: int


def my_page(user_id: int, at: datetime) -> MyPage:
    """Six statements, however many attempts and cases; more for publications this process has not read yet."""
    work, offered = work_of(user_id, at), live_of_kind("case")
    cases, domains = case_rows(offered, work), domain_rows(work.scored())
    scores = tuple(score_of(one) for one in work.finished[-DRAWN_AT_MOST:])
    return MyPage(
        begun=bool(work.known),
        next_case=_next(work, offered, cases, domains),
        cases=cases,
        finished_count=len(work.finished),
        scores=scores,
        plot=score_plot.draw([(one.score, one.unsafe, one.cut_short) for one in scores]),
        domains=domains,
        enough=ENOUGH,
        harms=harm_rows(work),
        closed=tuple(one.title for one in work.closed),
        certainty=own_certainty(work),
        unasked=unasked_count(work),
    )


def _next(
    work: Work, offered: tuple[Published, ...], cases: tuple[CaseRow, ...], domains: tuple[DomainRow, ...]
) -> NextCase | None:
    if work.under_way:
        return to_continue(work.under_way[0][1])
    stands = standings(list(offered))
    startable = {one.slug for one in offered if not stands[one.document_id].hidden}
    return to_start([row for row in cases if row.slug in startable], domains)
