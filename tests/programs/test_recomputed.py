"""Every number of a program's pages equals the one counted by hand from the rows, over work that holds everything.

Given up and expired attempts, retakes, later dates, decisions left out of scores, memberships that ended or moved,
simulated people, regrades, cases that are offered no more: 200 learners by 40 cases.
"""

from fractions import Fraction
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cases.models import Attempt, Result
from cases.programs.models import Membership
from cases.programs.selectors.attention import attention
from cases.programs.selectors.learner import learner_page
from cases.programs.selectors.members import Wanted
from cases.programs.selectors.roster import roster
from cases.programs.selectors.roster_domains import by_domain
from cases.selectors.certainty import mark_text
from cases.selectors.domains import domain_label
from npcsite.lib.guards import trigger_names
from tests.programs.naive import ENOUGH, RIGHT, WRONG
from tests.programs.world import lived

pytestmark = pytest.mark.django_db


def pages(read, cohort, at, **more):
    """All pages of a table, of learners and of cases."""
    page = read(cohort, Wanted(**more), at)
    yield page
    if getattr(page, "more_columns", False):
        yield from pages(read, cohort, at, **more | {"columns": more.get("columns", 1) + 1})
    if page.more and more.get("columns", 1) == 1:
        yield from pages(read, cohort, at, **more | {"page": more.get("page", 1) + 1})


def rounded(credits):
    """To two decimals, half to even; not shown below enough of them."""
    return Fraction(round(100 * sum(credits) / len(credits)), 100) if len(credits) >= ENOUGH else None


def test_every_number_of_the_tables_equals_the_one_counted_by_hand(world, by_hand):
    documents = {slug: pk for pk, slug in by_hand.slugs.items()}
    for cohort in world.cohorts:
        for former in (False, True):
            seen, cases = set(), set()
            for page in pages(roster, cohort, world.now, former=former):
                for row in page.rows:
                    seen.add(row.learner_id)
                    counted = by_hand.row(row.learner_id)
                    told = (row.n, row.decisions, row.mean, row.unsafe_count, row.last_active)
                    assert told == tuple(counted.values()), row.name
                    for column, cell in zip(page.columns, row.cells, strict=True):
                        cases.add(column.slug)
                        counted = by_hand.cell(row.learner_id, documents[column.slug])
                        told = (cell.score, cell.unsafe, bool(cell.end), cell.under_way, cell.practice)
                        assert (*told, cell.count, cell.only) == tuple(counted.values()), row.name
            assert seen == set(by_hand.members(cohort.pk, former=former))
            assert cases == set(documents)


def test_every_number_by_domain_equals_the_one_counted_by_hand(world, by_hand):
    for cohort in world.cohorts:
        seen = set()
        for page in pages(by_domain, cohort, world.now, former=True, by="domain"):
            for row in page.rows:
                seen.add(row.learner_id)
                counted = by_hand.by_domain(row.learner_id, assessed_alone=True)
                told = {
                    label: (cell.n, cell.mean)
                    for label, cell in zip(page.labels, row.cells, strict=True)
                    if cell.n
                }
                assert told == {
                    domain_label(domain): (len(credits), rounded(credits))
                    for domain, credits in counted.items()
                }
        assert seen == set(by_hand.members(cohort.pk, former=True))


def test_every_number_of_a_learners_page_equals_the_one_counted_by_hand(world, by_hand):
    """Of the first forty learners, among whom is everybody who left, moved, came back or joined late."""
    assert Membership.objects.filter(learner__in=[one.pk for one in world.learners[:40]]).count() > 44
    for learner in world.learners[:40]:
        page, known = learner_page(world.program, learner, world.now), by_hand.known(learner.pk)
        over = [one for one in known if by_hand.own(one)]
        firsts = by_hand.firsts(learner.pk).values()
        scores = [Fraction(by_hand.own(one)["score"]) for one in firsts if by_hand.own(one)]
        credits = [
            Fraction(key["credit"]) for one in over if one["mode"] == "assessed" for key in by_hand.keys(one)
        ]
        told = page.figures
        assert (told.first_count, told.first_mean) == (
            len(scores),
            round(sum(scores) / len(scores)) if scores else None,
        )
        assert told.decision_count == len(credits)
        if len(credits) >= ENOUGH:
            assert told.credit_mean == rounded(credits)
        assert (told.unsafe_count, told.finished_count) == (
            sum(by_hand.own(one)["unsafe"] for one in over),
            len(over),
        )
        assert [(one.attempt_id, one.score, one.unsafe, one.counts) for one in page.attempts] == [
            (one["id"], round(by_hand.own(one)["score"]), by_hand.own(one)["unsafe"], one in firsts)
            for one in reversed(over)
        ]
        assert [one.practised for one in page.attempts] == [
            one["mode"] == "assessed"
            and any(
                other["mode"] == "practice"
                and other["document_id"] == one["document_id"]
                and other["started_at"] < one["ended_at"]
                for other in known
            )
            for one in reversed(over)
        ]
        assert len(page.under_way) == len(known) - len(over)
        assessed = by_hand.by_domain(learner.pk, assessed_alone=True)
        assert {one.domain: (one.n, one.mean) for one in page.domains if one.n} == {
            domain: (len(some), rounded(some)) for domain, some in assessed.items()
        }
        every = by_hand.by_domain(learner.pk, assessed_alone=False)
        assert {one.domain: one.every_n for one in page.domains if one.every_n} == {
            domain: len(some) for domain, some in every.items()
        }
        for one in page.domains:
            assert sum(part.n for part in one.stretches) in (0, one.n)
            assert all(part.n >= ENOUGH and part.since <= part.until for part in one.stretches)
        assert len(page.harms) == sum(len(by_hand.own(one)["parts"]["harms"]) for one in over)
        calibrated(page.certainty, by_hand.sure(learner.pk))


