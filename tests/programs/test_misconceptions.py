"""Where a cohort goes wrong together: every count is made here once more from the stored results and events."""

import json
from collections import Counter
from datetime import timedelta
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import Membership, Post, Viewing
from cases.programs.selectors.misconceptions import LISTED_AT_MOST, misconceptions
from cases.programs.services.belonging import leave
from cases.programs.services.founding import appoint
from content.editorial.models import Document
from npcsite.accounts.models import User
from tests.cases.players import text
from tests.cases.publishing import AT, publish_story
from tests.cases.scripted import answered
from tests.cases.stories import story, word
from tests.cases.test_quarantine import flag, teaching_it_once
from tests.factories import UserFactory
from tests.programs.founding import THEN, founded
from tests.programs.working import people, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases():
    return [publish_story(teaching_it_once()), publish_story(story(slug="made-2"))]


@pytest.fixture
def cohort(dora, cases):
    """Two cases, repeats, attempts given up, one learner who left, decisions that did not count for some."""
    learners = people(12)
    cohort = founded(dora, *learners)
    work(learners[:9], cases[0], gives_up=0.1)
    work(learners[:9], cases[0], days=5)
    leave(membership=Membership.objects.get(learner=learners[0]), actor=None, at=THEN + timedelta(days=8))
    work(learners, cases[1], days=10, gives_up=0.1)
    flag()
    work(learners[9:], cases[0], days=20)
    return cohort


def by_hand(cohort):
    """The first assessed attempts that are over, of each learner and case, in the time of the membership."""
    for stay in Membership.objects.filter(cohort=cohort):
        seen = set()
        for one in stay.learner.attempts.filter(mode="assessed").order_by("started_at"):
            if (stay.ended_at is None or one.ended_at <= stay.ended_at) and one.document_id not in seen:
                seen.add(one.document_id)
                yield one


def decisions(attempt):
    """Slug of the key decision, step and what was picked with which certainty; without what did not count."""
    parts = attempt.results.get().parts()
    out = {f"q-{key['slug'][2:]}" for key in parts["key_decisions"] if key["left_out"]}
    for event in attempt.events.filter(kind="decided"):
        data = json.loads(event.data)
        if data["step"] != "arrival" and data["step"] not in out:
            yield data


def told(entries):
    return {(one.case_slug, one.step, one.texts): (one.count, one.n) for one in entries}


def slug_of(attempt):
    return attempt.document.slug


def test_harmful_picks_are_counted_and_ordered_as_by_hand(cohort):
    chosen, decided = Counter(), Counter()
    for attempt in by_hand(cohort):
        for data in decisions(attempt):
            decided[slug_of(attempt), data["step"]] += 1
            for pick in data["picks"]:
                if pick in "cd":
                    chosen[slug_of(attempt), data["step"], pick] += 1
    expected = {
        (slug, step, (word(step, pick, "label"),)): (count, decided[slug, step])
        for (slug, step, pick), count in chosen.items()
    }
    found = misconceptions(cohort).harmful
    assert len(expected) > 5
    assert told(found).items() <= expected.items()
    assert len(found) == min(LISTED_AT_MOST, len(expected))
    counts = sorted((count for count, _n in expected.values()), reverse=True)
    assert [one.count for one in found] == counts[:LISTED_AT_MOST]
    assert {one.harm.slug for one in found} == {"minor", "critical"}


def test_certain_and_wrong_is_counted_as_by_hand_from_credit_and_certainty(cohort):
    wrong, sure = Counter(), Counter()
    for attempt in by_hand(cohort):
        credit = {key["step"]: key["credit"] for key in attempt.results.get().parts()["key_decisions"]}
        for data in decisions(attempt):
            if data["certainty"] == 3:
                sure[slug_of(attempt), data["step"]] += 1
                if Fraction(credit[data["step"]]) < Fraction(1, 2):
                    texts = tuple(word(data["step"], pick, "label") for pick in sorted(data["picks"]))
                    wrong[slug_of(attempt), data["step"], texts] += 1
    found = misconceptions(cohort).sure_wrong
    expected = {key: (count, sure[key[:2]]) for key, count in wrong.items()}
    assert told(found).items() <= expected.items()
    assert len(found) == min(LISTED_AT_MOST, len(expected)) > 3


