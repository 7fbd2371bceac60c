"""Private notes and flags on steps: whose they are, what a second tab does to them, and that no score knows of them."""

import pytest
from django.contrib import admin
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases.models import StepNote
from tests.cases.players import HTMX, Player, hidden, text
from tests.cases.stories import best, word

pytestmark = pytest.mark.django_db

NOTE = "ask about the thyroid <b>first</b>"
SHOWN = "ask about the thyroid &lt;b&gt;first&lt;/b&gt;"


def send(player: Player, position: int, *, page: str = "", htmx: bool = False, **typed: str):
    """The note's form as it stands on the page (that of the note itself, unless another is given)."""
    address = player.url("note", position)
    html = page or text(player.client.get(address))
    typed = {"seen": hidden(html, "seen"), "text": "", **typed}
    return player.client.post(address, typed, headers=HTMX if htmx else {})


def notes() -> list[tuple[str, str, bool]]:
    """Those that say something."""
    return list(StepNote.objects.said().values_list("step", "text", "flagged"))


def test_a_note_is_kept_and_stands_on_the_step_again(learner):
    answer = send(learner, 1, text=f"  {NOTE}\r\n")
    assert (answer.status_code, answer["Location"]) == (303, f"{learner.url()}#note-1")
    assert notes() == [("arrival", NOTE, False)]
    assert SHOWN in text(learner.look())


@pytest.mark.parametrize("htmx", [False, True])
def test_the_flag_is_one_press_and_takes_what_is_typed_along(learner, htmx):
    send(learner, 1, flag="on", text=NOTE, htmx=htmx)
    assert notes() == [("arrival", NOTE, True)]
    assert "take the flag off" in text(learner.look())
    send(learner, 1, flag="off", text=NOTE, htmx=htmx)
    assert notes() == [("arrival", NOTE, False)]


def test_saving_the_note_leaves_the_flag_and_an_empty_note_without_one_is_told_nowhere(learner):
    send(learner, 1, flag="on")
    send(learner, 1, text=NOTE)
    assert notes() == [("arrival", NOTE, True)]
    send(learner, 1, text="")
    assert notes() == [("arrival", "", True)]
    send(learner, 1, flag="off")
    assert notes() == []
    learner.give_up()
    assert "own-notes" not in text(learner.client.get(learner.url("debrief")))


def test_a_late_double_of_the_first_form_does_not_bring_an_emptied_note_back(learner):
    page = text(learner.look())
    send(learner, 1, page=page, text=NOTE)
    send(learner, 1, text="")
    late = send(learner, 1, page=page, text=NOTE)
    assert late.status_code == 409
    assert notes() == []
    send(learner, 1, page=text(late), text=NOTE)
    assert notes() == [("arrival", NOTE, False)]


def test_with_htmx_only_the_note_comes_back_and_says_that_it_is_saved(learner):
    html = text(send(learner, 1, text=NOTE, htmx=True))
    assert "Your note is saved." in html
    assert SHOWN in html
    assert "<h1" not in html
    assert "hx-preserve" not in html, "it has to take the place of the old one"


def test_after_a_decision_its_note_stays_on_the_screen_without_a_statement(learner):
    learner.decide()
    send(learner, 2, text=NOTE)
    html = text(learner.decide("a", "e", htmx=True))
    assert '<section id="note-2" hx-preserve></section>' in html
    assert SHOWN not in html
    assert SHOWN in text(learner.client.get(learner.url("feedback", 2)))
    assert SHOWN not in text(learner.look()), "the next step has a note of its own"


def test_a_note_of_a_decided_step_leads_back_to_its_feedback_and_in_the_end_to_the_debrief(learner):
    learner.decide()
    learner.decide("a", "e")
    assert send(learner, 2, text=NOTE)["Location"] == f"{learner.url('feedback', 2)}#note-2"
    assert send(learner, 1, text=NOTE)["Location"] == f"{learner.url()}#note-1", "a step that only tells"
    learner.decide("d")
    assert send(learner, 2, text="")["Location"] == f"{learner.url('debrief')}#own-notes"


def test_the_debrief_tells_what_was_flagged_first_then_the_notes_also_of_a_step_given_up_at(learner):
    learner.decide()
    for n in (1, 2):
        learner.decide(*best(n))
    send(learner, 2, text="the menu")
    send(learner, 3, text="the second", flag="on")
    send(learner, 4, text="where I stopped")
    learner.give_up()
    html = text(learner.client.get(learner.url("debrief")))
    section = html[html.index('id="own-notes"') : html.index('id="decisions"')]
    told = [section.index(one) for one in ("the second", "the menu", "where I stopped")]
    assert told == sorted(told)
    assert section.count("flagged</span>") == 1
    assert f'href="#step-q-2">{word("q-2", "title")}' in section
    assert 'href="#step-q-3"' not in section, "it was not answered"


