"""Directors and what their cohorts do."""

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "cases.programs"
    label = "programs"
