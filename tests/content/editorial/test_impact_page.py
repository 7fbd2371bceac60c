"""The page of an impact item: everybody at the desk reads it, an editor takes note, a chief editor waives it."""

import pytest

from content.editorial.models import ImpactItem
from content.editorial.public import queues_for
from tests.content.editorial.acts import everything
from tests.content.editorial.review_forms import signed_in
from tests.content.editorial.toys import AT, item, publish, the

pytestmark = pytest.mark.django_db

REASON = {"reason": "The text does not depend on it."}


@pytest.fixture
def waiting(known_sources) -> ImpactItem:
    publish(item(body="First stands [@GEM21]."))
    return ImpactItem.objects.create(
        dependent=the(), target="rec:gp-backbone", change_class="substantive", due_on=AT.date(), opened_at=AT
    )


def address(waiting: ImpactItem) -> str:
    return f"/admin/impact/{waiting.pk}/"


@pytest.mark.parametrize("name", ["eddie", "rita", "chloe"])
def test_everybody_at_the_desk_reads_what_has_happened_and_until_when(request, waiting, name):
    page = signed_in(request.getfixturevalue(name)).get(address(waiting)).content.decode()
    for said in (waiting.dependent.title, "rec:gp-backbone", "Claim changed", "A source was retracted"):
        assert said in page
    assert f'datetime="{AT.date():%Y-%m-%d}"' in page
    assert ('name="reason"' in page, "not-chief" in page) == (name == "chloe", name != "chloe")


@pytest.mark.parametrize("name", ["lena", "dora", "sam"])
def test_without_a_role_at_the_desk_there_is_no_such_page(request, waiting, name):
    client = signed_in(request.getfixturevalue(name))
    assert client.get(address(waiting)).status_code == 404
    assert client.post(address(waiting), REASON).status_code == 404


def test_a_chief_waives_it_with_a_reason_and_once(waiting, chloe):
    client = signed_in(chloe)
    answer = client.post(address(waiting), REASON)
    assert (answer.status_code, answer["Location"]) == (303, address(waiting))
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason, waiting.settled_by) == ("waived", REASON["reason"], chloe)
    page = client.get(address(waiting)).content.decode()
    assert REASON["reason"] in page
    assert 'name="reason"' not in page
    again = client.post(address(waiting), {"reason": "Another."})
    assert again.status_code == 409
    assert "<code>settled</code>" in again.content.decode()


@pytest.mark.parametrize("name", ["eddie", "chloe"])
def test_an_editor_takes_note_once_and_the_item_stays_in_the_queue(request, waiting, name):
    editor = request.getfixturevalue(name)
    client = signed_in(editor)
    assert 'name="acknowledge"' in client.get(address(waiting)).content.decode()
    assert client.post(address(waiting), {"acknowledge": "1"}).status_code == 303
    waiting.refresh_from_db()
    assert (waiting.state, waiting.settled_at) == ("acknowledged", None)
    assert ImpactItem.objects.quarantining().get() == waiting, "what it holds back stays held back"
    assert 'name="acknowledge"' not in client.get(address(waiting)).content.decode()
    again = client.post(address(waiting), {"acknowledge": "1"})
    assert (again.status_code, "<code>not-new</code>" in again.content.decode()) == (409, True)
    queue = next(found for found in queues_for(editor, today=AT.date()) if found.slug == "impact")
    assert queue.rows[0].detail.endswith("acknowledged")


def test_a_reviewer_takes_no_note_for_the_editors(waiting, rita):
    before = everything()
    assert 'name="acknowledge"' not in signed_in(rita).get(address(waiting)).content.decode()
    answer = signed_in(rita).post(address(waiting), {"acknowledge": "1"})
    assert (answer.status_code, "<code>not-editor</code>" in answer.content.decode()) == (409, True)
    assert everything() == before


@pytest.mark.parametrize(
    ("name", "reason", "answered"),
    [
        ("rita", "Words.", (409, "not-chief")),
        ("eddie", "Words.", (409, "not-chief")),
        ("chloe", " ", (422, "no-reason")),
        ("chloe", "Words\x00", (422, "unclean")),
    ],
)
def test_a_refused_waiver_says_why_and_writes_nothing(request, waiting, name, reason, answered):
    before = everything()
    answer = signed_in(request.getfixturevalue(name)).post(address(waiting), {"reason": reason})
    status, code = answered
    assert answer.status_code == status
    assert f"<code>{code}</code>" in answer.content.decode()
    assert everything() == before


def test_what_was_typed_stays_when_it_cannot_be_stored(waiting, chloe):
    page = signed_in(chloe).post(address(waiting), {"reason": "Typed\x00 already"}).content.decode()
    assert "already</textarea>" in page


def test_the_queue_and_the_list_lead_there(waiting, eddie, chloe):
    impact = next(queue for queue in queues_for(eddie, today=AT.date()) if queue.slug == "impact")
    assert [row.href for row in impact.rows] == [address(waiting)]
    listed = signed_in(chloe).get("/admin/editorial/impactitem/").content.decode()
    assert f'href="{address(waiting)}"' in listed
