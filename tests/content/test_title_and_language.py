"""Title and language are words like the others: changed, they are submitted, compared, approved and put back."""

import re

import pytest
from django.utils import timezone

from content.admin.acts import act_url
from content.editorial.models import Document, ReviewRound
from content.editorial.public import discard, has_changes, kind_of
from content.models import Section
from npcsite.lib import canonical
from tests.content.admin.filled import opened, sent, url
from tests.content.editorial.acts import again
from tests.content.editorial.review_forms import address, signed_in

pytestmark = pytest.mark.django_db
KINDS = ("notice", "glossary", "trials", "section", "article")


@pytest.fixture
def section(library, client, eddie) -> Section:
    client.force_login(eddie)
    return Section.objects.get(slug="first-line-systemic-therapy")


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"title": "Another title"}, ["Title ± changed", "Another title"]),
        ({"language": "zh-Hans"}, ["Language ± changed", "English (en)", "Simplified Chinese (zh-Hans)"]),
    ],
    ids=["title", "language"],
)
def test_a_change_of_title_or_language_alone_is_submitted_and_shown_to_the_reviewer(
    client, rita, section, change, shown
):
    assert sent(client, url(section), opened(client, url(section)), **change).status_code == 302
    lock = Document.objects.get(pk=section.pk).lock_version
    said = {"seen_lock": lock, "note": "Only this."}
    assert client.post(act_url(section, "submit"), said).status_code == 302
    html = signed_in(rita).get(address(ReviewRound.objects.get())).content.decode()
    beside = re.sub(r"<[^>]+>|\s+", " ", html[html.index('<div class="fields-side">') :])
    for words in shown:
        assert words in " ".join(beside.split())


@pytest.mark.parametrize("kind", KINDS)
def test_the_language_of_every_kind_is_part_of_what_is_compared(library, kind):
    model = kind_of(kind).model
    document = model.objects.order_by("pk").first()
    assert not has_changes(again(document))
    model.objects.filter(pk=document.pk).update(language="zh-Hans")
    changed = again(document)
    assert has_changes(changed)
    old, new = canonical.decode(changed.live.revision.payload), kind_of(kind).freeze(changed)
    (block,) = [one for one in kind_of(kind).compare(old, new) if one.is_changed]
    assert (block.place, block.heading) == ("language", "Language")


def test_a_text_in_the_usual_language_keeps_its_bytes(section):
    assert "language" not in kind_of("section").freeze(section)


def test_discarding_puts_the_language_back(client, eddie, section):
    sent(client, url(section), opened(client, url(section)), language="zh")
    changed = again(section)
    discard(document=changed, user=eddie, seen_lock=changed.lock_version, at=timezone.now())
    assert again(section).language == "en"
