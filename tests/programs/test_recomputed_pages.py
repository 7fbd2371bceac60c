"""The further pages of a cohort and a learner: each number on them equals the one counted by hand.

Of assignments, of what narrows a table, of questions, misconceptions, baseline and competencies, over the same work.
"""

from collections import Counter
from datetime import timedelta
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
import yaml

from cases.programs.models import Assignment
from cases.programs.selectors import competencies
from cases.programs.selectors.assignments import assignment_page
from cases.programs.selectors.baseline import comparison
from cases.programs.selectors.cohort_items import items_page
from cases.programs.selectors.competency_evidence import evidence_page
from cases.programs.selectors.grants import extensions_to, grants_of
from cases.programs.selectors.learner import learner_page
from cases.programs.selectors.members import SORTS, Wanted
from cases.programs.selectors.misconceptions import LISTED_AT_MOST, misconceptions
from cases.programs.selectors.overview import program_page
from cases.programs.selectors.roster import roster
from content.editorial.public import Document
from tests.programs.naive import ENOUGH
from tests.programs.naive_cohort import AssignedByHand, compared, items, wrong

pytestmark = pytest.mark.django_db


def assignments(world):
    return Assignment.objects.filter(cohort__program=world.program).select_related("cohort")


def every_row(read):
    """Of all pages."""
    page = read(1)
    while page is not None:
        yield from page.members if hasattr(page, "members") else page.rows
        page = read(page.page + 1) if page.more else None


def test_every_state_and_every_verdict_of_an_assignment_is_the_one_made_by_hand(world, by_hand):
    verdicts, states = Counter(), Counter()
    for set_ in assignments(world):
        counted = AssignedByHand(by_hand, set_, world.now)

        def read(page, set_=set_):
            return assignment_page(world.program, set_, world.now, directs=True, page=page)

        rows = {row.learner_id: row for row in every_row(read)}
        assert rows.keys() == counted.members
        assert (read(1).total, read(1).done_count) == (
            len(rows),
            sum(counted.is_done(pk) for pk in rows),
        )
        for pk, row in rows.items():
            due = counted.due(pk)
            assert (row.standing, row.due_at, row.is_extended) == (
                counted.standing(pk),
                due,
                due != set_.due_at,
            )
            assert [part.far for part in row.parts] == [part.far for part in counted.parts(pk)]
            told = [part.reached and (part.reached.came.score, part.reached.is_met) for part in row.parts]
            assert told == counted.reached(pk)
            verdicts.update(one[1] for one in told if one)
            states[row.standing] += 1
    assert all(verdicts[met] > 10 for met in (True, False))
    assert {"cancelled", "done", "overdue", "due-soon", "open"} <= states.keys()


def test_of_every_later_date_the_last_one_of_each_learner_holds(world):
    for set_ in assignments(world):
        told = grants_of(set_, extensions_to(set_))
        assert told.total == set_.extensions.count() == len(told.rows)
        held = Counter(row.learner for row in told.rows if row.hold != "replaced")
        assert held == Counter({row.learner: 1 for row in told.rows})


def test_who_stands_so_with_an_assignment_is_who_does_by_hand(world, by_hand):
    """Open is asked for with what is due soon."""
    found = Counter()
    for set_ in assignments(world).filter(cancelled_at=None):
        counted = AssignedByHand(by_hand, set_, world.now)
        states = {
            pk: counted.standing(pk)
            for pk in counted.members.intersection(by_hand.members(set_.cohort_id, former=False))
        }
        for state in ("done", "overdue", "open", "due-soon"):
            wanted = {"open", "due-soon"} if state == "open" else {state}
            expected = {pk for pk, one in states.items() if one in wanted}

            def read(page, set_=set_, state=state):
                asked = Wanted(page=page, assignment=set_.pk, standing=state)
                return roster(set_.cohort, asked, world.now)

            assert {row.learner_id for row in every_row(read)} == expected
            found[state] += len(expected)
    assert all(found.values())


def test_every_order_of_a_table_is_the_one_made_by_hand(world, by_hand):
    """Whoever has no figure to be put in order by comes last either way; equals stay by name."""
    for cohort in world.cohorts:
        by_name = sorted(
            by_hand.members(cohort.pk, former=False),
            key=lambda pk: (by_hand.people[pk]["name"].casefold(), pk),
        )
        figures = {pk: ordered_by(by_hand, pk, world.now) for pk in by_name}
        for sort, turned in product(SORTS, (False, True)):

            def read(page, cohort=cohort, sort=sort, turned=turned):
                return roster(cohort, Wanted(page=page, sort=sort, turned=turned), world.now)

            keys = {pk: figures[pk][sort] for pk in by_name}
            falling = (sort == "unsafe") is not turned
            told = sorted((pk for pk in by_name if keys[pk] is not None), key=keys.get, reverse=falling)
            expected = told + [pk for pk in by_name if keys[pk] is None]
            assert [row.learner_id for row in every_row(read)] == expected, (sort, turned)


def ordered_by(by_hand, pk, now):
    """By the word of the order; who was never active is the longest quiet."""
    row = by_hand.row(pk)
    scores = [Fraction(by_hand.own(one)["score"]) for one in by_hand.firsts(pk).values() if by_hand.own(one)]
    return {
        "name": by_hand.people[pk]["name"].casefold(),
        "mean": sum(scores) / len(scores) if row["mean"] is not None else None,
        "unsafe": row["unsafe"],
        "finished": row["n"],
        "active": row["active"] or now - timedelta(days=9999),
    }


