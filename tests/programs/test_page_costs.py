"""What a page of a program costs: the same statements for ten times the learners and four times the cases.

The pages come from the resolver, so that a new one is measured or fails here.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import Extension, Invitation, Snooze
from cases.programs.selectors.work import known_to
from cases.programs.services.coaching import Words, reply
from content.editorial.public import forget, forget_readings
from content.page_cache import forget_pages
from tests.accounts.codes import sign_in
from tests.cases.test_statements import cost
from tests.factories import UserFactory
from tests.programs.founding import noted
from tests.programs.test_twins import parameters
from tests.programs.twin_table import BEARER
from tests.programs.world import World, lived

pytestmark = pytest.mark.django_db

FEW, MANY = (20, 10), (200, 40)
STATEMENTS, BYTES = 12, 200_000
# Pages for print, opened a few times in a rotation: one gathers every page of a learner, one the figures of every case
# its cohort has played, by so many statements for each.
GATHERED, BY_CASE = {"programs:packet?": 24}, {"programs:cohort_packet?": 7}
LEARNERS_SIDE = {
    "programs:my_assignments",
    "programs:my_notes",
    "programs:my_programs",
    "programs:looks",
    "programs:membership",
}
# The same pages as somebody narrows them down.
ASKED = (
    ("programs:cohort", "by=domain"),
    ("programs:cohort", "sort=mean&former=on"),
    ("programs:cohort", "page=2&columns=2"),
    ("programs:cohort", "attention=on&standing=overdue"),
    ("programs:items", "case=made-03"),
    ("programs:items", "case=made-03&practice=on"),
    ("programs:members", "page=2&former=on"),
)


def ids(world: World, director) -> dict[str, object]:
    """Of the first cohort, and of a learner who has played."""
    now, cohort = timezone.now(), world.cohorts[0]
    learner = world.learners[0]
    attempt = (
        known_to(world.program.pk).filter(learner=learner, ended_at__isnull=False).order_by("pk").first()
    )
    assignment = cohort.assignments.standing().first()
    note = noted(world.program, attempt, director, position=1)
    reply(note=note, author=learner, words=Words(uuid4(), "Because.", now))
    later = now + timedelta(days=5)
    invitation = Invitation.objects.create(
        cohort=cohort, email="a@example.org", digest="1", created_at=now, expires_at=later
    )
    snooze = Snooze.objects.create(
        program=world.program, learner=learner, rule="quiet", note="On leave", at=now, until=later
    )
    return {
        "program_id": world.program.pk,
        "cohort_id": cohort.pk,
        "learner_id": learner.pk,
        "attempt_id": attempt.pk,
        "slug": attempt.document.slug,
        "position": 1,
        "note_id": note.pk,
        "assignment_id": assignment.pk,
        "item_id": assignment.items.first().pk,
        "membership_id": cohort.memberships.get(learner=learner).pk,
        "appointment_id": world.program.appointments.get().pk,
        "invitation_id": invitation.pk,
        "snooze_id": snooze.pk,
        "rule": snooze.rule,
        "extension_id": Extension.objects.filter(assignment=assignment).first().pk,
    }


def pages(client: Client, known: dict[str, object]):
    """What this person gets, by name and what is asked; each looked at once, so that publications are read."""
    for name, found in parameters().items():
        if found.keys() & BEARER:
            continue
        plain = reverse(name, kwargs={key: known[key] for key in found})
        for query in ("", *(query for of, query in ASKED if of == name)):
            address = f"{plain}?{query}"
            answer = client.get(address)
            if answer.streaming:
                # A file that is not read to its end stays open.
                list(answer)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                yield f"{name}?{query}", address


def measured(size) -> dict[str, tuple[int, int]]:
    """Statements and bytes, by page."""
    for forgotten in (forget, forget_readings, forget_pages, cache.clear):
        forgotten()
    director = UserFactory()
    world = lived(director, learners=size[0], cases=size[1])
    known, found = ids(world, director), {}
    learner = world.learners[0]
    for person in (director, learner):
        client = Client()
        if person is director:
            sign_in(client, person)
        else:
            client.force_login(person)
        for name, address in pages(client, known):
            if (name.split("?")[0] in LEARNERS_SIDE) == (person is learner):
                found[name] = (cost(lambda: client.get(address))[0], len(client.get(address).content))  # noqa: B023
    return found


def test_every_page_costs_the_same_for_ten_times_the_learners_and_four_times_the_cases(db):
    with transaction.atomic():
        few = measured(FEW)
        transaction.set_rollback(True)
    many = measured(MANY)
    assert {name for name, _query in ASKED} <= {name.split("?")[0] for name in many}
    assert few.keys() == many.keys()
    more = MANY[1] - FEW[1]
    for name, each in BY_CASE.items():
        assert 0 < many.pop(name)[0] - few.pop(name)[0] <= each * more
    dearer = {name: (few[name][0], many[name][0]) for name in few if few[name][0] < many[name][0]}
    assert not dearer
    assert not {
        name: found for name, (found, _bytes) in many.items() if found > GATHERED.get(name, STATEMENTS)
    }
    assert not {name: size for name, (_found, size) in many.items() if size > BYTES}
