"""The top floor: pages that need everything below."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "npcsite.pages"
    label = "pages"
