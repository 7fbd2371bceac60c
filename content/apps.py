"""What the site teaches."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
