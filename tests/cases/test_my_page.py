"""My page: what a learner has done, in numbers that equal a recomputation from the events, and what to play next."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from django.test import Client
from django.utils import timezone

from cases.engine import score
from cases.models import Attempt, Result
from cases.selectors import playing
from cases.selectors.my_page import my_page
from cases.selectors.own_domains import ENOUGH
from cases.selectors.own_work import work_of
from cases.selectors.wording import whole
from tests.cases.players import Player, hidden, text
from tests.cases.publishing import publish_story
from tests.cases.stories import story, word
from tests.cases.test_regrading import corrected
from tests.cases.test_statements import cost

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(lena):
    client = Client()
    client.force_login(lena)
    return client


def played(client, *answers, slug="made"):
    """An attempt at a made case with these picks, one string of letters a question."""
    player = Player(client).start(slug)
    player.decide()
    for picks in answers:
        player.decide(*picks)
    return player


def given_up(player):
    html = text(player.look())
    form = {"key": hidden(html[html.index("/abandon/") :], "key"), "position": hidden(html, "position")}
    player.client.post(player.url("abandon"), form)
    return player


def page_of(client):
    return text(client.get("/me/"))


def recomputed():
    """By attempt, oldest end first, what the engine makes of publication and events."""
    over = Attempt.objects.over().with_rendering().order_by("ended_at", "pk")
    loaded = [playing.load(attempt) for attempt in over]
    return [(one, score.result(one.scenario, one.state)) for one in loaded]


def credits_by_domain():
    found = {}
    for one, result in recomputed():
        for key in result.key_decisions:
            if key.reached and not key.left_out:
                domain = one.scenario.key_decision(key.slug).domain.value
                found.setdefault(domain, []).append(key.credit)
    return found


@pytest.fixture
def much(made, client):
    """Good, weak and harmful attempts at two cases, one of them given up."""
    publish_story(story(slug="other", asked=6))
    for answers in (("ae", "a", "a", "a"), ("a", "c", "b", "d"), ("b", "b", "b", "b"), ("d",)):
        played(client, *answers)
    played(client, "ab", "c", "a", "b", "a", "a", slug="other")
    given_up(played(client, "ae", "b"))
    return client


def test_every_score_equals_its_recomputation(much, lena):
    shown = my_page(lena.pk, timezone.now())
    assert [(one.attempt_id, one.score, one.unsafe) for one in shown.scores] == [
        (one.attempt.pk, whole(result.score), result.unsafe) for one, result in recomputed()
    ]
    assert shown.finished_count == 6
    assert [one.cut_short for one in shown.scores] == [False] * 5 + [True]


def test_every_mean_equals_its_recomputation_and_few_decisions_give_none(much, lena):
    expected = credits_by_domain()
    rows = my_page(lena.pk, timezone.now()).domains
    assert {row.domain: row.n for row in rows if row.n} == {k: len(v) for k, v in expected.items()}
    assert any(row.mean is not None for row in rows)
    assert any(row.n and row.mean is None for row in rows)
    for row in rows:
        credits = expected.get(row.domain, [])
        if len(credits) < ENOUGH:
            assert row.mean is None
        else:
            assert Fraction(row.mean) == Fraction(round(100 * sum(credits, Fraction(0)) / len(credits)), 100)


def test_every_harm_equals_its_recomputation(much, lena):
    expected = [
        (one.attempt.pk, harm.step, str(harm.level), harm.points)
        for one, result in reversed(recomputed())
        for harm in result.harms
    ]
    assert len(expected) == 4
    assert [
        (h.attempt_id, h.step, h.level.slug, h.points) for h in my_page(lena.pk, timezone.now()).harms
    ] == expected


def test_the_page_prints_what_the_selector_says(much, lena):
    html, shown = page_of(much), my_page(lena.pk, timezone.now())
    figures = html[html.index("Figures") : html.index("my-domains")]
    assert [int(n) for n in re.findall(r">(\d+) of 100<", figures)] == [one.score for one in shown.scores]
    for row in shown.domains:
        mean = "not enough data" if row.mean is None else str(row.mean)
        assert re.search(rf"{row.label}.*?{mean}.*?<td[^>]*>{row.n}</td>", html, re.DOTALL)
    assert html.count('class="unsafe"') == sum(one.unsafe for one in shown.scores)
    assert html.count('class="point') == sum(not one.unsafe for one in shown.scores)


def test_a_regrade_changes_no_figure_of_the_page(made, client, lena):
    attempt = played(client, "ae", "b", "a", "a").attempt
    before = my_page(lena.pk, timezone.now())
    new = publish_story(corrected())
    stored = attempt.results.values().get()
    Result.objects.create(**stored | {"id": None, "publication_id": new.id, "score": 100})
    after = my_page(lena.pk, timezone.now())
    assert attempt.results.count() == 2
    assert (after.scores, after.domains, after.harms) == (before.scores, before.domains, before.harms)
    assert after.finished_count == 1


def test_what_the_terms_left_out_counts_in_no_mean(made, client, lena):
    with_all, left = played(client, "d").attempt, played(client, "d").attempt
    parts = left.results.get().parts()
    rows = my_page(lena.pk, timezone.now()).domains
    assert sum(row.n for row in rows) == 2
    keys = [key | {"left_out": True} for key in parts["key_decisions"]]
    work = work_of(lena.pk, timezone.now())
    changed = [
        replace(one, parts=one.parts | {"key_decisions": keys}) if one.attempt == left else one
        for one in work.finished
    ]
    assert [one.of.attempt for one in replace(work, finished=tuple(changed)).scored()] == [with_all]


def test_a_harm_leads_to_its_place_in_the_debrief(made, client):
    player = played(client, "a", "c", "a", "d")
    html = page_of(client)
    for step, letter in (("q-2", "c"), ("q-4", "d")):
        link = f'{player.url("debrief")}#step-{step}">{word(step, letter, "label")}'
        assert link in html[html.index('id="my-harms"') :]
        assert f'id="step-{step}"' in text(client.get(player.url("debrief")))


def test_an_attempt_under_way_says_how_far_and_tells_nothing_of_its_worth(made, client):
    player = played(client, "ae", "b")
    html = page_of(client)
    assert "key decision 3 of at most 4" in html
    assert player.url() in html
    assert "canary" not in html, "nothing of the case before its end"


def test_what_is_not_begun_says_so_and_a_withdrawn_case_stays_with_its_score(much, lena):
    publish_story(story(slug="new"))
    rows = {row.title: row for row in my_page(lena.pk, timezone.now()).cases}
    assert rows["Made new"].is_new
    assert rows["Made made"].times == 5
    assert rows["Made made"].best == 100
    assert "Not begun" in page_of(much)


def test_a_learner_with_nothing_done_is_told_what_comes_and_what_to_do(made, client):
    html = page_of(client)
    assert "Nothing to show yet" in html
    assert 'class="btn" href="/cases/made/"' in html
    assert html.count('class="btn"') == 1


def test_without_any_case_the_page_still_leads_on(client):
    html = page_of(client)
    assert "Nothing to show yet" in html
    assert 'href="/articles/"' in html


def test_only_ones_own_attempts_are_shown(much, otto):
    other = Client()
    other.force_login(otto)
    assert "Nothing to show yet" in page_of(other)


def test_a_guest_is_asked_to_sign_in(made):
    assert Client().get("/me/")["Location"] == "/accounts/login/?next=/me/"


def test_twelve_attempts_cost_as_many_statements_as_one(made, client):
    publish_story(story(slug="other"))
    played(client, "d")
    page_of(client)
    finished = cost(lambda: page_of(client))
    played(client, "ae")
    under_way = cost(lambda: page_of(client))
    for number in range(5):
        played(client, "d", slug=("made", "other")[number % 2])
        played(client, "ae", slug=("other", "made")[number % 2])
    page_of(client)
    # With nothing under way there is a next case to look for.
    assert finished == (8, 0)
    assert under_way == cost(lambda: page_of(client)) == (7, 0)
