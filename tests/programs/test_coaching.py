"""Notes on a decision: written by a director once, read and answered by the learner, and seen by nobody else."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import CoachingNote, Membership, Viewing
from cases.programs.services.belonging import leave
from cases.programs.services.coaching import Words, write_note
from cases.programs.services.refusing import Refused
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.programs.founding import founded, noted

pytestmark = pytest.mark.django_db
NOTE = "Why not stage first?"


@pytest.fixture
def program(dora, lena):
    publish_story()
    return founded(dora, lena).program


@pytest.fixture
def attempt(lena, program):
    client = browser(lena)
    return Player(client).start().play().attempt


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def post(person, name, *args, **form):
    return browser(person).post(reverse(f"programs:{name}", args=args), {"key": uuid4(), **form})


def on(program, attempt, position=2):
    return (program.pk, attempt.learner_id, attempt.pk, position)


def test_a_note_is_read_and_answered_and_the_director_sees_the_reply(dora, lena, program, attempt):
    assert post(dora, "note", *on(program, attempt), text=NOTE).status_code == 303
    note = CoachingNote.objects.get()
    mine = text(browser(lena).get(reverse("programs:my_notes")))
    assert NOTE in mine
    assert "Times are in the time zone UTC." in mine
    assert post(lena, "reply_to_note", note.pk, text="I was too quick.").status_code == 303
    trail = text(browser(dora).get(reverse("programs:trail", args=on(program, attempt)[:3])))
    assert "I was too quick." in trail
    assert "Read by the learner" in trail
    assert post(dora, "answer_reply", program.pk, note.pk, text="Thank you.").status_code == 303
    assert "Thank you." in text(browser(lena).get(reverse("programs:my_notes")))


def test_a_note_sent_twice_is_kept_once(dora, program, attempt):
    key = uuid4()
    for _ in range(2):
        assert post(dora, "note", *on(program, attempt), text=NOTE, key=key).status_code == 303
    assert CoachingNote.objects.count() == 1


def test_what_cannot_be_kept_is_shown_again_with_the_reason(dora, lena, program, attempt):
    long = "x" * 4001
    answer = post(dora, "note", *on(program, attempt), text=long)
    assert answer.status_code == 422
    assert long in text(answer)
    assert "shorten it to 4000" in text(answer)
    note = noted(program, attempt, dora)
    for person, name, args in (
        (lena, "reply_to_note", (note.pk,)),
        (dora, "answer_reply", (program.pk, note.pk)),
    ):
        answer = post(person, name, *args, text="y" * 4001)
        assert (answer.status_code, "y" * 4001 in text(answer)) == (422, True), name
    assert CoachingNote.objects.count() == 1


def test_a_note_is_on_a_decision_that_was_taken(dora, program, attempt):
    for position in (0, 99):
        assert post(dora, "note", *on(program, attempt, position), text=NOTE).status_code == 422
    assert not CoachingNote.objects.exists()


def test_nothing_is_written_to_who_has_left_and_on_what_is_under_way(dora, lena, program, attempt):
    under_way = Player(browser(lena)).start().attempt
    with pytest.raises(Refused, match="under way"):
        write_note(program=program, attempt=under_way, position=1, author=dora, words=words())
    leave(membership=Membership.objects.get(), actor=None, at=timezone.now())
    with pytest.raises(Refused, match="left"):
        write_note(program=program, attempt=attempt, position=2, author=dora, words=words())


def words():
    return Words(uuid4(), NOTE, timezone.now())


def test_other_learners_and_other_directors_get_404(dora, otto, rita, program, attempt):
    founded(rita, otto, name="Program B")
    note = noted(program, attempt, dora, NOTE)
    for person in (otto, rita):
        assert post(person, "reply_to_note", note.pk, text="x").status_code == 404
        assert post(person, "read_note", note.pk).status_code == 404
        assert post(person, "answer_reply", program.pk, note.pk, text="x").status_code == 404
        assert post(person, "note", *on(program, attempt), text="x").status_code == 404
        assert NOTE not in text(browser(person).get(reverse("programs:my_notes")))


def test_a_note_waits_while_its_case_is_assessed(dora, lena, program, attempt):
    note = noted(program, attempt, dora, NOTE)
    Player(browser(lena)).start(mode="assessed")
    html = text(browser(lena).get(reverse("programs:my_notes")))
    assert NOTE not in html
    assert "opens again" in html
    assert post(lena, "reply_to_note", note.pk, text="x").status_code == 404


def test_reading_is_said_once(dora, lena, program, attempt):
    note = noted(program, attempt, dora)
    post(lena, "read_note", note.pk)
    first = CoachingNote.objects.get().read_at
    post(lena, "read_note", note.pk)
    assert CoachingNote.objects.get().read_at == first is not None


def test_words_that_are_refused_show_the_attempt_again_and_the_learner_reads_that_it_was_opened(
    dora, lena, program, attempt
):
    for _ in range(2):
        assert "Decision by decision" in text(post(dora, "note", *on(program, attempt), text=""))
    assert (
        list(Viewing.objects.values_list("what", "learner", "viewer")) == [("attempt", lena.pk, dora.pk)] * 2
    )


def test_a_director_answers_nobody_who_has_left_and_the_learner_may_still_reply(dora, lena, program, attempt):
    note = noted(program, attempt, dora, NOTE)
    leave(membership=Membership.objects.get(), actor=None, at=timezone.now())
    answer = post(dora, "answer_reply", program.pk, note.pk, text="One thing more.")
    assert answer.status_code == 422
    assert "The learner has left this program" in text(answer)
    assert "One thing more." in text(answer), "the words are given back"
    assert post(lena, "reply_to_note", note.pk, text="I was too quick.").status_code == 303
    assert [one.author for one in CoachingNote.objects.exclude(in_reply_to=None)] == [lena]
