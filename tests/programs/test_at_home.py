"""The home page leads who runs a program to it, and tells a learner of new notes."""

import pytest
from django.test import Client

from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.programs.founding import founded, noted

pytestmark = pytest.mark.django_db

RUN, NEW = "Programs you run", "new note on a decision of yours"


def home(person=None) -> str:
    client = Client()
    if person:
        client.force_login(person)
    return text(client.get("/"))


def test_who_runs_a_program_is_led_there_and_nobody_else_is(dora, lena, sam):
    founded(dora, lena)
    assert [RUN in home(person) for person in (dora, lena, sam, None)] == [True, False, False, False]


def test_a_new_note_is_told_until_it_is_read(dora, lena):
    publish_story()
    program = founded(dora, lena).program
    client = Client()
    client.force_login(lena)
    note = noted(program, Player(client).start().play().attempt, dora)
    assert NEW in home(lena)
    client.post(f"/my-notes/{note.pk}/read/")
    assert NEW not in home(lena)
