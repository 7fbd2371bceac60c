"""What a learner's cohorts have set them: state, due date, parts, and the one thing to do next."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from cases.models import AttemptMode
from cases.programs.models import Assignment, AssignmentItem, Extension, Membership, NoReminders
from cases.programs.selectors.due import TAKING, Dates, Granted, Standing, extended, standing
from cases.programs.selectors.parts import NOTHING, Answers, Far, answers
from cases.programs.selectors.reached import Reached, Results, own_results, reached
from content.editorial.public import read_publications


@dataclass(frozen=True, slots=True)
class PartRow:
    """`is_live` False: it was withdrawn since, so there is nothing to do at it for now.

    `reached` once it is done, where a threshold is stated.
    """

    item_id: int
    kind: str
    slug: str
    title: str
    is_live: bool
    far: Far
    attempt_id: UUID | None
    is_next: bool
    reached: Reached | None


@dataclass(frozen=True, slots=True)
class AssignedRow:
    """`due_at` with the learner's extension. `key` for the form that starts the next part."""

    id: int
    title: str
    program: str
    zone: str
    standing: Standing
    dates: Dates
    is_extended: bool
    is_assessed: bool
    certainty_asked: bool
    minutes: int | None
    threshold: int | None
    practice_closed: bool
    parts: tuple[PartRow, ...]
    key: UUID


def my_assignments(user_id: int, at: datetime) -> tuple[AssignedRow, ...]:
    """Of the cohorts one is in now: what can be done first, by due date.

    At most seven statements, one more for publications this process has not read yet.
    """
    set_ = list(
        Assignment.objects.filter(
            cohort__in=Membership.objects.current().filter(learner=user_id).values("cohort")
        )
        .select_related("cohort__program")
        .order_by("due_at", "pk")
    )
    if not set_:
        return ()
    items = items_of(set_)
    told = answers([one.pk for some in items.values() for one in some], learner_id=user_id)
    titles = titles_of(one for some in items.values() for one in some)
    held = [one.pk for set_one in set_ if set_one.threshold is not None for one in items[set_one.pk]]
    results = own_results(user_id, [told.get((user_id, pk), NOTHING) for pk in held])
    read = _Reading(user_id, at, items, told, extensions_of(set_, user_id), titles, results)
    rows = (_row(one, read) for one in set_)
    return tuple(sorted(rows, key=lambda row: row.standing not in TAKING))


def wants_none(user_id: int) -> bool:
    """Whether the person has ended reminders."""
    return NoReminders.objects.filter(person=user_id).exists()


def items_of(assignments: Iterable[Assignment]) -> dict[int, list[AssignmentItem]]:
    """By assignment, in order, with their documents. One statement."""
    found: dict[int, list[AssignmentItem]] = defaultdict(list)
    items = AssignmentItem.objects.filter(assignment__in=list(assignments)).select_related("document")
    # The document's own title is that of its working copy; readers are told the publication's.
    for item in items.defer("document__title"):
        found[item.assignment_id].append(item)
    return found


def titles_of(items: Iterable[AssignmentItem]) -> dict[int, str]:
    """By document, as it is published, or was last. One statement, one more for what was not read yet."""
    live = {item.document.live_id: item.document_id for item in items if item.document.live_id}
    return {live[one.id]: one.title for one in read_publications(set(live))}


def is_offered(item: AssignmentItem) -> bool:
    """Live, and not retired."""
    return item.document.live_id is not None and item.document.retired_at is None


def extensions_of(
    assignments: Iterable[Assignment], learner_id: int | None = None
) -> dict[tuple[int, int], list[Granted]]:
    """By assignment and learner. One statement."""
    rows = Extension.objects.filter(assignment__in=list(assignments))
    if learner_id is not None:
        rows = rows.filter(learner=learner_id)
    return granted_in(rows)


def granted_in(rows: Iterable[Extension]) -> dict[tuple[int, int], list[Granted]]:
    """By assignment and learner."""
    found: dict[tuple[int, int], list[Granted]] = defaultdict(list)
    for one in rows:
        found[one.assignment_id, one.learner_id].append(Granted(one.granted_at, one.due_at))
    return found


def dates_of(assignment: Assignment, granted: Iterable[Granted] = ()) -> Dates:
    plain = Dates(
        assignment.opens_at, assignment.due_at, assignment.closes_at, assignment.cancelled_at is not None
    )
    return extended(plain, granted)


def is_done(items: Iterable[AssignmentItem], told: Answers, learner_id: int) -> bool:
    """Every part; an assignment without any is never done."""
    found = [told.get((learner_id, item.pk), NOTHING).far for item in items]
    return bool(found) and all(far is Far.DONE for far in found)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read for one learner at one moment."""

    learner_id: int
    at: datetime
    items: dict[int, list[AssignmentItem]]
    told: Answers
    granted: dict[tuple[int, int], list[Granted]]
    titles: dict[int, str]
    results: Results


def _row(assignment: Assignment, read: _Reading) -> AssignedRow:
    items, told, user_id = read.items[assignment.pk], read.told, read.learner_id
    granted = read.granted.get((assignment.pk, user_id), ())
    dates = dates_of(assignment, granted)
    state = standing(dates, done=is_done(items, told, user_id), at=read.at)
    program = assignment.cohort.program
    return AssignedRow(
        id=assignment.pk,
        title=assignment.title,
        program=program.name,
        zone=program.time_zone,
        standing=state,
        dates=dates,
        is_extended=dates.due_at != assignment.due_at,
        is_assessed=assignment.mode == AttemptMode.ASSESSED,
        certainty_asked=assignment.certainty_asked,
        minutes=assignment.minutes,
        threshold=assignment.threshold,
        practice_closed=assignment.practice_closed,
        parts=_parts(assignment, read, state),
        key=uuid4(),
    )


def _parts(assignment: Assignment, read: _Reading, state: Standing) -> tuple[PartRow, ...]:
    """The next is what is under way, then the first not begun; only while work is taken."""
    items = read.items[assignment.pk]
    found = [(item, read.told.get((read.learner_id, item.pk), NOTHING)) for item in items]
    waiting = [
        item.pk
        for far in (Far.UNDER_WAY, Far.NOT_BEGUN)
        for item, answer in found
        if answer.far is far and (is_offered(item) or far is Far.UNDER_WAY)
    ]
    following = waiting[0] if waiting and state in TAKING else None
    return tuple(
        PartRow(
            item_id=item.pk,
            kind=item.document.kind,
            slug=item.document.slug,
            title=read.titles.get(item.document_id, ""),
            is_live=is_offered(item),
            far=answer.far,
            attempt_id=answer.attempt_id,
            is_next=item.pk == following,
            reached=reached(assignment, answer, read.results),
        )
        for item, answer in found
    )
