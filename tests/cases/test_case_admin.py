"""The admin of cases: read by those who edit and review, changed as test_building holds; attempts are not in it."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from cases.models import Attempt, AttemptEvent, Case, Result

pytestmark = pytest.mark.django_db


def pages(case: Case) -> list[str]:
    return [reverse("admin:cases_case_changelist"), reverse("admin:cases_case_change", args=[case.pk])]


@pytest.fixture
def case(made) -> Case:
    return Case.objects.get(slug="made")


def test_editors_and_reviewers_read_the_working_copy(case, eddie, rita, chloe):
    for person in (eddie, rita, chloe):
        client = Client()
        client.force_login(person)
        assert [client.get(url).status_code for url in pages(case)] == [200, 200]


def test_learners_directors_and_strangers_do_not(case, lena, dora, otto):
    for person in (lena, dora, otto):
        client = Client()
        client.force_login(person)
        assert {client.get(url).status_code for url in pages(case)} <= {302, 403}


def test_attempts_are_their_learners_own():
    assert not {Attempt, AttemptEvent, Result} & set(admin.site._registry)
