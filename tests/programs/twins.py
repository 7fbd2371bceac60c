"""Two programs with the same in them under other names: every free text of a twin holds its mark and a word of its own.

Both share one learner, whose work each of them knows, and whose notes, dates and entries are its own affair.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from cases.models import Attempt, AttemptEvent
from cases.programs.forms.inviting import carried
from cases.programs.models import (
    Assignment,
    CoachingNote,
    Cohort,
    Extension,
    Invitation,
    JoinCode,
    NoReminders,
    Post,
    Program,
    Reminder,
    Snooze,
    Viewing,
)
from cases.programs.selectors.invitees import Invitee
from cases.programs.services.assigning import Grant, Terms, extend
from cases.programs.services.belonging import join
from cases.programs.services.coaching import Words, reply
from cases.programs.services.founding import appoint
from cases.programs.services.inviting import digest_of
from cases.programs.services.reminding import stop_link
from content.editorial.public import Document, live
from npcsite.accounts.models import User
from tests.accounts.codes import sign_in
from tests.cases.players import Player
from tests.factories import UserFactory
from tests.programs.founding import filled, founded, noted
from tests.programs.setting import set_to

DAY = timedelta(days=1)
POSTS = ("director", "coordinator", "learner")


@dataclass
class Twin:
    """`mark` is in every word of it; `clients` are signed in by password, by post."""

    mark: str
    slug: str
    shared: User
    director: User = field(init=False)
    coordinator: User = field(init=False)
    learner: User = field(init=False)
    cohort: Cohort = field(init=False)
    assignment: Assignment = field(init=False)
    attempt: Attempt = field(init=False)
    given_up: Attempt = field(init=False)
    notes: list[CoachingNote] = field(default_factory=list)
    replies: list[CoachingNote] = field(default_factory=list)
    clients: dict[str, Client] = field(default_factory=dict)

    @property
    def program(self) -> Program:
        return self.cohort.program

    def word(self, what: str) -> str:
        return f"{self.mark}{what}"

    def person(self, what: str) -> User:
        return UserFactory(email=f"{self.word(what)}@example.org".lower(), name=self.word(what))


def twins(mark: str, other: str) -> tuple[Twin, Twin]:
    """Their own learners play different cases; the shared one plays the first, known to both."""
    shared = UserFactory(email="shared@example.org", name="Shared")
    pair = Twin(mark, "made", shared), Twin(other, "twin", shared)
    for one in pair:
        _found(one)
    _played_by(shared)
    for one in pair:
        _set(one)
        _work(one)
        _speak(one)
        _leave_traces(one)
        for post in POSTS:
            one.clients[post] = Client(raise_request_exception=False)
            sign_in(one.clients[post], getattr(one, post))
    return pair


def _found(made: Twin) -> None:
    for post in POSTS:
        setattr(made, post, made.person(post))
    made.cohort = founded(made.director, made.learner, made.shared, name=made.word("program"))
    Cohort.objects.filter(pk=made.cohort.pk).update(name=made.word("cohort"))
    made.cohort.refresh_from_db()
    filled(made.program, name=made.word("others"))
    appoint(
        program=made.program,
        person=made.coordinator,
        post=Post.COORDINATOR,
        actor=made.director,
        at=timezone.now(),
    )
    join(cohort=made.cohort, learner=made.person("classmate"), at=timezone.now())


def _set(made: Twin) -> None:
    cases = [live("case", slug).document_id for slug in (made.slug, *({"made", "twin"} - {made.slug}))]
    documents = (*cases, live("section", "made-section").document_id)
    terms = Terms("assessed", certainty_asked=True, minutes=None)
    made.assignment = set_to(
        made.cohort, made.director, documents=documents, title=made.word("assignment"), terms=terms
    )
    for learner in (made.learner, made.shared):
        grant = Grant(learner, made.assignment.due_at + DAY, made.word("reason"))
        extend(assignment=made.assignment, grant=grant, actor=made.director, at=timezone.now())


def _played_by(learner: User, slug: str = "made") -> Player:
    """Practice with a miss, given up."""
    client = Client()
    client.force_login(learner)
    player = Player(client).start(slug)
    player.decide()
    player.decide("c")
    player.give_up()
    return player


def _work(made: Twin) -> None:
    """The learner gives practice up, and then does a case and the section of the assignment; a case is left."""
    before = _played_by(made.learner, made.slug)
    made.given_up, client = before.attempt, before.client
    case, _left, section = made.assignment.items.order_by("position")
    begun = client.post(f"/my-assignments/{case.pk}/start/", {"key": uuid4()})
    player = Player(client, UUID(begun["Location"].split("/")[2]))
    player.decide()
    player.decide("a", certainty="3")
    player.decide("d", certainty="3")
    made.attempt = player.attempt
    assert client.post(f"/my-assignments/{section.pk}/read/").status_code == 303


def _speak(made: Twin) -> None:
    """On the learner's attempt, and on the shared learner's, which the other twin knows as well."""
    for attempt in (made.attempt, Attempt.objects.over().get(learner=made.shared)):
        note = noted(made.program, attempt, made.director, made.word("note"))
        words = (Words(uuid4(), made.word(name), timezone.now()) for name in ("reply", "answer"))
        made.notes.append(note)
        for author, said in zip((attempt.learner, made.director), words, strict=True):
            made.replies.append(reply(note=note, author=author, words=said))


def _leave_traces(made: Twin) -> None:
    now, later = timezone.now(), timezone.now() + 7 * DAY
    Invitation.objects.create(
        cohort=made.cohort,
        email=f"{made.word('invited')}@example.org".lower(),
        name=made.word("guest"),
        digest=digest_of(made.word("token")),
        mailed_at=now - DAY,
        created_at=now - DAY,
        expires_at=later,
    )
    # So that one of its people may open the link, which is made of its own word.
    EmailAddress.objects.create(
        user=made.learner, email=f"{made.word('invited')}@example.org".lower(), verified=True
    )
    code = made.word("CODE").upper()
    JoinCode.objects.create(cohort=made.cohort, code=code, created_at=now, expires_at=later)
    NoReminders.objects.create(person=made.learner, at=now)
    for learner in (made.learner, made.shared):
        Reminder.objects.create(assignment=made.assignment, learner=learner, kind="open", at=now)
        about = {"program": made.program, "learner": learner, "at": now}
        Snooze.objects.create(**about, rule="unsafe", note=made.word("snooze"), until=later, by=made.director)
        Viewing.objects.create(**about, viewer=made.director, act="opened", what="record")


def ids(made: Twin) -> dict[str, list[object]]:
    """By the name of a parameter or a field, what of the twin it may name; its own first."""
    case, left, section = made.assignment.items.order_by("position")
    rows = (Invitee(1, f"{made.word('typed')}@example.org".lower(), made.word("typed")),)
    own = {
        "program_id": [made.program.pk],
        "cohort_id": [made.cohort.pk, made.program.cohorts.exclude(pk=made.cohort.pk).get().pk],
        "learner_id": [made.learner.pk],
        "assignment_id": [made.assignment.pk],
        "item_id": [left.pk, section.pk, case.pk],
        "attempt_id": [made.attempt.pk, made.given_up.pk],
        "note_id": [one.pk for one in (*made.notes, *made.replies)],
        "membership_id": [made.cohort.memberships.get(learner=made.learner).pk],
        "appointment_id": [one.pk for one in made.program.appointments.order_by("-pk")],
        "invitation_id": list(Invitation.objects.filter(cohort=made.cohort).values_list("pk", flat=True)),
        "extension_id": list(
            Extension.objects.filter(assignment=made.assignment).values_list("pk", flat=True)
        ),
        "snooze_id": list(Snooze.objects.filter(program=made.program).values_list("pk", flat=True)),
        "token": [stop_link(made.learner).split("/")[-3], made.word("token")],
        "carried": [carried(rows, 7, cohort=made.cohort, person=made.director)],
        "slug": [made.slug],
        "rule": ["unsafe"],
        "position": [made.notes[0].position],
    }
    started = AttemptEvent.objects.get(attempt=made.attempt, position=0)
    return own | {
        "note_key": [made.notes[0].key, made.replies[0].key],
        "start_key": [started.key],
        "document": [Document.objects.get(kind="case", slug=made.slug).pk],
    }
