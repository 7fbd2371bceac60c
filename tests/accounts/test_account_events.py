"""What was done to accounts is kept: the database itself refuses to change it, and it holds no names."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from npcsite.accounts.models import AccountEvent, Role
from npcsite.accounts.services.roles import grant_role
from npcsite.lib.guards import append_only_models, missing_guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(lena, sam):
    grant_role(person=lena, role=Role.EDITOR, actor=sam)
    return AccountEvent.objects.get()


def test_a_row_is_neither_changed_nor_removed(event):
    before = list(AccountEvent.objects.values())
    for act in (
        lambda: AccountEvent.objects.update(actor_id=None),
        lambda: AccountEvent.objects.all().delete(),
        event.save,
        event.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert list(AccountEvent.objects.values()) == before


@pytest.mark.parametrize(
    "statement", ["UPDATE accounts_accountevent SET at = at", "DELETE FROM accounts_accountevent"]
)
def test_raw_sql_cannot_either(event, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AccountEvent.objects.count() == 1


def test_the_database_refuses_that_somebody_acts_on_themselves(sam):
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountEvent.objects.create(person_id=sam.pk, actor_id=sam.pk, verb="granted")


def test_the_check_guards_the_table():
    assert AccountEvent in append_only_models()
    assert missing_guards(connection, [AccountEvent]) == []


def test_no_name_and_no_address_stands_in_a_row(event, lena, sam):
    told = " ".join(str(value) for value in AccountEvent.objects.values_list().get())
    for word in (lena.email, lena.name, sam.email):
        assert word not in told


def test_administrators_read_it_and_nobody_else(client, event, sam, chloe, lena):
    url = reverse("admin:accounts_accountevent_changelist")
    client.force_login(chloe)
    assert client.get(url).status_code == 403
    client.force_login(sam)
    page = client.get(url).content.decode()
    assert "gave a role · Editor" in page
    assert lena.email in page
    assert sam.email in page
    assert client.get(url, {"q": "nobody"}).content.decode().count("gave a role · Editor") == 0
    assert "gave a role · Editor" in client.get(url, {"q": "lena@"}).content.decode()
    assert (
        client.post(reverse("admin:accounts_accountevent_change", args=[event.pk]), {"verb": "x"}).status_code
        == 403
    )
    assert client.post(reverse("admin:accounts_accountevent_delete", args=[event.pk])).status_code == 403


def test_of_an_erased_person_the_number_stays(client, event, lena, sam):
    lena.delete()
    client.force_login(sam)
    page = client.get(reverse("admin:accounts_accountevent_changelist")).content.decode()
    assert f"erased account {event.person_id}" in page
