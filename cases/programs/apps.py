"""Directors and what their cohorts do."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from cases.selectors.bars import put_bar


class ProgramsConfig(AppConfig):
    name = "cases.programs"
    label = "programs"

    def ready(self) -> None:
        """By name, because models are not there when this module is read."""
        put_bar(import_string("cases.programs.selectors.closing.practice_closed"))
        put_circle = import_string("cases.selectors.circles.put_circle")
        put_circle(import_string("cases.programs.selectors.own_circle.others_of_cohort"))
