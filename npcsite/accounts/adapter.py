"""How allauth meets this site: people are named, and having signed in lately counts as having been asked."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from npcsite.accounts.access import proved_lately
from npcsite.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def populate_username(self, request: HttpRequest, user: User) -> None:
        """The address is the name; there is no username to fill."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """allauth alone would ask somebody who has just typed the password for it again."""
        return super().is_reauthentication_required(app=app, **kwargs) and not proved_lately(self.request)
