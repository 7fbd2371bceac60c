"""A case reaches learners once two people approved it, and only while what it cites stands."""

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case
from cases.selectors import playing
from content.editorial.models import Document, ReviewRound
from content.editorial.public import Refused, Submission, claim, kind_of, live, note_edit, retire, submit
from npcsite.lib import canonical
from tests.cases.players import Player, text
from tests.cases.publishing import SECTION, publish_kind, publish_story
from tests.cases.stories import best
from tests.content.editorial.acts import approved, stated

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DISCLAIMER = {"slug": "disclaimer", "title": "Disclaimer", "summary": "", "body": "Education only."}


@pytest.fixture
def old(rita, ravi):
    for person in (rita, ravi):
        stated(person)
    publish_kind("notice", DISCLAIMER)
    return publish_story()


def changed(eddie, **fields) -> Case:
    """The working copy with other words, saved as the builder saves it."""
    case = Case.objects.get()
    payload = canonical.decode(case.scenario) | fields
    kind_of("case").thaw(case, payload)
    note_edit(document=case, user=eddie, seen_lock=case.lock_version, at=NOW)
    return Case.objects.get()


def sent(case, eddie) -> ReviewRound:
    submission = Submission(note="Changed in a test.")
    return submit(document=case, user=eddie, seen_lock=case.lock_version, submission=submission, at=NOW)


def test_one_approval_publishes_no_case_and_the_second_does(old, eddie, rita, ravi):
    round = sent(changed(eddie, summary="Another summary."), eddie)
    claim(round=round, user=rita, at=NOW)
    assert approved(round, rita, at=NOW) is None
    assert live("case", "made") == old
    assert approved(round, ravi, at=NOW) is not None
    assert live("case", "made").payload["summary"] == "Another summary."


def test_an_attempt_on_the_first_version_keeps_its_words_options_and_score(old, eddie, rita, ravi):
    player = Player(Client()).start()
    player.decide()
    for n in range(1, 5):
        player.decide(*best(n))
    pages = [player.url("feedback", n) for n in range(2, 6)] + [player.url("debrief")]
    before = [text(player.client.get(page)) for page in pages]
    result = player.attempt.results.values().get()
    steps = [
        {**step, "options": [{**option, "label": "Other words"} for option in step["options"]]}
        if step.get("options")
        else step
        for step in old.payload["steps"]
    ]
    round = sent(changed(eddie, steps=steps), eddie)
    claim(round=round, user=rita, at=NOW)
    for person in (rita, ravi):
        approved(round, person, at=NOW)
    assert "Other words" in str(live("case", "made").payload)
    assert playing.load(player.attempt).published == old
    assert [without_strip(page) for page in before] == [
        without_strip(text(player.client.get(page))) for page in pages
    ]
    assert player.attempt.results.values().get() == result


def without_strip(page: str) -> str:
    """The strip says that a newer version is live, and the forms carry tokens of their own."""
    return page[page.index("<main") :].split("csrfmiddlewaretoken")[0] if "<main" in page else page


def test_a_case_that_cites_what_was_retired_is_not_submitted(old, eddie, chloe):
    section = Document.objects.get(kind="section")
    retire(document=section, user=chloe, reason="Superseded.", at=NOW)
    with pytest.raises(Refused) as refused:
        sent(changed(eddie, summary="Another summary."), eddie)
    (lint,) = refused.value.unmet
    assert any(line.startswith("C011 ") for line in lint.details)


def test_a_case_whose_cited_claim_changes_while_it_is_reviewed_is_not_published(old, eddie, rita, ravi):
    round = sent(changed(eddie, summary="Another summary."), eddie)
    claim(round=round, user=rita, at=NOW)
    now = {**SECTION["recommendations"][0], "claim": "Do not offer it."}
    publish_kind("section", {**SECTION, "recommendations": [now]})
    for person in (rita, ravi):
        with pytest.raises(Refused) as refused:
            approved(round, person, at=NOW)
        (lint,) = [unmet for unmet in refused.value.unmet if unmet.code == "lint"]
        assert any(line.startswith("C012 ") for line in lint.details)
    assert live("case", "made") == old
