"""The app that knows who a person is."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "npcsite.accounts"
    label = "accounts"
