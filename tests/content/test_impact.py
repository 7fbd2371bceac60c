"""What a changed recommendation does to the texts and cases that teach it, with the real library."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.editorial.models import Document, ImpactItem, News
from content.editorial.public import (
    Refused,
    Submission,
    claim,
    flag_retraction,
    kind_of,
    live,
    live_world,
    note_edit,
    proposed_class,
    quarantined,
    retire,
    submit,
    waive_item,
)
from content.editorial.selectors.approval import left_to_waive, reached_by
from content.models import Recommendation, RecommendationSource, Reference, Section
from content.services.load_library import load_library
from tests.content.editorial.acts import approved, stated

pytestmark = pytest.mark.django_db

KEY = "gp-backbone"
LATER = timezone.now() + timedelta(hours=1)


@pytest.fixture
def section(library, rita, ravi) -> Section:
    """Checked by nobody yet: its notes are settled here, as they would bar every approval."""
    found = Section.objects.get(recommendations__key=KEY)
    found.open_notes.update(resolved_at=LATER, resolved_by=rita)
    for person in (rita, ravi):
        stated(person)
    return found


def teaching(target=f"rec:{KEY}"):
    """The cases that are live and cite the recommendation."""
    return {
        document.slug
        for document in Document.objects.live().of_kind("case")
        if document.live.revision.citations.filter(target=target).exists()
    }


def changed(section, eddie, **fields) -> Section:
    Recommendation.objects.filter(key=KEY).update(**fields)
    return saved(section, eddie)


def saved(section, eddie) -> Section:
    section = Section.objects.get(pk=section.pk)
    note_edit(document=section, user=eddie, seen_lock=section.lock_version, at=LATER)
    return Section.objects.get(pk=section.pk)


def sent(section, eddie, **more):
    submission = Submission(note="Changed in a test.", **more)
    return submit(
        document=section, user=eddie, seen_lock=section.lock_version, submission=submission, at=LATER
    )


def published(round, *reviewers):
    claim(round=round, user=reviewers[0], at=LATER)
    keys = frozenset(reach.key for reach in reached_by(round))
    waived = {
        f"{code}:{place}:{line}": "Known from the loaded text." for code, place, line in waivable(round)
    }
    for person in reviewers:
        publication = approved(round, person, at=LATER, acknowledged=keys, waived=waived)
    assert publication is not None
    return publication


def waivable(round):
    return [(fault.code, fault.place, fault.line or 0) for fault in left_to_waive(round)]


def claim_of(key=KEY):
    return Recommendation.objects.get(key=key).claim


def test_a_changed_claim_is_substantive_and_its_approvers_see_every_case_that_teaches_it(
    section, eddie, rita, ravi
):
    round = sent(changed(section, eddie, claim="Do not offer it."), eddie)
    assert (round.revision.change_class, round.approvals_needed) == ("substantive", 2)
    assert {reach.document.slug for reach in reached_by(round)} >= teaching() != set()
    claim(round=round, user=rita, at=LATER)
    with pytest.raises(Refused) as refused:
        approved(round, rita)
    assert "impact" in [reason.code for reason in refused.value.unmet]
    assert not ImpactItem.objects.exists()


def test_once_published_each_dependent_has_an_item_and_is_quarantined(section, eddie, rita, ravi):
    taught = teaching()
    before = {slug: live("case", slug) for slug in taught}
    publication = published(sent(changed(section, eddie, claim="Do not offer it."), eddie), rita, ravi)
    items = ImpactItem.objects.filter(cause=publication, dependent__kind="case")
    assert {item.dependent.slug for item in items} == taught
    assert {(item.change_class, (item.due_on - timezone.localdate(LATER)).days) for item in items} == {
        ("substantive", 7)
    }
    ids = {item.dependent_id for item in items}
    assert quarantined(ids) == {pk: {f"rec:{KEY}": "substantive"} for pk in ids}
    assert {slug: live("case", slug) for slug in taught} == before


def test_a_comma_approved_as_wording_only_touches_no_dependent(section, eddie, rita, ravi):
    round = sent(
        changed(section, eddie, claim=claim_of() + ","),
        eddie,
        wording_reason="A comma; the claim is the same.",
    )
    assert (round.revision.change_class, round.approvals_needed) == ("editorial", 2)
    then = live_world().find(f"rec:{KEY}")["claim_hash"]
    published(round, rita, ravi)
    assert not ImpactItem.objects.exists()
    assert live_world().find(f"rec:{KEY}")["claim_hash"] == then
    assert claim_of().endswith(",")


def test_the_identity_is_carried_on_by_the_next_change_that_leaves_the_claim_alone(
    section, eddie, rita, ravi
):
    then = live_world().find(f"rec:{KEY}")["claim_hash"]
    first = sent(changed(section, eddie, claim=claim_of() + ","), eddie, wording_reason="A comma.")
    published(first, rita, ravi)
    published(sent(changed(section, eddie, title="Another title"), eddie), rita)
    assert live_world().find(f"rec:{KEY}")["claim_hash"] == then
    published(sent(changed(section, eddie, claim="Something else."), eddie), rita, ravi)
    assert live_world().find(f"rec:{KEY}")["claim_hash"] != then
    assert ImpactItem.objects.filter(target=f"rec:{KEY}").exists()


def test_a_changed_grade_asks_for_a_look_within_thirty_days_and_quarantines_nothing(
    section, eddie, rita, ravi, chloe
):
    Document.objects.filter(slug__in=teaching()).update(owner=chloe)
    round = sent(changed(section, eddie, issuer="Another issuer"), eddie)
    assert (round.revision.change_class, round.approvals_needed) == ("grade", 2)
    publication = published(round, rita, ravi)
    item = ImpactItem.objects.filter(cause=publication).first()
    assert (item.change_class, (item.due_on - timezone.localdate(LATER)).days) == ("grade", 30)
    assert quarantined([item.dependent_id]) == {}
    told = News.objects.filter(what="impact")
    assert set(told.values_list("user", "urgent")) == {(chloe.pk, False)}, "in the digest"


def test_other_sources_are_evidence_and_need_one_approval(section, eddie, rita):
    row = Recommendation.objects.get(key=KEY)
    held = row.sources.values("reference")
    other = Reference.objects.exclude(pk__in=held).filter(tier="primary").first()
    RecommendationSource.objects.create(recommendation=row, reference=other, position=99)
    round = sent(saved(section, eddie), eddie)
    assert (round.revision.change_class, round.approvals_needed) == ("evidence", 1)
    published(round, rita)
    assert not ImpactItem.objects.exists()


def test_the_owner_of_what_teaches_a_claim_is_told_that_it_rests_on_other_sources(
    section, eddie, rita, chloe
):
    """In the digest: nothing that is taught has changed."""
    Document.objects.filter(slug__in=teaching()).update(owner=chloe)
    row = Recommendation.objects.get(key=KEY)
    row.sources.last().delete()
    published(sent(saved(section, eddie), eddie), rita)
    told = News.objects.filter(what="evidence")
    assert {(news.user, news.document.slug, news.urgent) for news in told} == {
        (chloe, slug, False) for slug in teaching()
    }
    assert "rests on other sources now" in told[0].sentence


def test_another_figure_in_the_text_is_never_a_matter_of_wording(section, eddie):
    Section.objects.filter(pk=section.pk).update(summary=section.summary + " About 7 in 12 people.")
    assert proposed_class(saved(section, eddie)) == "evidence"


def test_a_typo_is_editorial(section, eddie):
    Section.objects.filter(pk=section.pk).update(summary=section.summary + " Indeed.")
    assert proposed_class(saved(section, eddie)) == "editorial"


@pytest.mark.parametrize(("raised_to", "taken"), [("substantive", "substantive"), ("", "editorial")])
def test_an_editor_may_raise_the_class(section, eddie, raised_to, taken):
    round = sent(changed(section, eddie, title="Another title"), eddie, raised_to=raised_to)
    assert round.revision.change_class == taken


def test_an_editor_may_not_lower_the_class(section, eddie):
    with pytest.raises(Refused) as refused:
        sent(changed(section, eddie, claim="Do not offer it."), eddie, raised_to="editorial")
    assert [reason.code for reason in refused.value.unmet] == ["lower-class"]


def test_a_removed_recommendation_is_retired_for_those_who_teach_it(section, eddie, rita, ravi):
    taught = teaching()
    Recommendation.objects.get(key=KEY).delete()
    body = section.body.replace(f"[rec:{KEY}]\n", "")
    Section.objects.filter(pk=section.pk).update(body=body)
    publication = published(sent(saved(section, eddie), eddie), rita, ravi)
    items = ImpactItem.objects.filter(cause=publication, target=f"rec:{KEY}")
    assert {item.dependent.slug for item in items} >= taught
    assert {item.change_class for item in items} == {"retired"}


def test_retiring_a_section_quarantines_what_teaches_it_at_once(section, chloe):
    taught = teaching()
    retire(document=section, user=chloe, reason="Superseded.", at=LATER)
    ids = Document.objects.filter(kind="case", slug__in=taught).values_list("pk", flat=True)
    assert all(f"rec:{KEY}" in targets for targets in quarantined(list(ids)).values())
    assert set(quarantined(list(ids))) == set(ids)


def test_a_retracted_source_reaches_what_rests_on_it(section):
    source = Recommendation.objects.get(key=KEY).sources.first().reference.key
    flag_retraction(source=f"@{source}", at=LATER)
    items = ImpactItem.objects.filter(change_class="retracted")
    assert {item.dependent.slug for item in items.filter(target=f"rec:{KEY}")} >= teaching()


def test_publishing_the_dependent_anew_settles_its_items(section, eddie, rita, ravi):
    published(sent(changed(section, eddie, claim="Do not offer it."), eddie), rita, ravi)
    item = ImpactItem.objects.filter(dependent__kind="case").first()
    document = kind_of("case").model.objects.get(pk=item.dependent_id)
    document.open_notes.update(resolved_at=LATER, resolved_by=rita)
    note_edit(document=document, user=eddie, seen_lock=document.lock_version, at=LATER)
    document.refresh_from_db()
    published(sent(document, eddie), rita, ravi)
    item.refresh_from_db()
    assert item.state == "resolved"
    assert quarantined([document.pk]) == {}


def test_a_chief_waives_an_item_with_a_reason(section, eddie, rita, ravi, chloe):
    published(sent(changed(section, eddie, claim="Do not offer it."), eddie), rita, ravi)
    item = ImpactItem.objects.first()
    with pytest.raises(Refused) as refused:
        waive_item(item=item, user=rita, reason=" ", at=LATER)
    assert [reason.code for reason in refused.value.unmet] == ["not-chief", "no-reason"]
    waive_item(item=item, user=chloe, reason="The case does not depend on it.", at=LATER)
    item.refresh_from_db()
    assert (item.state, item.settled_by) == ("waived", chloe)
    with pytest.raises(Refused):
        waive_item(item=item, user=chloe, reason="Again.", at=LATER)


def test_the_owner_of_a_dependent_is_told_at_once(section, eddie, rita, ravi, chloe):
    Document.objects.filter(kind="case", slug__in=teaching()).update(owner=chloe)
    published(sent(changed(section, eddie, claim="Do not offer it."), eddie), rita, ravi)
    told = News.objects.filter(what="impact")
    assert set(told.values_list("user", "urgent")) == {(chloe.pk, True)}


def test_loading_a_library_that_has_not_changed_opens_no_item(section):
    load_library(at=LATER)
    assert not ImpactItem.objects.exists()
