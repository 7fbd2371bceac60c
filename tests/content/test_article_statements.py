"""What the article costs in statements, with the whole library loaded; exact, so it is promised here and not timed."""

import pytest

from tests.factories import UserFactory

ADDRESS = "/articles/metastatic-npc/"
UNCACHED_AT_MOST = 10

pytestmark = pytest.mark.django_db


def test_a_kept_article_costs_one_statement(library, client, django_assert_num_queries):
    first = client.get(ADDRESS)
    with django_assert_num_queries(1):
        kept = client.get(ADDRESS)
    assert (first.status_code, kept.status_code) == (200, 200)
    assert kept.content == first.content


def test_an_unchanged_article_costs_one_statement_and_sends_nothing(
    library, client, django_assert_num_queries
):
    etag = client.get(ADDRESS).headers["ETag"]
    with django_assert_num_queries(1):
        unchanged = client.get(ADDRESS, headers={"If-None-Match": etag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_an_article_nobody_has_asked_for_since_an_editorial_act_costs_ten_at_most(
    library, client, django_assert_max_num_queries
):
    client.get(ADDRESS)
    library.move_epoch()
    with django_assert_max_num_queries(UNCACHED_AT_MOST) as composed:
        assert client.get(ADDRESS).status_code == 200
    assert len(composed) > 1, "the page was kept: nothing was composed"


def test_a_signed_in_reader_costs_ten_at_most(library, client, django_assert_max_num_queries):
    client.force_login(UserFactory(name="Lena"))
    client.get(ADDRESS)
    with django_assert_max_num_queries(UNCACHED_AT_MOST):
        page = client.get(ADDRESS)
    assert page.headers["Cache-Control"] == "private, no-cache"
