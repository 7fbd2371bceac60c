"""References are edited as fields, through the service: no two are one source, and nothing published changes."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from content.editorial.models import AuditEvent, Publication, Revision
from content.models import IntegrityNotice, Reference
from content.selectors.reference_import import Standing, plan_import
from content.services.reference_import import import_references
from tests.content.admin.filled import opened, sent

pytestmark = pytest.mark.django_db

NEW = {
    "key": "Made20",
    "tier": "primary",
    "kind": "trial",
    "type": "article-journal",
    "title": "A made trial",
    "authors": "Chan, Anthony T.\nGroup of Makers",
    "issued": "2020-05",
    "container": "J Made",
    "doi": "https://doi.org/10.1000/made.1",
}


def url(page, *args):
    return reverse(f"admin:content_reference_{page}", args=args)


def the(key):
    return Reference.objects.get(key=key)


def everything():
    return (
        [list(model.objects.order_by("pk").values_list()) for model in (Publication, Revision)],
        list(Reference.objects.order_by("pk").values_list()),
        AuditEvent.objects.count(),
    )


@pytest.fixture
def editor(library, client, eddie):
    client.force_login(eddie)
    return client


def form(client, key):
    return opened(client, url("change", the(key).pk), mark="seen")


def test_a_new_reference_is_written_from_its_fields(editor, eddie):
    assert editor.post(url("add"), NEW).status_code == 302
    row = the("Made20")
    assert row.data() == {
        "type": "article-journal",
        "title": "A made trial",
        "author": [{"family": "Chan", "given": "Anthony T."}, {"literal": "Group of Makers"}],
        "issued": {"date-parts": [[2020, 5]]},
        "container-title": "J Made",
        "DOI": "10.1000/made.1",
    }
    assert (row.doi, row.pmid, row.changed_by) == ("10.1000/made.1", "", eddie)
    event = AuditEvent.objects.get()
    assert (event.verb, event.subject) == ("add_reference", f"content.reference:{row.pk}")


@pytest.mark.parametrize("key", ["ESMO21", "RAT309Y3", "PDQNPC", "ESMOFIG"])
def test_saving_what_was_opened_changes_nothing(editor, key):
    before = everything()
    assert sent(editor, url("change", the(key).pk), form(editor, key)).status_code == 302
    assert everything() == before


def test_a_change_reaches_the_library_and_no_publication(editor, eddie):
    publications, _rows, _events = everything()
    held = the("ESMO21").data()
    assert (
        sent(editor, url("change", the("ESMO21").pk), form(editor, "ESMO21"), title="Mended").status_code
        == 302
    )
    assert the("ESMO21").data() == held | {"title": "Mended"}
    assert everything()[0] == publications
    assert AuditEvent.objects.get().verb == "change_reference"


REFUSED = {
    "a malformed DOI": ({"doi": "11.1000/x"}, "A DOI begins with"),
    "letters for a PubMed number": ({"pmid": "12a"}, "one to nine digits"),
    "another's DOI, whatever its case": (
        {"doi": "10.1016/J.ANNONC.2020.12.007"},
        "ESMO21 has this DOI already",
    ),
    "another's PubMed number": ({"pmid": "PMID: 33358989"}, "ESMO21 has this PMID already"),
    "a key that is taken": ({"key": "esmo21"}, "There is a reference with this key already."),
    "a key with a blank": ({"key": "Made 20"}, "A key has letters"),
    "no title": ({"title": " "}, "This field is required"),
    "no day of the calendar": ({"issued": "2025-02-30"}, "2025, 2025-05 or 2025-05-14"),
    "an address that is not https": ({"url": "javascript:alert(1)"}, "begins with https://"),
    "a character that cannot be stored": ({"title": "A\u0007"}, "U+0007"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_stand_in_a_reference_is_refused_beside_its_field(editor, what):
    changes, said = REFUSED[what]
    before = everything()
    answer = editor.post(url("add"), NEW | changes)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert everything() == before


def test_a_key_is_changed_only_while_nothing_cites_it(editor):
    assert (
        sent(editor, url("change", the("WEN25").pk), form(editor, "WEN25"), key="Wen2025").status_code == 302
    )
    answer = sent(editor, url("change", the("GEM21").pk), form(editor, "GEM21"), key="Other21")
    assert answer.status_code == 422
    assert "Texts cite it under GEM21" in answer.content.decode()
    assert the("GEM21")


def test_a_form_opened_before_somebody_elses_change_is_refused_with_what_was_typed(editor, chloe):
    fields = form(editor, "GEM21")
    assert sent(editor, url("change", the("GEM21").pk), fields, note="First").status_code == 302
    answer = sent(editor, url("change", the("GEM21").pk), fields, note="Second")
    assert answer.status_code == 409
    assert "Somebody else has changed this reference" in answer.content.decode()
    assert "Second" in answer.content.decode()
    assert the("GEM21").note == "First"
    assert sent(editor, url("change", the("GEM21").pk), fields, seen=None).status_code == 409


def test_a_hostile_title_is_shown_as_text(editor):
    title = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    assert editor.post(url("add"), NEW | {"title": title}).status_code == 302
    for page in (url("change", the("Made20").pk), url("changelist"), url("integrity", the("Made20").pk)):
        html = editor.get(page).content.decode()
        assert "<script>alert(1)" not in html
        assert "<img src=x" not in html


def test_a_page_shows_how_it_is_printed(editor):
    html = editor.get(url("change", the("ESMO21").pk)).content.decode()
    assert "Ann Oncol. 2021;32(4):452-65." in html


def test_an_import_completes_the_library_and_changes_no_publication(editor, eddie):
    publications, _rows, _acts = everything()
    text = json.dumps([{"type": "article-journal", "title": "X", "DOI": the("ESMO23").doi, "volume": "9"}])
    standing = Standing("primary", "trial")
    seen = plan_import(text, standing).digest
    import_references(text=text, standing=standing, seen=seen, by=eddie, at=timezone.now())
    assert the("ESMO23").data()["volume"] == "9"
    assert everything()[0] == publications


# Role: what the pages answer when asked for, and when a whole form is sent.
ROLES = {"eddie": (200, 302), "chloe": (200, 302), "rita": (403, 403), "sam": (403, 403), "lena": (302, 302)}
MARK = {"integrity": "retracted", "source": "https://x.example.org/", "on": "2026-11-03"}


@pytest.mark.parametrize("name", ROLES)
def test_editors_alone_write_and_note_retractions(library, client, request, name):
    client.force_login(request.getfixturevalue(name))
    row = the("WEN25")
    before = everything()
    asked, answered = ROLES[name]
    assert client.get(url("integrity", row.pk)).status_code == asked
    assert client.post(url("integrity", row.pk), MARK).status_code == answered
    assert client.post(url("add"), NEW).status_code == answered
    wrote = name in ("eddie", "chloe")
    assert (everything() != before) is wrote
    assert IntegrityNotice.objects.exists() is wrote
    assert client.post(url("delete", row.pk), {"post": "yes"}).status_code in (302, 403)
    assert the("WEN25")


@pytest.mark.parametrize("name", ["rita", "sam"])
def test_reviewers_and_superusers_read_a_reference(library, client, request, name):
    client.force_login(request.getfixturevalue(name))
    html = client.get(url("change", the("GEM21").pk)).content.decode()
    assert "Where it is used" in html
    assert 'name="title"' not in html


def test_marking_says_how_many_texts_rest_on_it_and_lists_what_was_noted(editor):
    row = the("GEM21")
    page = editor.post(url("integrity", row.pk), MARK, follow=True).content.decode()
    assert "wait to be reviewed." in page
    again = editor.get(url("integrity", row.pk)).content.decode()
    assert "Eddie: Retracted, 3 Nov 2026" in again


def test_a_notice_without_a_source_is_refused_beside_its_field(editor):
    answer = editor.post(url("integrity", the("GEM21").pk), MARK | {"source": ""})
    assert answer.status_code == 422
    assert "Say where the notice was published" in answer.content.decode()
    assert not IntegrityNotice.objects.exists()


def test_a_reference_that_is_not_there_is_not_found(editor):
    assert editor.get(url("integrity", "0")).status_code == 404
    assert editor.get(url("integrity", "x")).status_code == 404
