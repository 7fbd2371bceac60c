"""Acts that arrive at the same moment: one is done, the others are told, and nothing is done by halves."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from content.editorial.models import AuditEvent, Publication, ReviewRound, Verdict
from content.editorial.public import Refused, Stale, claim
from content.editorial.services.auditing import first_broken
from tests.content.editorial.acts import ALL_YES, LATER, approved, edit, seen, send, stated, taken
from tests.content.editorial.review_forms import address, seen_on_page, signed_in
from tests.content.editorial.toys import item, publish, the

AT_ONCE = 16

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act):
    """Whether each of sixteen threads that start together was let through."""
    barrier = Barrier(AT_ONCE)

    def run(n):
        barrier.wait()
        try:
            act(n)
        except (Refused, Stale):
            return "conflict"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(run, range(AT_ONCE)))


@pytest.fixture
def submitted(known_sources, eddie):
    publish(item())
    return send(edit(eddie), eddie)


def test_sixteen_posts_of_the_last_approval_make_one_publication(submitted, rita):
    round = taken(submitted, rita)
    judgement = seen(round)
    from_a_page_loaded_before = {"seen_hash": judgement.seen_hash, "seen_lock": judgement.seen_lock}
    found = at_once(lambda _n: approved(round, rita, **from_a_page_loaded_before))
    assert found == {"done": 1, "conflict": AT_ONCE - 1}
    assert Publication.objects.count() == 2
    assert Verdict.objects.filter(verdict="approve").count() == 1
    assert the().live.revision == round.revision
    assert first_broken() == ""


def test_sixteen_approvals_posted_at_once_get_one_success_and_fifteen_conflicts(submitted, rita):
    round = taken(submitted, rita)
    form = seen_on_page(round) | ALL_YES | {"act": "approve"}
    cookies = signed_in(rita).cookies
    statuses = []

    def click(_n):
        one = Client()
        one.cookies = cookies
        statuses.append(one.post(address(round), form).status_code)

    at_once(click)
    assert Counter(statuses) == {303: 1, 409: AT_ONCE - 1}
    assert Publication.objects.count() == 2
    assert Verdict.objects.filter(verdict="approve").count() == 1
    assert the().live.revision == round.revision
    assert first_broken() == ""


def test_sixteen_claims_of_two_reviewers_give_it_to_one(submitted, rita, ravi):
    for person in (rita, ravi):
        stated(person)
    found = at_once(lambda n: claim(round=submitted, user=(rita, ravi)[n % 2], at=LATER))
    assert found == {"done": 1, "conflict": AT_ONCE - 1}
    assert ReviewRound.objects.get().claimed_by in (rita, ravi)


def test_sixteen_submissions_open_one_round(known_sources, eddie):
    publish(item())
    document = edit(eddie)
    found = at_once(lambda _n: send(document, eddie))
    assert found == {"done": 1, "conflict": AT_ONCE - 1}
    assert ReviewRound.objects.count() == 1
    assert list(AuditEvent.objects.values_list("verb", flat=True)) == ["submit"]
