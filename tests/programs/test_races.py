"""Two people at the same moment: whoever comes first, what is stored is coherent. On real transactions and threads."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cases.models import Attempt
from cases.programs.models import Assignment, AssignmentItem, Reminder, SectionRead
from cases.programs.services.answering import read_section, start_part
from cases.programs.services.assigning import Terms, cancel_assignment, edit_assignment
from cases.programs.services.refusing import Refused
from cases.programs.services.reminding import remind
from content.editorial.public import live
from tests.cases.publishing import publish_story
from tests.factories import UserFactory
from tests.programs.founding import founded
from tests.programs.setting import set_to, wanted

pytestmark = pytest.mark.django_db(transaction=True)

WAIT = 10
PRACTICE = Terms("practice", certainty_asked=False, minutes=None)


@pytest.fixture
def set_(dora, lena):
    publish_story()
    section = live("section", "made-section").document_id
    return set_to(founded(dora, lena), dora, documents=(live("case", "made").document_id, section))


def one_after_the_other(first, second):
    """`second` begins while `first` has done its work and not committed yet; what each answers, or why it refused."""
    done, begun = Event(), Event()

    def ahead():
        with transaction.atomic():
            answer = first()
            done.set()
            assert begun.wait(WAIT)
            # The other one is now asking for what this transaction holds.
            Event().wait(0.5)
        return answer

    def behind():
        assert done.wait(WAIT)
        begun.set()
        return second()

    def closing(act):
        try:
            return act()
        except Refused as why:
            return str(why)
        finally:
            done.set()
            begun.set()
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return tuple(pool.map(closing, (ahead, behind)))


def part(set_, kind):
    """As the page has fetched it, before anything else happens."""
    return AssignmentItem.objects.select_related("assignment__cohort", "document").get(
        assignment=set_, document__kind=kind
    )


def start(set_, lena):
    item = part(set_, "case")
    return lambda: start_part(item=item, learner=lena, key=uuid4(), at=timezone.now())


def edit(set_, dora, *, sections=True):
    documents = [item.document_id for item in set_.items.select_related("document")]
    kept = documents if sections else documents[:1]
    terms = PRACTICE if sections else Terms("assessed", certainty_asked=True, minutes=None)
    asked = wanted(*kept, terms=terms, opens_at=set_.opens_at, due_at=set_.due_at)
    return lambda: edit_assignment(assignment=set_, wanted=asked, actor=dora, at=timezone.now())


def modes(set_):
    return Assignment.objects.get(pk=set_.pk).mode, [one.mode for one in Attempt.objects.all()]


def test_terms_that_change_while_somebody_begins_stay_as_they_were_begun(set_, dora, lena):
    _attempt, refusal = one_after_the_other(start(set_, lena), edit(set_, dora))
    assert refusal is not None
    assert "Somebody has begun" in refusal
    assert modes(set_) == ("assessed", ["assessed"])


def test_who_begins_while_terms_change_begins_under_the_new_ones(set_, dora, lena):
    one_after_the_other(edit(set_, dora), start(set_, lena))
    assert modes(set_) == ("practice", ["practice"])


def test_a_part_that_is_taken_out_while_it_is_read_is_either_there_or_not_read(set_, dora, lena):
    item = part(set_, "section")

    def read():
        return read_section(item=item, learner=lena, at=timezone.now())

    out = edit(set_, dora, sections=False)
    _read, refusal = one_after_the_other(read, out)
    assert refusal is not None
    assert "taken out" in refusal
    SectionRead.objects.all().delete()
    _out, refusal = one_after_the_other(out, read)
    assert refusal is not None
    assert "taken out" in refusal
    assert not SectionRead.objects.exists()


def test_nobody_begins_what_is_being_cancelled(set_, dora, lena):
    def cancel():
        return cancel_assignment(assignment=set_, actor=dora, at=timezone.now())

    _cancelled, refusal = one_after_the_other(cancel, start(set_, lena))
    assert "takes no work now" in refusal
    assert not Attempt.objects.exists()


def test_two_ticks_at_once_remind_everybody_once(set_, mailoutbox):
    for _ in range(5):
        set_.cohort.memberships.create(
            learner=UserFactory(), agreed_at=set_.created_at, started_at=set_.created_at
        )
    now, ready = timezone.now(), Event()

    def tick(_number):
        try:
            assert ready.wait(WAIT)
            return remind(at=now).sent
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        running = [pool.submit(tick, number) for number in range(4)]
        ready.set()
        counts = [one.result() for one in running]
    assert sum(counts) == len(mailoutbox) == Reminder.objects.count() == 6
    assert len({mail.to[0] for mail in mailoutbox}) == 6
