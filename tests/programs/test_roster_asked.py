"""What a director asks of a cohort's table: orders and filters hold over the whole cohort, not within a page."""

import pytest
from django.utils import timezone

from cases.programs.selectors import roster as table_of
from cases.programs.selectors.members import PAGE, Wanted
from cases.programs.services.assigning import set_assignment
from content.editorial.public import live_of_kind
from tests.cases.publishing import publish_story
from tests.cases.stories import story
from tests.programs.founding import founded
from tests.programs.scored import people, played, scored
from tests.programs.setting import wanted

pytestmark = pytest.mark.django_db

CASES = 3


@pytest.fixture
def cases(db):
    for number in range(CASES):
        publish_story(story(slug=f"made-{number}", asked=5))
    return sorted(live_of_kind("case"), key=lambda one: one.slug)


@pytest.fixture
def cohort(dora, cases):
    return founded(dora)


def set_of(cohort, actor, case, **more):
    terms = wanted(case.document_id, **more)
    return set_assignment(cohort=cohort, wanted=terms, actor=actor, at=timezone.now())


def table(cohort, **asked):
    return table_of.roster(cohort, Wanted(**asked), timezone.now())


def whole(cohort, **asked):
    """Every page, one after the other."""
    rows, page, more = [], 1, True
    while more:
        found = table(cohort, page=page, **asked)
        rows, page, more = [*rows, *found.rows], page + 1, found.more
    return rows


def names(cohort, **asked):
    return [row.name for row in table(cohort, **asked).rows]


FIGURES = {
    "name": lambda row: row.name,
    "mean": lambda row: row.mean,
    "unsafe": lambda row: row.unsafe_count,
    "finished": lambda row: row.n,
    "active": lambda row: row.last_active,
}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("sort", FIGURES)
def test_an_order_holds_over_the_whole_cohort_and_not_within_a_page(cohort, cases, sort, turned):
    played(people(cohort, PAGE + 9), cases)
    rows = whole(cohort, sort=sort, turned=turned)
    assert len({row.learner_id for row in rows}) == PAGE + 9
    figures = [FIGURES[sort](row) for row in rows]
    assert figures == sorted(figures, reverse=(sort == "unsafe") is not turned)


@pytest.mark.parametrize("turned", [False, True])
def test_who_has_no_mean_comes_last_either_way_and_equals_stay_by_name(cohort, cases, turned):
    low, high, none, same = people(cohort, 4)
    for person, score in ((low, 20), (high, 90), (same, 90)):
        scored(person, score, of=cases[0])
    [*first, last] = names(cohort, sort="mean", turned=turned)
    assert last == none.name
    assert first == ([high.name, same.name, low.name] if turned else [low.name, high.name, same.name])


def test_who_was_never_active_is_the_longest_quiet(cohort, cases):
    some, none = people(cohort, 2)
    scored(some, 90, of=cases[0])
    assert names(cohort, sort="active") == [none.name, some.name]


@pytest.mark.parametrize(("decisions", "told"), [(4, None), (5, 62)])
def test_a_mean_is_told_from_five_decisions_on(cohort, cases, decisions, told):
    [person] = people(cohort, 1)
    scored(person, 62, of=cases[0], decisions=decisions)
    [row] = table(cohort).rows
    assert (row.mean, row.n, row.decisions) == (told, 1, decisions)


def test_a_name_is_found_whatever_its_case_over_all_pages(cohort):
    people(cohort, PAGE)
    [zoe] = people(cohort, 1, word="Zoë")
    assert names(cohort, name="zoë") == [zoe.name]
    assert len(table(cohort, name="LEARNER 0").rows) == PAGE


def test_with_some_cases_the_figures_are_those_of_these_cases(cohort, cases):
    [person] = people(cohort, 1)
    for case, score in zip(cases, (90, 50, 10), strict=True):
        scored(person, score, of=case, unsafe=score == 10)
    found = table(cohort, cases=("made-0", "made-1", "no-such-case"))
    assert [column.slug for column in found.columns] == ["made-0", "made-1"]
    [row] = found.rows
    assert (row.n, row.mean, row.unsafe_count) == (2, 70, 0)
    assert table(cohort, cases=("no-such-case",)).case_count == CASES


def test_an_assignment_shows_its_cases_and_how_everybody_stands_with_it(cohort, cases, dora):
    done, idle = people(cohort, 2)
    set_ = set_of(cohort, dora, cases[1])
    set_.items.get().attempts.create(attempt=scored(done, 80, of=cases[1], ago=0))
    found = table(cohort, assignment=set_.pk)
    assert [column.slug for column in found.columns] == ["made-1"]
    assert [(row.name, row.standing.value) for row in found.rows] == [
        (done.name, "done"),
        (idle.name, "open"),
    ]
    assert names(cohort, assignment=set_.pk, standing="done") == [done.name]
    assert names(cohort, standing="open") == [idle.name]
    assert names(cohort, standing="overdue") == []


def test_open_is_asked_for_with_what_is_due_soon(cohort, cases, dora):
    [person] = people(cohort, 1)
    set_of(cohort, dora, cases[0], due=1)
    assert names(cohort, standing="open") == [person.name]


def test_a_state_is_that_of_the_assignment_asked_for_and_of_any_when_none_is(cohort, cases, dora):
    [person] = people(cohort, 1)
    late = set_of(cohort, dora, cases[0], opens=-9, due=-5)
    soon = set_of(cohort, dora, cases[1], due=9)
    assert names(cohort, assignment=soon.pk, standing="overdue") == []
    for asked in ({"assignment": late.pk}, {}):
        assert names(cohort, standing="overdue", **asked) == [person.name]


def test_an_assignment_of_another_cohort_narrows_nothing(cohort, cases, dora, otto):
    [person] = people(cohort, 1)
    theirs = set_of(founded(otto, name="Program B"), otto, cases[0])
    found = table(cohort, assignment=theirs.pk)
    assert [row.name for row in found.rows] == [person.name]
    assert found.case_count == CASES
    assert found.assignments == ()


def test_whom_a_rule_names_can_be_asked_for(cohort, cases):
    calm, harmful = people(cohort, 2)
    scored(calm, 90, of=cases[0])
    scored(harmful, 30, of=cases[0], unsafe=True)
    assert names(cohort, attention=True) == [harmful.name]
    assert table(cohort, attention=True).everybody == 2


@pytest.mark.parametrize("turned", [False, True])
def test_whom_a_rule_names_are_in_order_of_their_names_either_way(cohort, cases, turned):
    harmful = people(cohort, 3)
    for one in harmful:
        scored(one, 30, of=cases[0], unsafe=True)
    expected = [one.name for one in harmful]
    assert names(cohort, attention=True, turned=turned) == (expected[::-1] if turned else expected)


def test_columns_are_shown_page_by_page(cohort, cases, monkeypatch):
    monkeypatch.setattr(table_of, "COLUMNS", 2)
    [person] = people(cohort, 1)
    scored(person, 90, of=cases[2])
    first, second = table(cohort), table(cohort, columns=2)
    assert [column.slug for column in first.columns] == ["made-0", "made-1"]
    assert (first.more_columns, first.first_column, first.last_column, first.case_count) == (True, 1, 2, 3)
    assert [column.slug for column in second.columns] == ["made-2"]
    # The figures of a row are those of all pages.
    assert first.rows[0].n == second.rows[0].n == 1
    assert table(cohort, columns=77).column_page == 2


def test_beyond_the_last_page_is_the_last(cohort):
    people(cohort, PAGE + 1)
    found = table(cohort, page=99)
    assert (found.page, len(found.rows), found.more) == (2, 1, False)
