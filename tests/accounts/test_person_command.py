"""`manage.py person`: for the one who holds the machine, and for the day nobody else can get in."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from npcsite.accounts.management.commands.person import HELP
from npcsite.accounts.models import AccountEvent, Role
from tests.accounts.codes import give_factor
from tests.accounts.test_people_acts import lock

pytestmark = pytest.mark.django_db


def person(*words):
    said = StringIO()
    call_command("person", *words, stdout=said)
    return said.getvalue()


def test_the_first_superuser_gets_a_role_by_it(sam):
    assert person("grant", "SAM@example.org", "chief-editor") == "grant sam@example.org chief-editor: done\n"
    assert sam.has_role(Role.CHIEF_EDITOR)
    assert person("revoke", sam.email, "chief-editor")
    assert not sam.has_role(Role.CHIEF_EDITOR)


def test_every_act_is_done_and_noted_without_an_actor(lena):
    give_factor(lena)
    lock(lena)
    for verb in ("unlock", "reset_second_factor", "deactivate", "reactivate"):
        assert person(verb, lena.email) == f"{verb} lena@example.org: done\n"
    assert {event.actor_id for event in AccountEvent.objects.all()} == {None}
    assert [event.verb for event in AccountEvent.objects.order_by("pk")] == [
        "unlocked", "reset-second-factor", "deactivated", "reactivated",
    ]  # fmt: skip


def test_extra_time_is_given_in_percent(lena):
    assert person("extra_time", lena.email, "50") == "extra_time lena@example.org 50: done\n"
    lena.refresh_from_db()
    assert lena.extra_time == 50
    assert AccountEvent.objects.get().verb == "set-extra-time"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("grant", "nobody@example.org", "editor"), "Nobody has an account with nobody@example.org"),
        (("grant", "eddie@example.org", "editor"), "holds the role"),
        (("revoke", "eddie@example.org", "reviewer"), "does not hold"),
        (("grant", "eddie@example.org", "emperor"), "invalid choice"),
        (("grant", "eddie@example.org"), "ROLE"),
        (("reactivate", "eddie@example.org"), "switched on already"),
        (("unlock", "eddie@example.org"), "Nothing locks"),
        (("reset_second_factor", "eddie@example.org"), "no second factor"),
        (("promote", "eddie@example.org"), "invalid choice"),
        (("extra_time", "eddie@example.org", "30"), "invalid choice"),
        (("extra_time", "eddie@example.org", "0"), "already"),
        ((), "VERB"),
    ],
)
def test_what_cannot_be_done_is_said_clearly(eddie, words, said):
    with pytest.raises(CommandError, match=said):
        person(*words)
    assert not AccountEvent.objects.exists()


def test_every_verb_has_its_help():
    assert set(HELP) == {
        "grant", "revoke", "deactivate", "reactivate", "unlock", "reset_second_factor", "extra_time",
    }  # fmt: skip
