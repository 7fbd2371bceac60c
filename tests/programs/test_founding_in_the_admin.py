"""Site staff found a program with its first director in the admin, and read there what there is."""

import pytest
from django.test import Client
from django.urls import reverse

from cases.programs.models import Appointment, Program
from content.editorial.models import AuditEvent
from tests.cases.players import text
from tests.programs.founding import founded

pytestmark = pytest.mark.django_db

ADD = "/admin/programs/program/add/"
GOOD = {"name": "Radiation oncology", "time_zone": "Asia/Hong_Kong", "director": "Dora@example.org"}


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_staff_found_a_program_by_the_service(sam, dora):
    answer = browser(sam).post(ADD, GOOD)
    assert answer.status_code == 302
    program = Program.objects.get()
    assert (program.name, program.time_zone) == ("Radiation oncology", "Asia/Hong_Kong")
    [appointment] = Appointment.objects.all()
    assert (appointment.person, appointment.post) == (dora, "director")
    assert AuditEvent.objects.get().actor == sam
    assert browser(dora).get(reverse("programs:program", args=[program.pk])).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"director": "nobody@example.org"}, "Ask them to sign up first"),
        ({"time_zone": "Moon/Base"}, "is no time zone"),
        ({"name": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_founded_says_why_and_leaves_no_trace(sam, dora, wrong, says):
    answer = browser(sam).post(ADD, GOOD | wrong)
    assert (answer.status_code, says in text(answer)) == (200, True)
    assert not Program.objects.exists()
    assert not AuditEvent.objects.exists()


def test_editors_directors_and_learners_have_no_such_page(eddie, chloe, dora, lena):
    for person in (eddie, chloe, dora, lena):
        assert browser(person).post(ADD, GOOD).status_code in (302, 403)
    assert not Program.objects.exists()


def test_a_program_is_read_there_and_never_changed(sam, dora):
    program = founded(dora).program
    address = reverse("admin:programs_program_change", args=[program.pk])
    assert "Dora" in text(browser(sam).get(address))
    assert browser(sam).post(address, {"name": "Another"}).status_code == 403
    assert browser(sam).post(reverse("admin:programs_program_delete", args=[program.pk])).status_code == 403
    program.refresh_from_db()
    assert program.name == "Program A"
