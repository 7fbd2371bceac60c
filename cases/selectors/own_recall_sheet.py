"""A learner's recall queue as rows for a spreadsheet: one an answer, with its rating and the date it set."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.engine.scenario import Scenario
from cases.models import RecallAnswer, RecallItem
from cases.selectors.answers import labels
from cases.selectors.own_sheets import Sheet, moment, three
from cases.selectors.scenarios import scenario_of
from content.editorial.public import Published, read_publications
from npcsite.lib.sheets import Cell


def recall_sheet(user_id: int) -> Sheet:
    """Dropped ones too, oldest answer first; three statements however many, one more for what was not read yet.

    While an assessed attempt at a case is under way its rows say only when, and that.
    """
    zone = timezone.get_current_timezone_name()
    head = (
        _("Case"), _("Step"), _("Asked by"), _("Answered (%(zone)s)") % {"zone": zone}, _("Answer"),
        _("Certainty of 3"), _("Credit"), _("Rating"), _("Comes back (%(zone)s)") % {"zone": zone},
        _("Dropped (%(zone)s)") % {"zone": zone},
    )  # fmt: skip
    items = {item.pk: item for item in RecallItem.objects.of(user_id).with_standing()}
    answers = list(RecallAnswer.objects.filter(item__learner=user_id).order_by("at", "pk"))
    known = {one.id: one for one in read_publications({answer.publication_id for answer in answers})}
    return Sheet(head, tuple(_row(answer, items[answer.item_id], known) for answer in answers))


def _row(answer: RecallAnswer, item: RecallItem, known: Mapping[int, Published]) -> tuple[Cell, ...]:
    published = known[answer.publication_id]
    silent = bool(getattr(item, "assessed_under_way", None))
    title, *worth = _silent() if silent else _worth(answer, scenario_of(published))
    return (
        published.title,
        title,
        str(answer.get_source_display()),
        moment(answer.at),
        *worth,
        # The date follows from the rating.
        None if silent else moment(answer.due_at),
        moment(item.dropped_at),
    )


def _silent() -> tuple[Cell, ...]:
    return (_("left out until your assessed attempt at this case is over"), *(None,) * 4)


def _worth(answer: RecallAnswer, scenario: Scenario) -> tuple[Cell, ...]:
    decided = answer.decided()
    step = scenario.step(decided.step)
    return (
        step.title,
        "; ".join(labels(step, decided)),
        decided.certainty,
        three(answer.credit),
        str(answer.get_rating_display()),
    )
