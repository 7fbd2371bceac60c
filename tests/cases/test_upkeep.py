"""Owner and review interval of a case: shown on its page and saved there, under a hash of their own."""

import pytest
from django.urls import reverse

from content.editorial.models import Document, Edit
from tests.cases.building import filled, lock, scenario, signed_in, url
from tests.cases.publishing import AT
from tests.content.editorial.people import opened

pytestmark = pytest.mark.django_db


def kept(case) -> tuple:
    return Document.objects.values_list("owner_id", "review_every_days").get(pk=case.pk)


def save(client, case, **changes):
    return client.post(url(case, "upkeep"), filled(client.get(url(case))) | changes)


def test_owner_and_interval_are_saved_and_words_and_attempts_stay(case, editor, chloe):
    before = scenario(case)
    response = save(editor, case, owner=str(chloe.pk), review_every_days="90")
    assert response.url.startswith(url(case))
    assert kept(case) == (chloe.pk, 90)
    assert scenario(case) == before


def test_another_interval_is_an_edit_as_with_a_section_and_the_same_one_is_none(case, editor, eddie):
    before, interval = lock(case), kept(case)[1]
    save(editor, case)
    assert (lock(case), Edit.objects.count()) == (before, 0)
    save(editor, case, review_every_days=str(interval + 1))
    assert lock(case) == before + 1
    assert [edit.user_id for edit in Edit.objects.all()] == [eddie.pk]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"review_every_days": "0"}, "review_every_days"),
        ({"review_every_days": "soon"}, "review_every_days"),
        ({"review_every_days": "99999999999999999999"}, "review_every_days"),
        ({"owner": "0"}, "owner"),
        ({"owner": "x"}, "owner"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(case, editor, changes, field):
    before = kept(case)
    response = save(editor, case, **changes)
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()
    assert kept(case) == before


def test_a_learner_cannot_be_made_the_owner(case, editor, lena):
    assert save(editor, case, owner=str(lena.pk)).status_code == 422


@pytest.mark.parametrize("seen", [None, "", "x"])
def test_nobody_overwrites_what_they_were_not_shown(case, editor, chloe, seen):
    old = filled(editor.get(url(case)))
    save(signed_in(chloe), case, review_every_days="120")
    sent = old | {"review_every_days": "30"} | ({} if seen is None else {"seen": seen})
    response = editor.post(url(case, "upkeep"), sent)
    assert response.status_code == 409
    assert filled(response)["review_every_days"] == ["30"]
    assert kept(case)[1] == 120
    assert editor.post(url(case, "upkeep"), filled(response)).status_code == 302
    assert kept(case)[1] == 30


def test_in_review_it_is_read_and_not_changed(case, editor):
    typed = filled(editor.get(url(case)))
    opened(case.head, at=AT)
    assert "Save owner and interval" not in editor.get(url(case)).content.decode()
    refused = editor.post(url(case, "upkeep"), typed | {"review_every_days": "30"})
    assert refused.status_code == 409
    assert "is in review since" in refused.content.decode()
    assert kept(case)[1] != 30


def test_readers_see_it_and_may_not_save_it(case, rita, sam, lena):
    for person in (rita, sam):
        page = signed_in(person).get(url(case)).content.decode()
        assert "Review every (days)" in page
        assert "Save owner and interval" not in page
        assert signed_in(person).post(url(case, "upkeep"), {}).status_code == 403
    assert signed_in(lena).post(url(case, "upkeep"), {}).status_code == 302
    assert signed_in(rita).get(reverse("admin:cases_case_upkeep", args=[case.pk])).status_code == 405
