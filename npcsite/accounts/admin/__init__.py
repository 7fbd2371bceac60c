"""People and what was done to their accounts, in the admin."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group

from npcsite.accounts.admin.events import AccountEventAdmin
from npcsite.accounts.admin.people import PersonAdmin

__all__ = ["AccountEventAdmin", "PersonAdmin"]

# Their own pages would show secrets, hand accounts over by a changed address, and give rights past the services.
for model in (Authenticator, UserSession, EmailAddress, Group):
    admin.site.unregister(model)
