"""The strip of the version being read: every combination of what may be known of it, and it never claims too much."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.editorial.models import Document, ReviewRound
from content.editorial.public import Note, live, read_publication, statements, strip, strips
from tests.content.editorial.people import (
    approved,
    opened,
    published_again,
    reaffirmed,
    retired,
    revised,
    revived,
)
from tests.content.editorial.toys import AT, item, publish, the

pytestmark = pytest.mark.django_db

LOADED = "Loaded with the software. Not yet reviewed by a named clinician."
RITA, RAVI = "Dr Rita (medical oncologist)", "Dr Ravi (radiation oncologist)"
NOV = {day: AT + timedelta(days=day - 1) for day in range(1, 29)}


def said(*, sentence, state, updated=1, reviewed=None):
    return sentence, state, date(2026, 11, updated), reviewed and date(2026, 11, reviewed)


# What happened, in order, as (act, day, by whom, more); what the strip of the live text then says.
TABLE = {
    "loaded": ([], said(sentence=LOADED, state="loaded")),
    "approved": (
        [("approved", 3, "rita", {})],
        said(
            sentence=f"Approved 3 Nov 2026 by {RITA} (revision 2).", state="approved", updated=3, reviewed=3
        ),
    ),
    "approved by two": (
        [("approved", 3, "rita ravi", {})],
        said(
            sentence=f"Approved 3 Nov 2026 by {RITA} and {RAVI} (revision 2).",
            state="approved",
            updated=3,
            reviewed=3,
        ),
    ),
    "a person without a role": (
        [("approved", 3, "chloe", {})],
        said(
            sentence="Approved 3 Nov 2026 by Dr Chloe (revision 2).", state="approved", updated=3, reviewed=3
        ),
    ),
    "the loaded text reaffirmed": (
        [("reaffirmed", 5, "rita", {})],
        said(
            sentence=f"Reviewed without change 5 Nov 2026 by {RITA} (revision 1).",
            state="approved",
            updated=1,
            reviewed=5,
        ),
    ),
    "approved and reaffirmed": (
        [("approved", 3, "rita", {}), ("reaffirmed", 5, "ravi", {})],
        said(
            sentence=f"Approved 3 Nov 2026 by {RITA} (revision 2). "
            f"Reviewed again without change 5 Nov 2026 by {RAVI} (revision 2).",
            state="approved",
            updated=3,
            reviewed=5,
        ),
    ),
    "a typo put right after an approval": (
        [("approved", 3, "rita", {}), ("approved", 5, "ravi", {"change_class": "editorial"})],
        said(
            sentence=f"Approved 3 Nov 2026 by {RITA} (revision 2). "
            f"Only its wording was corrected since: approved 5 Nov 2026 by {RAVI} (revision 3).",
            state="approved",
            updated=3,
            reviewed=3,
        ),
    ),
    "a typo put right in a text nobody had reviewed": (
        [("approved", 5, "ravi", {"change_class": "editorial"})],
        said(
            sentence=f"Approved 5 Nov 2026 by {RAVI} (revision 2).", state="approved", updated=1, reviewed=5
        ),
    ),
    "a typo, then reaffirmed": (
        [
            ("approved", 3, "rita", {}),
            ("approved", 5, "ravi", {"change_class": "editorial"}),
            ("reaffirmed", 7, "ravi", {}),
        ],
        said(
            sentence=f"Approved 3 Nov 2026 by {RITA} (revision 2). "
            f"Reviewed again without change 7 Nov 2026 by {RAVI} (revision 3).",
            state="approved",
            updated=3,
            reviewed=7,
        ),
    ),
    "approved twice": (
        [("approved", 3, "rita", {}), ("approved", 6, "ravi", {"change_class": "grade"})],
        said(
            sentence=f"Approved 6 Nov 2026 by {RAVI} (revision 3).", state="approved", updated=6, reviewed=6
        ),
    ),
    "approved by a demo person": (
        [("approved", 3, "rita", {"demo": True})],
        said(
            sentence=f"Approved as a demonstration 3 Nov 2026 by {RITA} (revision 2); not a review.",
            state="demo",
            updated=3,
        ),
    ),
    "reaffirmed by a demo person": (
        [("reaffirmed", 3, "rita", {"demo": True})],
        said(
            sentence=f"{LOADED} Approved as a demonstration 3 Nov 2026 by {RITA} (revision 1); not a review.",
            state="loaded",
        ),
    ),
    "a demo person changes what was reviewed": (
        [("approved", 3, "rita", {}), ("approved", 5, "ravi", {"demo": True, "change_class": "editorial"})],
        said(
            sentence=f"Approved as a demonstration 5 Nov 2026 by {RAVI} (revision 3); not a review.",
            state="demo",
            updated=3,
        ),
    ),
    "a demo person reaffirms what was reviewed": (
        [("approved", 3, "rita", {}), ("reaffirmed", 5, "ravi", {"demo": True})],
        said(
            sentence=f"Approved 3 Nov 2026 by {RITA} (revision 2).", state="approved", updated=3, reviewed=3
        ),
    ),
    "a person approves after a demo person": (
        [("approved", 3, "rita", {"demo": True}), ("approved", 5, "ravi", {"change_class": "editorial"})],
        said(
            sentence=f"Approved 5 Nov 2026 by {RAVI} (revision 3).", state="approved", updated=3, reviewed=5
        ),
    ),
    "a newer draft was submitted": (
        [("approved", 3, "rita", {}), ("submitted", 6, "", {})],
        said(
            sentence=f"Approved 3 Nov 2026 by {RITA} (revision 2). A newer draft has been submitted.",
            state="approved",
            updated=3,
            reviewed=3,
        ),
    ),
    "a newer draft is under review": (
        [("approved", 3, "rita", {}), ("claimed", 6, "ravi", {})],
        said(
            sentence=f"Approved 3 Nov 2026 by {RITA} (revision 2). A newer draft is under review.",
            state="approved",
            updated=3,
            reviewed=3,
        ),
    ),
    "loaded, and a newer draft is under review": (
        [("claimed", 6, "ravi", {})],
        said(sentence=f"{LOADED} A newer draft is under review.", state="loaded"),
    ),
}


@pytest.fixture
def happen(request):
    """Does what a row of the table says to the toy document."""
    publish(item())

    def act(name, day, who="", more=None):
        people = [request.getfixturevalue(person) for person in who.split()]
        if name in ("approved", "reaffirmed"):
            words = {"body": f"Text of day {day}."} if name == "approved" else {}
            {"approved": approved, "reaffirmed": reaffirmed}[name](
                the(), *people, at=NOV[day], **words, **(more or {})
            )
        else:
            opened(
                revised(the(), at=NOV[day], body="Draft."), at=NOV[day], claimed_by=next(iter(people), None)
            )

    return act


@pytest.mark.parametrize(("acts", "expected"), TABLE.values(), ids=TABLE)
def test_the_strip_says_what_is_known_of_the_live_text_and_no_more(happen, acts, expected):
    for act in acts:
        happen(*act)
    found = strip(the().pk)
    assert (found.sentence, found.state, found.updated_on, found.reviewed_on) == expected
    assert found == strip(live("toy", "a"))
    assert statements([live("toy", "a")]) == {live("toy", "a").id: found.statement}


@pytest.mark.parametrize(("acts", "expected"), TABLE.values(), ids=TABLE)
def test_the_strip_of_an_earlier_instant_says_what_was_known_then(happen, acts, expected):
    for act in acts:
        happen(*act)
    loaded = live("toy", "a", at=NOV[2])
    assert strip(loaded, at=NOV[2]).sentence == LOADED
    now = live("toy", "a", at=NOV[20])
    found = strip(now, at=NOV[20])
    assert (found.sentence, found.state, found.updated_on, found.reviewed_on) == expected


def test_a_pinned_version_says_that_it_is_not_the_newest_and_who_approved_it(happen, rita):
    happen("approved", 3, "rita")
    pinned = live("toy", "a")
    happen("approved", 6, "ravi")
    happen("approved", 9, "ravi")
    happen("claimed", 12, "rita")
    assert statements([pinned]) == {pinned.id: strip(pinned).statement}
    assert strip(pinned).sentence == (
        f"Approved 3 Nov 2026 by {RITA} (revision 2). "
        "This is revision 2. A newer version has been live since 6 Nov 2026."
    )
    assert strip(live("toy", "a")).sentence.startswith(f"Approved 9 Nov 2026 by {RAVI} (revision 4).")


def test_an_approval_of_a_newer_text_is_not_lent_to_an_older_one(happen):
    loaded = live("toy", "a")
    happen("approved", 3, "rita")
    found = strip(loaded)
    assert found.sentence == f"{LOADED} This is revision 1. A newer version has been live since 3 Nov 2026."
    assert (found.state, found.reviewed_on) == ("loaded", None)


def test_a_retired_version_says_so_and_a_revived_one_too_until_it_is_published_again(happen, rita, chloe):
    happen("approved", 3, "rita")
    pinned = live("toy", "a")
    retired(the(), chloe, at=NOV[5])
    sentence = f"Approved 3 Nov 2026 by {RITA} (revision 2). Retired 5 Nov 2026."
    assert (strip(pinned).sentence, strip(pinned).state, strip(pinned).shape) == (sentence, "retired", "⊘")
    revived(the(), at=NOV[7])
    assert strip(pinned).sentence == sentence
    published_again(the(), rita, at=NOV[9])
    assert strip(pinned).sentence == (
        f"Approved 3 Nov 2026 by {RITA} (revision 2). "
        "This is revision 2. A newer version has been live since 9 Nov 2026."
    )
    assert strip(live("toy", "a")).state == "approved"
    assert strip(live("toy", "a", at=NOV[4]), at=NOV[4]).state == "approved"


def test_an_approval_that_waits_for_a_second_one_says_nothing_yet(happen, rita):
    happen("claimed", 3, "rita")
    held = ReviewRound.objects.get()
    held.verdicts.create(
        revision=held.revision,
        user=rita,
        actor="Dr Rita",
        verdict="approve",
        seen_hash=held.revision.content_hash,
        at=NOV[4],
    )
    assert strip(the().pk).sentence == f"{LOADED} A newer draft is under review."


def test_notes_are_counted_as_they_were_open_then(rita):
    publish(item(notes=(Note("body", "One."), Note("body", "Two."))))
    the().open_notes.filter(text="One.").update(resolved_at=NOV[5], resolved_by=rita)
    assert strip(live("toy", "a")).open_notes == 1
    assert strip(live("toy", "a"), at=NOV[2]).open_notes == 2


def test_strips_cost_two_statements_whatever_happened_and_however_many(happen, rita, ravi, chloe):
    for slug in "bcdef":
        publish(item(slug, notes=(Note("body", "One."), Note("body", "Two."))))
        approved(the(slug), rita, ravi, at=NOV[3], body="New.")
        opened(revised(the(slug), at=NOV[4], body="Draft."), at=NOV[4])
    retired(the("f"), chloe, at=NOV[6])
    reading = [read_publication(document.live_id) for document in Document.objects.all()]
    for at in (None, NOV[9]):
        with CaptureQueriesContext(connection) as asked:
            found = strips(reading, at=at)
        assert (len(asked), len(found)) == (2, 6)
        assert found[the("b").pk].open_notes == 2
