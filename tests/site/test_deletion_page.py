"""Before an account is deleted its page says truthfully what goes."""

import pytest

from npcsite.accounts.models import Role, User
from npcsite.accounts.services.roles import grant_role
from npcsite.pages.selectors.personal import RULES
from tests.accounts.codes import sign_in

pytestmark = pytest.mark.django_db

# What the page says of a table whose rows are deleted.
SAID = {
    "accounts.RoleGrant": "your roles",
    "axes.AccessAttempt": "failed attempts to sign in",
    "axes.AccessFailureLog": "failed attempts to sign in",
    "axes.AccessLog": "the list of your sessions",
    "account.EmailAddress": "your addresses",
    "mfa.Authenticator": "second factor",
    "usersessions.UserSession": "the list of your sessions",
    "admin.LogEntry": "list of your recent acts",
    "cases.StepNote": "your notes and flags",
    "editorial.Draft": "what you typed and did not save",
    "editorial.MailChoice": "your choices about mail",
    "editorial.News": "still to be mailed to you",
    "programs.Appointment": "your place in programs",
    "programs.CoachingNote": "the notes of directors on your decisions with your replies",
    "programs.Extension": "extensions",
    "programs.Invitation": "invitations to your address",
    "programs.Membership": "your place in programs and cohorts",
    "programs.NoReminders": "your choices about mail",
    "programs.Reminder": "reminders of assignments",
    "programs.SectionRead": "which sections you have read",
    "programs.Snooze": "your place in programs",
    "programs.Viewing": "the list of who looked at your record",
}


def test_the_page_names_every_kind_of_thing_that_goes(client, lena, sam):
    grant_role(person=lena, role=Role.EDITOR, actor=sam)
    sign_in(client, User.objects.get(pk=lena.pk))
    goes = client.get("/accounts/delete/").content.decode().split("What goes")[1].split("What stays")[0]
    deleted = [label for label, rule in RULES.items() if rule.then == "delete"]
    assert [label for label in deleted if label not in SAID or SAID[label] not in goes] == []
