"""Title and language of a publication are those of the words that were approved."""

import pytest

from content.editorial.models import Document
from npcsite.lib import canonical
from tests.content.editorial.acts import ALL_YES, approved, edit, send, taken
from tests.content.editorial.review_forms import approval
from tests.content.editorial.toys import the

pytestmark = pytest.mark.django_db


def test_readers_get_the_new_title_and_language_with_the_approval_and_not_before(loaded, eddie, rita):
    edit(eddie, title="Another title", language="zh")
    held = taken(send(loaded, eddie), rita)
    assert manifest()["title"] == "Toy a"
    assert approval(rita, held, **ALL_YES).status_code == 303
    assert (manifest()["title"], manifest()["language"]) == ("Another title", "zh")


def test_what_is_published_is_what_was_submitted_whatever_the_working_copy_says_by_then(loaded, eddie, rita):
    edit(eddie, title="As submitted", language="zh")
    held = taken(send(loaded, eddie), rita)
    Document.objects.filter(pk=loaded.pk).update(title="Slipped in", language="fr")
    approved(held, rita)
    assert (manifest()["title"], manifest()["language"]) == ("As submitted", "zh")


def manifest():
    return canonical.decode(the().live.manifest)
