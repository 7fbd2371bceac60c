"""A program with learners keeps somebody who directs it: nobody else could appoint a director."""

import pytest
from django.utils import timezone

from cases.programs.models import Post
from cases.programs.services.founding import appoint, archive_cohort
from npcsite.accounts.models import User
from npcsite.pages.services.erasing import erase_person
from tests.accounts.codes import sign_in
from tests.factories import UserFactory
from tests.programs.founding import founded
from tests.site.test_account_deletion import DELETE

pytestmark = pytest.mark.django_db


def test_who_alone_directs_a_program_with_learners_stays_until_somebody_else_does(client, dora, lena):
    cohort = founded(dora, lena, name="Program A")
    sign_in(client, dora)
    page = client.post(DELETE, {"understood": "on"}).content.decode()
    assert "You alone direct Program A" in page
    appoint(program=cohort.program, person=UserFactory(), post=Post.DIRECTOR, actor=dora, at=timezone.now())
    erase_person(person=dora)
    assert not User.objects.filter(name="Dora").exists()


def test_a_program_without_learners_holds_nobody(dora, lena):
    archive_cohort(cohort=founded(dora, lena), actor=dora, at=timezone.now())
    erase_person(person=dora)
    assert not User.objects.filter(name="Dora").exists()