def calibrated(told, counted):
    """The report of certainty; of no certainty there is none."""
    if not counted:
        assert told is None
        return
    sure = [one for one in counted if one[0] == 3]
    marks = [credit * RIGHT[sure] if credit else Fraction(WRONG[sure]) for sure, credit, _harmed in counted]
    report = told.report
    assert report.mark == mark_text(sum(marks) / len(marks))
    assert report.count == len(counted)
    assert (report.sure, report.sure_wrong, report.sure_harmful) == (
        len(sure),
        sum(credit < Fraction(1, 2) for _sure, credit, _harmed in sure),
        sum(harmed for _sure, _credit, harmed in sure),
    )
    assert [row.count for row in report.rows] == [
        sum(one[0] == level for one in counted) for level in (1, 2, 3)
    ]


def test_the_attention_list_is_the_one_made_by_hand(world, by_hand):
    named = set()
    for cohort in world.cohorts:
        found = attention(cohort, world.now)
        told = {
            (
                one.rule.value,
                one.learner_id,
                {
                    "unsafe": one.attempt_id,
                    "overdue": one.at,
                    "below": one.own,
                    "sure": (one.wrong, one.n),
                }.get(one.rule),
            )
            for one in found.entries
        }
        assert told == by_hand.attention(cohort.pk, world.now)
        named |= {rule for rule, *_rest in told}
        members = by_hand.members(cohort.pk, former=False)
        assert (found.member_count, found.scored, found.sure) == (
            len(members),
            sum(by_hand.row(pk)["mean"] is not None for pk in members),
            sum(len(by_hand.surest(pk)) >= 8 for pk in members),
        )
    assert named == {"unsafe", "sure", "overdue", "below", "quiet"}


def test_who_is_often_wrong_when_certain_is_named_by_what_is_counted_by_hand(world, by_hand):
    for cohort in world.cohorts:
        counted = set()
        for learner in by_hand.members(cohort.pk, former=False):
            wrong = [credit < Fraction(1, 2) for sure, credit, _harmed in by_hand.sure(learner) if sure == 3]
            if len(wrong) >= 8 and sum(wrong) * 4 >= len(wrong):
                counted.add((learner, sum(wrong), len(wrong)))
        entries = attention(cohort, world.now).entries
        assert {(one.learner_id, one.wrong, one.n) for one in entries if one.rule == "sure"} == counted
    assert Result.objects.filter(sure_count__gt=0).exists()


def test_the_command_proves_the_stored_results_and_names_one_that_was_tampered_with(dora):
    """What the tables show is stored; over all that may happen it equals its events, and a regrade as well."""
    lived(dora, learners=20, cases=5)
    assert Result.objects.count() > Attempt.objects.over().count() > 50
    call_command("recompute_results", stdout=StringIO())
    one = Result.objects.filter(unsafe=False).order_by("-score").first()
    with connection.cursor() as cursor:
        on = f" ON {Result._meta.db_table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {trigger_names(Result._meta.db_table)[0]}{on}")
    Result.objects.filter(pk=one.pk).update(score=one.score - 1)
    told = StringIO()
    with pytest.raises(CommandError, match="1 difference"):
        call_command("recompute_results", stdout=told)
    assert f"{one.attempt_id} score: stored {one.score - 1}, computed {one.score}" in told.getvalue()
