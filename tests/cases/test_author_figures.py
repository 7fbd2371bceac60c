"""What authors see of how their case behaved: everybody's attempts, by version, and nobody who could be told."""

from datetime import timedelta

import pytest

from cases.engine.state import Mode
from cases.models import Attempt, Case
from cases.selectors.author_figures import author_figures
from cases.selectors.item_statistics import item_statistics
from cases.selectors.suppressing import shown
from tests.cases.building import signed_in, url
from tests.cases.players import text
from tests.cases.publishing import AT, publish_story
from tests.cases.scripted import answered
from tests.cases.stories import story, word
from tests.factories import UserFactory
from tests.programs.founding import founded

pytestmark = pytest.mark.django_db


def key(figures, slug="k-4"):
    return next(one for one in figures.keys if one.slug == slug)


def picked(figures, slug="k-4"):
    (step,) = key(figures, slug).steps
    return [option.picked for option in step.options]


def many(published, count, last="a", **more):
    return [answered(UserFactory(), published, {"q-4": [last]}, **more) for _ in range(count)]


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((20, 10, 0, 0), (20, 10, None, None)),
        ((20, 12, 9, 15), (20, None, None, 15)),
        ((20, 10, 10, 15), (20, 10, 10, 15)),
        ((9,), (None,)),
        ((10,), (10,)),
        ((), ()),
    ],
)
def test_counts_under_10_are_hidden_and_beside_a_lone_one_the_next_smallest(counts, told):
    assert shown(counts, 10) == told
    assert shown(counts, 0) == counts


def test_of_nine_learners_nothing_is_told_and_of_ten_their_number(made):
    many(made, 9)
    nine = author_figures(made.id, practice=False)
    assert (nine.n, nine.mean, key(nine).n, key(nine).facility) == (None, "–", None, "–")
    assert picked(nine) == [None] * 4
    many(made, 1)
    ten = author_figures(made.id, practice=False)
    assert (ten.n, key(ten).n, key(ten).late) == (10, 10, None)
    assert picked(ten) == [10, None, None, None]


def test_a_facility_that_would_tell_a_hidden_count_is_rounded_or_kept_back(made):
    many(made, 11)
    many(made, 1, "d")
    assert key(author_figures(made.id, practice=False)).facility == "–"
    many(made, 12)
    found = author_figures(made.id, practice=False)
    assert key(found).facility == "about 100"
    assert picked(found) == [23, None, None, None]


def test_programs_learners_in_none_and_firsts_alone_are_in_and_simulated_people_and_guests_are_not(
    made, dora, guest
):
    learners = [UserFactory() for _ in range(6)]
    founded(dora, *learners)
    for one in learners:
        answered(one, made)
        answered(one, made)
    many(made, 6)
    answered(UserFactory(is_simulated=True), made)
    guest.play()
    assert author_figures(made.id, practice=False).n == 12
    assert author_figures(made.id, practice=True).n == 0
    for one in learners[:5]:
        answered(one, made, mode=Mode.PRACTICE)
    many(made, 5, mode=Mode.PRACTICE)
    assert author_figures(made.id, practice=True).n == 10


def test_each_version_has_its_own_and_a_second_attempt_on_a_later_one_is_no_first(made):
    early = [UserFactory() for _ in range(10)]
    for one in early:
        answered(one, made)
    worded = story() | {"summary": "In other words."}
    later = publish_story(worded, at=AT + timedelta(days=1))
    for one in early:
        answered(one, later)
    many(later, 11)
    assert (author_figures(made.id, practice=False).n, author_figures(later.id, practice=False).n) == (10, 11)


def test_alerts_stand_there_without_the_counts_behind_them(made):
    many(made, 13)
    many(made, 8, "c", certainty=3)
    found = author_figures(made.id, practice=False)
    (step,) = key(found).steps
    alerts = {option.label: option.alerts for option in step.options}
    assert alerts[word("q-4", "c", "label")] == (
        "Wrong, and chosen by at least 25 % of those with certainty 3",
    )
    assert alerts[word("q-4", "d", "label")] == ("Picked by fewer than 5 %: does it tempt anybody?",)


def test_no_more_than_the_latest_are_looked_at(made):
    many(made, 12, "b")
    many(made, 10)
    found = item_statistics(made, Attempt.objects.of_cases(), newest=11)
    (step,) = found.keys[-1].steps
    assert found.n == 11
    assert [option.picked for option in step.options] == [10, 1, 0, 0]


def test_it_costs_four_statements_however_many_attempts(made, django_assert_num_queries):
    many(made, 2)
    author_figures(made.id, practice=False)
    for _ in range(2):
        with django_assert_num_queries(4):
            author_figures(made.id, practice=False)
        many(made, 4)


def test_the_page_is_for_who_reads_drafts_and_names_nobody(case, editor, rita, lena, made):
    answered(lena, made)
    many(made, 10)
    for client in (editor, signed_in(rita)):
        html = text(client.get(url(case, "figures")))
        assert "11" in html
        assert lena.name not in html
        assert client.post(url(case, "figures")).status_code == 405
    assert f'href="{url(case, "figures")}"' in text(editor.get(url(case)))
    assert signed_in(lena).get(url(case, "figures")).status_code == 302
    assert editor.get(url(case, "figures"), {"version": "99"}).status_code == 404
    assert editor.get(url(case, "figures"), {"version": "1", "practice": "on"}).status_code == 200


def test_a_case_never_published_says_so(editor, made):
    draft = Case.objects.create(
        kind="case", slug="draft", title="Draft", scenario=Case.objects.get().scenario
    )
    assert "has never been published" in text(editor.get(url(draft, "figures")))
