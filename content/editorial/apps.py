"""Documents, their revisions and publications; knows no kind of document by name."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EditorialConfig(AppConfig):
    name = "content.editorial"
    label = "editorial"

    def ready(self) -> None:
        autodiscover_modules("kinds", "checks")
