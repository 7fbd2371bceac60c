"""The picker of citations: keys, authors and titles lead to what can be cited, and a page lists it all."""

import pytest

from content.editorial.public import live_world
from content.selectors.citable import everything_citable, find_citable

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("GEM21", "@GEM21"),
        ("gem2", "@GEM21"),
        ("zhang versus", "@GEM16"),
        ("gp-backbone", "rec:gp-backbone"),
        ("first-line", "sec:first-line-systemic-therapy"),
        ("JUPITER-02", "trial:jupiter-02"),
    ],
)
def test_a_key_an_author_or_a_title_finds_what_is_meant(library, typed, target):
    assert target in [entry.target for entry in find_citable(typed)]


def test_every_target_of_the_list_can_be_cited(library):
    world = live_world()
    listed = everything_citable()
    assert len(listed) > 50
    assert [entry.target for entry in listed if world.find(entry.target) is None] == []


@pytest.mark.parametrize("typed", ["", "   ", "nothing is called like this", "<script>"])
def test_what_finds_nothing_finds_nothing(library, typed):
    assert find_citable(typed) == ()


def test_the_answer_is_short_and_the_page_complete(library, client, rita):
    client.force_login(rita)
    found = client.get("/admin/citable/", {"q": "a"}).json()["found"]
    assert len(found) == 20
    page = client.get("/admin/keys/").content.decode()
    assert all(f"[{entry.target}]" in page for entry in everything_citable())
