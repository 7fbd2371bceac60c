"""What a program knows of its learners' work: what was begun and ended while they were in it, and nothing else."""

from datetime import timedelta

import pytest
from django.http import Http404

from cases.models import Attempt
from cases.programs.access import get_cohort, get_directed, get_known_attempt, get_learner, get_program
from cases.programs.models import Membership, Post
from cases.programs.selectors.work import known_to
from cases.programs.services.belonging import join, leave, move
from cases.programs.services.founding import (
    add_cohort,
    appoint,
    archive_cohort,
    dismiss,
    found_program,
)
from cases.programs.services.refusing import Refused
from content.editorial.public import live
from tests.cases.publishing import publish_story
from tests.programs.founding import THEN, filled, founded

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def story(db):
    publish_story()
    return live("case", "made")


def worked(learner, published, *, start, end=None) -> Attempt:
    """An attempt from one day after THEN to another; under way without an end."""
    return Attempt.objects.create(
        publication_id=published.id,
        document_id=published.document_id,
        learner=learner,
        state="abandoned" if end is not None else "in-progress",
        started_at=THEN + start * DAY,
        ended_at=None if end is None else THEN + end * DAY,
    )


def membership_of(learner) -> Membership:
    return Membership.objects.current().get(learner=learner)


def test_work_within_a_membership_is_known_and_work_before_it_is_not(dora, lena, story):
    cohort = founded(dora, lena)
    before, within = worked(lena, story, start=-2, end=-1), worked(lena, story, start=1, end=2)
    begun_before = worked(lena, story, start=-1, end=1)
    assert set(known_to(cohort.program_id)) == {within}, (before, begun_before)


def test_leaving_hides_later_work_and_keeps_earlier_work(dora, lena, story):
    cohort = founded(dora, lena)
    earlier = worked(lena, story, start=1, end=2)
    across, later = worked(lena, story, start=9, end=11), worked(lena, story, start=12, end=13)
    assert set(known_to(cohort.program_id)) == {earlier, across, later}
    leave(membership=membership_of(lena), actor=None, at=THEN + 10 * DAY)
    assert set(known_to(cohort.program_id)) == {earlier}


def test_what_is_under_way_is_known_only_while_its_learner_is_a_member(dora, lena, story):
    cohort = founded(dora, lena)
    under_way = worked(lena, story, start=1)
    assert set(known_to(cohort.program_id)) == {under_way}
    leave(membership=membership_of(lena), actor=None, at=THEN + 10 * DAY)
    assert set(known_to(cohort.program_id)) == set()


def test_who_moves_to_another_cohort_loses_no_work_on_the_way(dora, lena, story):
    cohort = founded(dora, lena)
    across = worked(lena, story, start=9, end=11)
    second = filled(cohort.program, name="2027")
    move(membership=membership_of(lena), cohort=second, actor=dora, at=THEN + 10 * DAY)
    assert set(known_to(cohort.program_id)) == {across}
    assert membership_of(lena).cohort == second
    assert membership_of(lena).agreed_at == THEN


def test_who_comes_back_is_known_again_and_the_time_between_is_not(dora, lena, story):
    cohort = founded(dora, lena)
    leave(membership=membership_of(lena), actor=None, at=THEN + 10 * DAY)
    between, again = worked(lena, story, start=12, end=13), worked(lena, story, start=21, end=22)
    over_both = worked(lena, story, start=9, end=21)
    join(cohort=cohort, learner=lena, at=THEN + 20 * DAY)
    assert set(known_to(cohort.program_id)) == {again, over_both}
    assert between not in known_to(cohort.program_id)


def test_another_program_knows_nothing_of_it(dora, otto, lena, story):
    founded(dora, lena)
    worked(lena, story, start=1, end=2)
    other = founded(otto, name="Program B")
    assert not known_to(other.program_id).exists()


def asked(rf, person):
    request = rf.get("/")
    request.user = person
    return request


def test_a_coordinator_enters_and_is_not_shown_results(rf, dora, otto, lena):
    program = founded(dora, lena).program
    appoint(program=program, person=otto, post=Post.COORDINATOR, actor=dora, at=THEN)
    assert get_program(asked(rf, otto), program.pk) == program
    with pytest.raises(Http404):
        get_directed(asked(rf, otto), program.pk)
    assert get_directed(asked(rf, dora), program.pk) == program


def test_nothing_of_a_program_exists_for_outsiders_learners_and_superusers(rf, dora, otto, lena, sam):
    program = founded(dora, lena).program
    for person in (otto, lena, sam):
        with pytest.raises(Http404):
            get_program(asked(rf, person), program.pk)


def test_who_is_dismissed_sees_nothing_from_then_on(rf, dora, otto):
    program = founded(dora).program
    appointment = appoint(program=program, person=otto, post=Post.DIRECTOR, actor=dora, at=THEN)
    dismiss(appointment=appointment, actor=dora, at=THEN)
    with pytest.raises(Http404):
        get_program(asked(rf, otto), program.pk)
    with pytest.raises(Refused, match="Appoint another"):
        dismiss(appointment=program.appointments.current().get(), actor=dora, at=THEN)


def test_cohorts_learners_and_attempts_of_another_program_do_not_exist(dora, otto, lena, story):
    mine, theirs = founded(dora), founded(otto, lena, name="Program B")
    attempt = worked(lena, story, start=1, end=2)
    for get, key in ((get_cohort, theirs.pk), (get_learner, lena.pk), (get_known_attempt, attempt.pk)):
        with pytest.raises(Http404):
            get(mine.program, key)
        assert get(theirs.program, key)


def test_an_archived_cohort_takes_nobody_and_ends_its_memberships(dora, lena, otto):
    cohort = founded(dora, lena)
    archive_cohort(cohort=cohort, actor=dora, at=THEN + DAY)
    cohort.refresh_from_db()
    assert not cohort.memberships.current().exists()
    with pytest.raises(Refused, match="archived"):
        join(cohort=cohort, learner=otto, at=THEN + 2 * DAY)


def test_a_cohort_is_named_once_and_a_time_zone_is_one_that_exists(dora):
    program = founded(dora).program
    with pytest.raises(Refused, match="already"):
        add_cohort(program=program, name="2026", actor=dora, at=THEN)
    with pytest.raises(Refused, match="no time zone"):
        found_program(name="X", time_zone="Moon/Base", director=dora, actor=None, at=THEN)