@pytest.mark.parametrize("mode", ["assessed", "practice"])
def test_every_count_of_a_cases_questions_is_the_one_made_by_hand(world, by_hand, mode):
    """What is worked out of these counts is held in `test_cohort_items`."""
    pooled = 0
    for cohort in world.cohorts:
        for published in (world.published[0], world.published[5], world.published[-1]):
            case = Document.objects.get(pk=published.document_id)
            found = items_page(cohort, case, practice=mode == "practice").figures
            n, keys = items(by_hand, cohort.pk, case.pk, mode)
            assert (found.n, found.apart) == (n, 0)
            pooled += n
            for one in found.keys:
                counted = keys[one.slug]
                earned = counted["earned"]
                assert (one.n, one.late) == (len(earned), counted["late"])
                share = f"{float(100 * sum(earned) / len(earned)):.1f}" if earned else "–"
                assert one.facility == share
                assert one.certainty == tuple(counted["certainty"][level] for level in (1, 2, 3))
                [step] = one.steps
                assert [option.picked for option in step.options] == [
                    counted["picked"][letter] for letter in "abcde"[: len(step.options)]
                ]
    assert pooled > 50


def test_every_misconception_is_counted_as_by_hand(world, by_hand):
    for cohort in world.cohorts:
        found = misconceptions(cohort)
        looked_at, *counted = wrong(by_hand, cohort.pk)
        assert (found.attempts, found.is_cut) == (looked_at, False)
        for told, expected in zip((found.harmful, found.sure_wrong), counted, strict=True):
            assert len(told) == min(LISTED_AT_MOST, len(expected)) > 5
            for one in told:
                count, n = expected[one.case_slug, one.step, one.texts]
                share = round(100 * count / n) if n >= ENOUGH else None
                assert (one.count, one.n, one.share) == (count, n, share)
            most = sorted((count for count, _n in expected.values()), reverse=True)
            assert [one.count for one in told] == most[:LISTED_AT_MOST]


def test_every_pair_of_baseline_and_end_is_the_one_made_by_hand(world, by_hand):
    paired = 0
    for cohort in world.cohorts:
        found = comparison(cohort)
        pairs, before, after = compared(by_hand, cohort.pk)
        assert {one.learner_id: (one.before, one.after) for one in found.pairs} == {
            pk: tuple(Fraction(round(10 * one), 10) for one in both) for pk, both in pairs.items()
        }
        assert (found.before_only, found.after_only) == (before, after)
        assert (found.mean is None) == (len(pairs) < ENOUGH)
        if found.mean:
            mean = sum(last - first for first, last in pairs.values()) / len(pairs)
            assert Fraction(found.mean.replace("−", "-")) == Fraction(round(10 * mean), 10)
        paired += len(pairs)
    assert paired > 20


def test_every_count_of_evidence_is_the_one_made_by_hand(world, by_hand):
    """By the file that comes with the software, in which each domain is one competency."""
    text = (Path(competencies.LIBRARY) / "competencies.yaml").read_text(encoding="utf-8")
    named = yaml.safe_load(text)["competencies"]
    for learner in world.learners[:30]:
        page = evidence_page(world.program, learner, world.now)
        firsts, counted = by_hand.firsts(learner.pk).values(), Counter()
        for one in by_hand.known(learner.pk):
            kind = "first" if one in firsts else "later" if one["mode"] == "assessed" else "practice"
            for key in by_hand.keys(one):
                counted[by_hand.domains[one["publication_id"]][key["slug"]], kind] += 1
        assert page.total == sum(counted.values())
        for row, competency in zip(page.rows, named, strict=True):
            assert (row.first_n, row.later_n, row.practice_n) == tuple(
                sum(counted[domain, kind] for domain in competency["domains"])
                for kind in ("first", "later", "practice")
            )


def test_a_learners_course_in_a_domain_is_the_one_made_by_hand(world, by_hand):
    drawn = 0
    for learner in world.learners[:40]:
        ordered = sorted(
            (one for one in by_hand.known(learner.pk) if by_hand.own(one)), key=lambda one: one["ended_at"]
        )
        for domain in learner_page(world.program, learner, world.now).domains:
            credits = {"assessed": [], "practice": []}
            for one in ordered:
                for key in by_hand.keys(one):
                    if by_hand.domains[one["publication_id"]][key["slug"]] == domain.domain:
                        credits[one["mode"]].append(Fraction(key["credit"]))
            practised = credits["practice"]
            assert domain.practice_n == len(practised)
            if len(practised) >= ENOUGH:
                assert domain.practice_mean == Fraction(round(100 * sum(practised) / len(practised)), 100)
            start = 0
            for part in domain.stretches:
                some = credits["assessed"][start : start + part.n]
                assert part.mean == Fraction(round(100 * sum(some) / len(some)), 100)
                start, drawn = start + part.n, drawn + 1
    assert drawn > 40


def test_the_program_counts_the_members_of_each_cohort_as_by_hand(world, by_hand):
    told = {row.id: row.member_count for row in program_page(world.program, viewer_id=0).cohorts}
    counted = Counter(one["cohort_id"] for one in by_hand.stays if not one["ended_at"])
    assert told == {cohort.pk: counted[cohort.pk] for cohort in world.cohorts}
