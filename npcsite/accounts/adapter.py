"""How allauth meets this site: people are named, and the site signs with its own name."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from npcsite.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def populate_username(self, request: HttpRequest, user: User) -> None:
        """The address is the name; there is no username to fill."""
