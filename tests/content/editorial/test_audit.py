"""The audit chain names the first row that was tampered with."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from content.editorial.models import AuditEvent, AuditHead
from content.editorial.services.auditing import act, first_broken
from npcsite.lib.guards import trigger_names
from tests.content.editorial.toys import AT, item, publish, the

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(eddie):
    publish(item())
    for verb in ("one", "two", "three"):
        with act(actor=eddie, verb=verb, of=the(), at=AT) as said:
            said["number"] = verb


def tampered(statement):
    """What the command says after somebody got past the guards."""
    table = AuditEvent._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        for name in trigger_names(table):
            cursor.execute(
                f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else "")
            )
        cursor.execute(statement)
        with pytest.raises(CommandError) as broken:
            call_command("verify_audit")
        transaction.set_rollback(True)
    return str(broken.value)


def test_an_untouched_chain_is_whole(chain):
    said = StringIO()
    call_command("verify_audit", stdout=said)
    assert said.getvalue() == "The audit chain is whole.\n"
    assert AuditHead.objects.get().number == 3


@pytest.mark.parametrize("column", ["verb", "subject", "data", "hash", "prev_hash"])
def test_a_changed_row_is_named(chain, column):
    statement = f"UPDATE editorial_auditevent SET {column} = '{{}}' WHERE number = 2"
    assert tampered(statement).startswith("Event 2 (")


def test_a_changed_time_or_actor_is_named(chain, rita):
    for change in (f"actor_id = {rita.pk}", "at = '2020-01-01 00:00:00'"):
        assert tampered(f"UPDATE editorial_auditevent SET {change} WHERE number = 3").startswith("Event 3 (")


def test_a_missing_row_is_named(chain):
    assert tampered("DELETE FROM editorial_auditevent WHERE number = 1").startswith("Event 1 is missing")


def test_a_chain_cut_short_is_noticed(chain):
    said = tampered("DELETE FROM editorial_auditevent WHERE number = 3")
    assert said == "The chain should end with event 3, and ends with event 2."


def test_an_act_that_fails_leaves_the_chain_as_it_was(chain, eddie):
    with pytest.raises(RuntimeError), act(actor=eddie, verb="four", of=the(), at=AT):
        raise RuntimeError
    assert (AuditEvent.objects.count(), AuditHead.objects.get().number, first_broken()) == (3, 3, "")


def test_the_chain_holds_ids_and_no_names(chain, eddie):
    event = AuditEvent.objects.first()
    assert event.subject == f"editorial.document:{the().pk}"
    assert eddie.name not in f"{event.subject}{event.data}{event.verb}"
