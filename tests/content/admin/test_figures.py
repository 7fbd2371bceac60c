"""Figures: made anew from what was uploaded, frozen into the text that shows them, private until it is published."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from content.editorial.models import Document
from content.editorial.public import kind_of, live, words_of
from content.models import Figure, Section
from npcsite.lib import canonical
from tests.content.admin.filled import opened, sent, url
from tests.content.editorial.acts import approved, send, stated, taken

pytestmark = pytest.mark.django_db

BODY = "## Where it spreads\n\nThe neck comes first [@GEM21].\n\n[fig:spread]\n\nSee [fig:spread] again."
WORDS = {
    "title": "Where it spreads", "slug": "where-it-spreads", "summary": "Plain.", "body": BODY,
    "figures-TOTAL_FORMS": "1", "figures-0-key": "spread", "figures-0-alt": "Arrows from the nasopharynx to the neck",
    "figures-0-caption": "Spread, after [@GEM21] & others.", "figures-0-licence": "CC BY 4.0",
    "figures-0-source": "Drawn by the editors",
}  # fmt: skip


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def upload(name="photo.exe", *, size=(64, 48), colour=120, made="PNG") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, (colour, 20, 20)).save(out, made)
    return SimpleUploadedFile(name, out.getvalue(), content_type="text/html")


def add(client, **changes):
    fields = opened(client, url(Section, "add"))
    data = {**fields, **WORDS, "figures-0-upload": upload(), **changes}
    return client.post(
        url(Section, "add"), {name: value for name, value in data.items() if value is not None}
    )


@pytest.fixture
def section(library, client, eddie) -> Section:
    client.force_login(eddie)
    assert add(client).status_code == 302
    return Section.objects.get(slug="where-it-spreads")


def publish(section, writer, reviewers):
    """A first text is substantive, so two people approve it."""
    now = timezone.now()
    found = taken(send(Document.objects.get(pk=section.pk), writer, at=now), reviewers[0], at=now)
    stated(reviewers[1], at=now)
    for reviewer in reviewers:
        approved(found, reviewer, at=now)


@pytest.fixture
def reviewers(rita, ravi):
    return rita, ravi


@pytest.fixture
def published(section, eddie, reviewers) -> Section:
    publish(section, eddie, reviewers)
    return Section.objects.get(pk=section.pk)


def image_url(section) -> str:
    figure = section.figures.get()
    return f"/figures/{figure.sha256}.{figure.format}"


def test_an_upload_is_kept_under_a_name_we_choose_and_not_as_it_came(section, media):
    figure = section.figures.get()
    names = [path.relative_to(media).as_posix() for path in media.rglob("*") if path.is_file()]
    assert names == [f"figures/{figure.sha256}.png"]
    assert (figure.format, figure.width, figure.height) == ("png", 64, 48)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"figures-0-upload": None}, "upload"),
        ({"figures-0-upload": SimpleUploadedFile("a.png", b"<svg onload=alert(1)>")}, "upload"),
        ({"figures-0-alt": " "}, "alt"),
        ({"figures-0-licence": ""}, "licence"),
        ({"figures-0-source": ""}, "source"),
        ({"figures-0-key": "Not Kebab"}, "key"),
    ],
)
def test_a_figure_without_image_words_licence_or_source_is_refused(library, client, eddie, changes, field):
    client.force_login(eddie)
    answer = add(client, **changes)
    assert answer.status_code == 422
    formset = next(
        f.formset for f in answer.context["inline_admin_formsets"] if f.formset.prefix == "figures"
    )
    assert list(formset.errors[0]) == [field]
    assert not Section.objects.filter(slug="where-it-spreads").exists()


def test_a_save_without_a_new_upload_keeps_the_image_and_is_no_edit(section, client):
    before = words_of(Document.objects.get(pk=section.pk))
    assert sent(client, url(section), opened(client, url(section))).status_code == 302
    assert words_of(Document.objects.get(pk=section.pk)) == before
    assert section.edits.count() == 1


def test_the_figure_is_frozen_with_all_its_words_and_thaws_to_the_same(section):
    kind, document = kind_of("section"), Document.objects.get(pk=section.pk)
    payload = canonical.normal(kind.freeze(document))
    row = payload["figures"][0]
    assert set(row) == {"key", "alt", "caption", "licence", "source", "sha256", "format", "width", "height"}
    Figure.objects.all().delete()
    kind.thaw(Document.objects.get(pk=section.pk), payload)
    assert canonical.normal(kind.freeze(document)) == payload


def test_a_text_without_figures_has_the_bytes_it_had_before_there_were_any(library):
    for section in Section.objects.all():
        assert "figures" not in kind_of("section").freeze(section)


def test_readers_get_figure_alternative_text_caption_source_and_licence(published, client):
    client.logout()
    page = client.get("/sections/where-it-spreads/").content.decode()
    image = f'<img src="{image_url(published)}" alt="Arrows from the nasopharynx to the neck" width="64" height="48"'
    assert image in page
    assert '<figure class="figure" id="fig-spread">' in page
    assert "&amp; others." in page
    assert "Drawn by the editors · CC BY 4.0" in page
    assert '<a href="#fig-spread">figure</a> again' in page


def test_the_image_is_private_until_a_publication_shows_it_and_public_for_good_after(
    section, client, eddie, reviewers, lena
):
    address = image_url(section)
    for person in (None, lena):
        client.logout()
        if person:
            client.force_login(person)
        assert client.get(address).status_code == 404
    client.force_login(reviewers[0])
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    publish(section, eddie, reviewers)
    client.logout()
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer["Cache-Control"]
    assert "sessionid" not in answer.cookies
    assert answer.content.startswith(b"\x89PNG")
    Figure.objects.all().delete()
    assert client.get(address).status_code == 200, "an older publication keeps its figure"


def test_a_replaced_image_is_another_claim_and_both_stay(published, client, eddie, media):
    client.force_login(eddie)
    fields = opened(client, url(published))
    data = {**fields, "figures-0-upload": upload(colour=9)}
    assert client.post(url(published), data).status_code == 302
    assert len(list(media.rglob("*.png"))) == 2
    assert "Substantive" in client.get(f"/admin/content/section/{published.pk}/act/submit/").content.decode()
    assert (
        live("section", "where-it-spreads").payload["figures"][0]["sha256"] != published.figures.get().sha256
    )


@pytest.mark.parametrize("name", ["../../etc/passwd", "0" * 63, "G" * 64])
def test_no_other_name_leads_anywhere(client, name):
    assert client.get(f"/figures/{name}.png").status_code == 404


def test_a_figure_that_is_not_there_is_a_finding(section, client, eddie):
    text = "See [fig:nowhere] and [fig:Wrong]."
    said = client.post(
        "/admin/preview/", {"place": f"section/{section.pk}", "field": "body", "text": text}
    ).json()
    assert [f["code"] for f in said["findings"]] == ["C001", "C024"]


def test_the_preview_shows_the_figure_and_a_caption_may_be_previewed(section, client):
    place = {"place": f"section/{section.pk}"}
    said = client.post("/admin/preview/", {**place, "field": "body", "text": "[fig:spread]"}).json()
    assert image_url(section) in said["html"]
    assert said["findings"] == []
    said = client.post(
        "/admin/preview/", {**place, "field": "figures-0-caption", "text": "*Hello* [@GEM21]"}
    ).json()
    assert "<em>Hello</em>" in said["html"]