def test_a_debrief_without_notes_does_not_speak_of_them(learner):
    learner.play()
    assert "own-notes" not in text(learner.client.get(learner.url("debrief")))


@pytest.mark.parametrize("position", [0, 2, 9, 10**30])
def test_a_step_that_was_not_reached_has_no_note(learner, position):
    assert learner.client.get(learner.url("note", position)).status_code == 404
    assert learner.client.post(learner.url("note", position), {"seen": "x"}).status_code == 404


def test_an_ending_has_no_note(learner):
    learner.play()
    assert learner.client.get(learner.url("note", 5)).status_code == 200
    assert learner.client.get(learner.url("note", 6)).status_code == 404


def test_a_note_is_its_owners_alone(learner, otto, guest, sam):
    send(learner, 1, text=NOTE)
    for person in (otto, sam):
        client = Client()
        client.force_login(person)
        assert client.get(learner.url("note", 1)).status_code == 404
        assert client.post(learner.url("note", 1), {"seen": "x", "text": "y"}).status_code == 404
    assert guest.client.get(learner.url("note", 1)).status_code == 404
    assert notes() == [("arrival", NOTE, False)]


def test_a_guests_notes_are_kept_with_the_attempt(guest, lena):
    send(guest, 1, text=NOTE, flag="on")
    guest.client.force_login(lena)
    guest.client.post("/attempts/keep/")
    elsewhere = Client()
    elsewhere.force_login(lena)
    assert SHOWN in text(elsewhere.get(guest.url()))


def test_an_older_page_does_not_bury_what_another_tab_noted(learner):
    page = text(learner.look())
    send(learner, 1, text="from the other tab")
    answer = send(learner, 1, page=page, text="from the older page")
    assert answer.status_code == 409
    html = text(answer)
    assert "from the other tab" in html
    assert "from the older page" in html
    assert notes() == [("arrival", "from the other tab", False)]
    send(learner, 1, page=html, text="from the older page")
    assert notes() == [("arrival", "from the older page", False)]


def test_the_same_form_sent_twice_is_one_note(learner):
    page = text(learner.look())
    for _ in range(2):
        assert send(learner, 1, page=page, text=NOTE, flag="on").status_code == 303
    assert notes() == [("arrival", NOTE, True)]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"text": "x" * 2001}, "The note has 2001 characters; shorten it to 2000."),
        ({"text": "a\x00b"}, "Remove the character U+0000"),
        ({"seen": "", "text": "y"}, "Save it once more."),
        ({"flag": "maybe", "text": "y"}, "Save it once more."),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_refused_note_says_why_keeps_what_was_typed_and_stores_nothing(learner, typed, says, htmx):
    answer = send(learner, 1, htmx=htmx, **typed)
    assert answer.status_code == 422
    assert says in text(answer)
    assert typed["text"].replace("\x00", "") in text(answer).replace("\x00", "")
    assert notes() == []


def test_the_database_holds_no_endless_note(learner):
    with pytest.raises(IntegrityError), transaction.atomic():
        StepNote.objects.create(
            attempt=learner.attempt, step="arrival", changed_at=timezone.now(), text="x" * 2001
        )


def test_neither_log_nor_score_knows_of_a_note(made, lena, otto):
    told = []
    for person, noting in ((lena, True), (otto, False)):
        client = Client()
        client.force_login(person)
        player = Player(client).start()
        player.decide()
        for n in range(1, 5):
            if noting:
                send(player, n + 1, text=NOTE, flag="on")
            player.decide(*best(n))
        result = player.attempt.results.get()
        events = [(e.position, e.kind, e.data) for e in player.attempt.events.all()[1:]]
        told.append((result.score, result.breakdown, events))
    assert told[0] == told[1]
    assert len(notes()) == 4


def test_while_an_assessed_attempt_is_under_way_the_notes_of_the_others_wait(learner):
    send(learner, 1, text=NOTE)
    assessed = Player(learner.client).start(mode="assessed")
    answer = learner.client.get(learner.url("note", 1))
    assert (answer.status_code, answer["Location"]) == (303, assessed.url())
    assert send(assessed, 1, text="mine").status_code == 303


def test_no_admin_page_shows_notes():
    assert StepNote not in admin.site._registry
