"""A reference goes only while nothing cites it and nothing ever did; what keeps it is named, all at once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from content.editorial.models import AuditEvent, Document
from content.models import IntegrityNotice, Notice, Reference
from content.services.reference_deleting import StillNeeded, delete_reference, why_kept
from npcsite.lib import canonical
from tests.content.editorial.people import opened, revised

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(library) -> Reference:
    csl = canonical.encode({"type": "article-journal", "title": "Made"})
    return Reference.objects.create(key="Made20", tier="primary", kind="trial", csl=csl)


@pytest.fixture
def notice(library) -> Notice:
    return Notice.objects.get(slug="editorial-policy")


def url(row):
    return reverse("admin:content_reference_remove", args=[row.pk])


def test_an_editor_deletes_what_nothing_cites_after_a_question_and_it_is_on_record(client, eddie, made):
    client.force_login(eddie)
    asked = client.get(url(made)).content.decode()
    assert "Deleted, it is gone for good" in asked
    assert Reference.objects.filter(key="Made20").exists()
    assert client.post(url(made)).status_code == 302
    assert not Reference.objects.filter(key="Made20").exists()
    event = AuditEvent.objects.latest("number")
    told = (event.actor, event.verb, event.subject, canonical.decode(event.data))
    assert told == (eddie, "delete_reference", f"content.reference:{made.pk}", {"key": "Made20"})


def cited_live(made, notice):
    return why_kept(Reference.objects.get(key="GEM21"))


def cited_in_review(made, notice):
    revision = revised(notice, at=timezone.now(), body="See [@Made20].")
    revision.citations.create(target="@Made20", place="body", line=1)
    opened(revision, at=timezone.now())
    return why_kept(made)


def cited_once(made, notice):
    revision = revised(notice, at=timezone.now(), body="See [@Made20].")
    revision.citations.create(target="@Made20", place="body", line=1)
    return why_kept(made)


def cited_in_a_working_copy(made, notice):
    Notice.objects.filter(pk=notice.pk).update(body="See [@Made20].")
    return why_kept(made)


def cited_in_a_retired_working_copy(made, notice):
    Document.objects.filter(pk=notice.pk).update(retired_at=timezone.now())
    return cited_in_a_working_copy(made, notice)


def cited_in_a_case(made, notice):
    case = Case.objects.first()
    scenario = canonical.decode(case.scenario)
    scenario["vignette"] += " See [@Made20]."
    Case.objects.filter(pk=case.pk).update(scenario=canonical.encode(scenario))
    return why_kept(made)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (cited_live, "(section): revision 1, live"),
        (cited_in_review, "Editorial policy (notice): revision 2, in review"),
        (cited_once, "Editorial policy (notice): revision 2, once submitted"),
        (cited_in_a_working_copy, "Editorial policy (notice): working copy"),
        (cited_in_a_retired_working_copy, "Editorial policy (notice): working copy"),
        (cited_in_a_case, "(case): working copy"),
    ],
)
def test_whatever_cites_it_keeps_it_and_is_named(made, notice, how, said):
    assert [reason for reason in how(made, notice) if said in reason]


def test_every_reason_is_named_at_once_and_nothing_is_written(client, eddie, made, notice):
    cited_in_review(made, notice)
    cited_in_a_working_copy(made, notice)
    IntegrityNotice.objects.create(reference=made, integrity="ok", noted_by=eddie, noted_at=timezone.now())
    before = AuditEvent.objects.count()
    client.force_login(eddie)
    answer = client.post(url(made))
    html = answer.content.decode()
    assert answer.status_code == 409
    for reason in ("revision 2, in review", "working copy", "A notice on its integrity is on record"):
        assert reason in html
    assert (Reference.objects.filter(key="Made20").exists(), AuditEvent.objects.count()) == (True, before)


def test_what_comes_with_the_software_is_kept_for_it_would_come_back(library, eddie):
    row = Reference.objects.get(key="GEM21")
    with pytest.raises(StillNeeded) as kept:
        delete_reference(reference=row, by=eddie, at=timezone.now())
    assert kept.value.reasons[-1].startswith("It comes with the software")


@pytest.mark.parametrize("name", ["rita", "sam", "lena", "dora"])
def test_nobody_but_editors_deletes(client, request, made, name):
    client.force_login(request.getfixturevalue(name))
    assert client.post(url(made)).status_code in (302, 403)
    assert Reference.objects.filter(key="Made20").exists()
