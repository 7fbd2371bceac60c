"""An act from an old page does nothing: the answer shows how the text stands now and takes the same words again."""

import pytest
from django.utils import timezone

from content.admin.acts import ACTS, act_url
from content.editorial.models import Document, ReviewRound
from content.models import Section
from tests.content.admin.filled import fields_of, opened, sent, url
from tests.content.editorial.people import approved

pytestmark = pytest.mark.django_db

SAID = {"note": "The summary is plainer.", "reason": "Replaced by a newer one."}
OLD = "Somebody saved or acted after you had opened this page, so nothing was done."


@pytest.fixture
def changed(client, eddie, library) -> Section:
    section = Section.objects.get(slug="first-line-systemic-therapy")
    client.force_login(eddie)
    sent(client, url(section), opened(client, url(section)), summary="A plainer summary.")
    return Section.objects.get(pk=section.pk)


def now(document) -> Document:
    return Document.objects.get(pk=document.pk)


def act(client, document, name, lock=None, **said):
    lock = now(document).lock_version if lock is None else lock
    return client.post(act_url(document, name), SAID | {"seen_lock": lock} | said)


def test_withdraw_retire_and_revive_from_an_old_page_are_conflicts_that_change_nothing(
    client, chloe, changed
):
    old = changed.lock_version
    act(client, changed, "submit")
    in_review = "in review since"
    assert_conflict(client, changed, "withdraw", old, shows=in_review)
    act(client, changed, "withdraw")
    client.force_login(chloe)
    assert_conflict(client, changed, "retire", old, shows="the working copy says something else")
    act(client, changed, "retire")
    assert_conflict(client, changed, "revive", old, shows="This document is retired")


def assert_conflict(client, document, name, lock, *, shows):
    before = list(Document.objects.values()), list(ReviewRound.objects.values())
    answer = act(client, document, name, lock)
    html = answer.content.decode()
    assert (answer.status_code, OLD in html, shows in html) == (409, True, True)
    assert (list(Document.objects.values()), list(ReviewRound.objects.values())) == before
    assert fields_of(html, "seen_lock")["seen_lock"] == [str(now(document).lock_version)]


def test_the_words_typed_on_an_old_page_are_sent_again_as_they_stand_there(client, chloe, changed):
    client.force_login(chloe)
    html = act(client, changed, "retire", 0).content.decode()
    fields = fields_of(html, "seen_lock")
    assert fields["reason"] == [SAID["reason"]]
    assert "If you still mean it, use the button once more." in html
    assert client.post(act_url(changed, "retire"), fields).status_code == 302
    assert now(changed).retired_at is not None


@pytest.mark.parametrize("name", [name for name in ACTS if name != "withdraw"])
def test_every_act_from_an_old_page_is_a_conflict(client, chloe, rita, changed, name):
    approved(changed, rita, at=timezone.now(), note="Once.")
    if name in ("retire", "revive"):
        client.force_login(chloe)
    to = changed.publications.order_by("pk").first().pk
    answer = act(client, changed, name, 0, to=to)
    assert (answer.status_code, OLD in answer.content.decode()) == (409, True)


def test_an_old_page_whose_act_is_barred_by_now_says_why_it_is(client, chloe, changed):
    client.force_login(chloe)
    act(client, changed, "retire")
    answer = act(client, changed, "retire", changed.lock_version)
    html = answer.content.decode()
    assert (answer.status_code, OLD in html) == (409, True)
    assert "<code>retired</code>" in html
    assert "use the button once more" not in html