def test_one_case_alone_is_one_part_of_the_whole(cohort):
    one = misconceptions(cohort, Document.objects.get(kind="case", slug="made-2"))
    assert {entry.case_slug for entry in one.harmful} == {"made-2"}
    assert one.title == "Made made-2"
    assert one.attempts < misconceptions(cohort).attempts


def test_what_a_learner_played_is_told_in_its_own_words_and_other_words_are_another_entry(dora, cases):
    first, second = UserFactory(name="Ann"), UserFactory(name="Ben")
    cohort = founded(dora, first, second)
    answered(first, cases[0], {"q-4": ["d"]})
    worded = teaching_it_once()
    worded["steps"][4]["options"][3]["label"] = "In other words"
    answered(second, publish_story(worded, at=AT + timedelta(days=1)), {"q-4": ["d"]})
    found = misconceptions(cohort).harmful
    assert {(one.texts, one.count, one.n, one.who[0].name) for one in found} == {
        ((word("q-4", "d", "label"),), 1, 1, "Ann"),
        (("In other words",), 1, 1, "Ben"),
    }
    assert {one.share for one in found} == {None}, "one decision has no share"


def test_what_was_done_after_leaving_and_by_simulated_people_is_not_there(dora, cases):
    gone, made_up = UserFactory(), UserFactory(is_simulated=True)
    cohort = founded(dora, gone, made_up)
    leave(membership=Membership.objects.get(learner=gone), actor=None, at=THEN + timedelta(days=1))
    for one in (gone, made_up):
        answered(one, cases[0], {"q-4": ["d"]})
    assert misconceptions(cohort).attempts == 0
    cohort.program.is_demo = True
    assert [entry.count for entry in misconceptions(cohort).harmful] == [1]


def page(person, cohort, **asked):
    client = Client()
    client.force_login(person)
    return client.get(reverse("programs:misconceptions", args=[cohort.program_id, cohort.pk]), asked)


def test_names_lead_to_the_decision_in_the_trail_and_each_named_learner_can_read_that_it_was_opened(
    cohort, dora
):
    found, answer = misconceptions(cohort), page(dora, cohort)
    html = text(answer)
    for entry in (*found.harmful, *found.sure_wrong):
        for who in entry.who:
            trail = reverse("programs:trail", args=[cohort.program_id, who.learner_id, who.attempt_id])
            assert f'href="{trail}#step-{entry.step}"' in html
    entry = found.harmful[0]
    trail = reverse(
        "programs:trail", args=[cohort.program_id, entry.who[0].learner_id, entry.who[0].attempt_id]
    )
    client = Client()
    client.force_login(dora)
    assert f'id="step-{entry.step}"' in text(client.get(trail))
    assert set(Viewing.objects.filter(what="items").values_list("learner", flat=True)) == found.named
    assert len(html.encode()) < 100_000


def test_an_empty_cohort_says_what_it_needs(dora, cases):
    assert "once first assessed attempts are over" in text(page(dora, founded(dora)))
    assert page(dora, founded(dora, name="Program C"), case="nowhere").status_code == 404


def test_it_costs_the_same_statements_for_twice_the_learners(cohort, cases, django_assert_num_queries):
    misconceptions(cohort)
    with django_assert_num_queries(4):
        misconceptions(cohort)
    more = people(12)
    for user in more:
        Membership.objects.create(cohort=cohort, learner=user, agreed_at=THEN, started_at=THEN)
    work(more, cases[1], days=50)
    with django_assert_num_queries(4):
        misconceptions(cohort)


def test_coordinators_learners_and_other_directors_get_404(cohort, dora, otto, lena):
    appoint(program=cohort.program, person=otto, post=Post.COORDINATOR, actor=dora, at=timezone.now())
    theirs = founded(lena, name="Program B")
    for person in (otto, lena, User.objects.filter(memberships__cohort=cohort).first()):
        assert page(person, cohort).status_code == 404
    assert page(dora, theirs).status_code == 404
