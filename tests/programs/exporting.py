"""A cohort that has worked, and its files, asked for and read again."""

import csv
import io
from datetime import timedelta
from zoneinfo import ZoneInfo

import openpyxl
from django.urls import reverse

from cases.engine.state import Mode
from cases.models import Attempt
from cases.programs.models import Membership
from cases.programs.services.belonging import leave
from npcsite.accounts.models import User
from tests.cases.publishing import publish_story
from tests.cases.stories import story
from tests.programs.founding import THEN, founded
from tests.programs.working import people, work

FILES = [f"{what}_{kind}" for what in ("roster", "trail", "items") for kind in ("csv", "xlsx")]
ZONE = "Asia/Singapore"
HOSTILE = '=cmd|"/c calc"!A1'


def cohort_of(director):
    """Five at two cases, one with a name and one case with a title that a spreadsheet would compute; one has left."""
    published = [publish_story(story(slug=f"made-{number}") | {"title": f"=1+{number}"}) for number in (1, 2)]
    learners = people(5)
    User.objects.filter(pk=learners[0].pk).update(name=HOSTILE)
    cohort = founded(director, *learners, time_zone=ZONE)
    work(learners, published[0], gives_up=0.2)
    work(learners, published[0], days=3)
    work(learners[:3], published[1], days=5, mode=Mode.PRACTICE)
    leave(membership=Membership.objects.get(learner=learners[4]), actor=None, at=THEN + timedelta(days=8))
    work(learners, published[1], days=10)
    return cohort


def address(cohort, name):
    return reverse(f"programs:{name}", args=[cohort.program_id, cohort.pk])


def body(answer):
    return b"".join(answer.streaming_content)


def from_csv(client, cohort, what, **asked):
    told = body(client.get(address(cohort, f"{what}_csv"), asked)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(told, newline="")))


def book(client, cohort, what, **asked):
    return openpyxl.load_workbook(io.BytesIO(body(client.get(address(cohort, f"{what}_xlsx"), asked))))


def from_xlsx(client, cohort, what, **asked):
    head, *rows = book(client, cohort, what, **asked)[what].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def known(cohort, user) -> list[Attempt]:
    """By hand: begun and ended while a member, the first started first."""
    [stay] = Membership.objects.filter(cohort=cohort, learner=user)
    mine = user.attempts.order_by("started_at")
    return [one for one in mine if stay.ended_at is None or one.ended_at <= stay.ended_at]


def own(attempt):
    return attempt.results.get(publication=attempt.publication_id)


def local(at):
    return f"{at.astimezone(ZoneInfo(ZONE)):%Y-%m-%d %H:%M:%S}"
