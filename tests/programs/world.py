"""A program that has lived for four months: everything that may happen to work and to membership has happened in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from cases.models import AttemptState
from cases.programs.models import (
    AssignedAttempt,
    Assignment,
    AssignmentItem,
    Cohort,
    Extension,
    Membership,
    Program,
)
from cases.programs.services.founding import add_cohort
from cases.selectors.scenarios import scenario_of
from content.editorial.public import Document, Published, live_of_kind
from npcsite.accounts.models import User
from tests.cases.publishing import publish_story
from tests.cases.stories import story
from tests.programs.bulk import Pile, Way, regraded, ways
from tests.programs.copied import copied
from tests.programs.founding import founded

DAY, WAYS = timedelta(days=1), 20
OVER = (AttemptState.COMPLETED,) * 4 + (AttemptState.ABANDONED,)
BEGAN, HALF, JOINED_LATE = -100, -50, -18


@dataclass(frozen=True)
class World:
    """`now` is the moment at which its pages are read; the last case is offered no more."""

    program: Program
    cohorts: tuple[Cohort, ...]
    learners: tuple[User, ...]
    published: tuple[Published, ...]
    now: datetime


def lived(director: User, *, learners: int, cases: int, seed: int = 7) -> World:
    """Three cohorts; the second one takes in who moves."""
    dice = Random(seed)  # noqa: S311 - dice that a test can throw again
    now = timezone.now()
    cohort = founded(director, at=now + BEGAN * DAY)
    program = cohort.program
    more = (add_cohort(program=program, name=name, actor=None, at=now) for name in ("2027", "2028"))
    cohorts = (cohort, *more)
    published = _published(cases)
    people = _people(learners)
    _members(cohorts, people, now)
    pile = Pile(dice)
    played = _played(pile, dice, people, published, now)
    _republish(pile, played, now)
    pile.write()
    world = World(program, cohorts, people, published, now)
    _assign(dice, world, played)
    _compare(dice, world, played)
    Document.objects.filter(pk=published[-1].document_id).update(retired_at=now)
    return world


def _published(count: int) -> tuple[Published, ...]:
    first = publish_story(story(slug="made-00"))
    copied(first, [f"made-{number:02}" for number in range(1, count)])
    return live_of_kind("case")


def _people(count: int) -> tuple[User, ...]:
    """One in twenty is simulated, and stands in no figure."""
    return tuple(
        User.objects.bulk_create(
            User(
                email=f"member{number}@example.org", name=f"Member {number:04}", is_simulated=number % 20 == 9
            )
            for number in range(count)
        )
    )


def _members(cohorts: tuple[Cohort, ...], people: tuple[User, ...], now: datetime) -> None:
    """Of each ten one leaves, one moves, one leaves and comes back, and one joins late."""
    first, second, third = cohorts
    stays = []
    for number, person in enumerate(people):
        home = (first, third)[number % 2]
        what = number // 2 % 10
        spans = [(home, BEGAN, None)]
        if what == 6:
            spans = [(home, BEGAN, HALF)]
        elif what == 7:
            spans = [(home, BEGAN, HALF), (second, HALF, None)]
        elif what == 8:
            spans = [(home, BEGAN, HALF - 20), (home, HALF, None)]
        elif what == 9:
            spans = [(home, JOINED_LATE, None)]
        for cohort, since, until in spans:
            began = now + since * DAY
            stays.append(
                Membership(
                    cohort=cohort,
                    learner=person,
                    agreed_at=began,
                    started_at=began,
                    ended_at=None if until is None else now + until * DAY,
                )
            )
    Membership.objects.bulk_create(stays)


@dataclass(frozen=True)
class _Played:
    attempt: UUID
    learner: int
    published: Published
    way: Way
    at: datetime


def _ways(dice: Random, published: Published) -> dict[str, list[Way]]:
    scenario = scenario_of(published)
    whole = {"count": WAYS, "states": OVER}
    timed = {"states": (AttemptState.EXPIRED,), "time_limit_seconds": 600, "certainty_asked": True}
    return {
        "practice": ways(scenario, dice, **whole),
        "assessed": ways(scenario, dice, **whole, mode="assessed", certainty_asked=True),
        "left out": ways(scenario, dice, **whole, mode="assessed", left_out=frozenset({"k-2", "k-4"})),
        "timed": ways(scenario, dice, WAYS, **timed, mode="assessed"),
        "under way": ways(scenario, dice, WAYS, states=(AttemptState.IN_PROGRESS,)),
        "under way assessed": ways(
            scenario, dice, WAYS, states=(AttemptState.IN_PROGRESS,), mode="assessed", certainty_asked=True
        ),
    }


def _played(
    pile: Pile, dice: Random, people: tuple[User, ...], published: tuple[Published, ...], now: datetime
) -> list[_Played]:
    """Of every learner half of the cases, one to three times, some of it over days and some before they joined."""
    every, found = _ways(dice, published[0]), []
    # What came to its ending is under way no more.
    every = {
        name: [way for way in some if name.startswith("under") == (way.state == AttemptState.IN_PROGRESS)]
        for name, some in every.items()
    }
    kinds, weights = list(every), (5, 6, 2, 2, 1, 1)
    for person in people[:-2]:
        eager = dice.random()
        for one in dice.sample(published, round(len(published) * dice.uniform(0.2, 0.8))):
            under_way = False
            for kind in dice.choices(kinds, weights, k=dice.choice((1, 1, 2, 3))):
                way = dice.choice(every[kind])
                begun = now + dice.uniform(-120, -40 * eager) * DAY
                apart = dice.choice((timedelta(minutes=1), timedelta(minutes=1), timedelta(days=3)))
                if (kind == "under way assessed" and under_way) or begun + apart * 7 > now:
                    continue
                under_way |= kind == "under way assessed"
                pk = pile.add(way, person.pk, one, begun, apart=apart)
                found.append(_Played(pk, person.pk, one, way, begun))
    return found


def _republish(pile: Pile, played: list[_Played], now: datetime) -> None:
    """Two cases get another key, and what was played of them before a second result, which counts nowhere."""
    for slug in ("made-00", "made-01"):
        changed = story(slug=slug)
        changed["steps"][3]["options"][0]["class"] = "none"
        changed["steps"][3]["options"][1]["class"] = "best"
        changed["reference"][2]["options"] = ["b"]
        corrected = publish_story(changed)
        scenario = scenario_of(corrected)
        for one in played:
            if one.published.slug == slug and one.way.result:
                pile.regrade(one.attempt, corrected.id, regraded(scenario, one.way), now)


def _assign(dice: Random, world: World, played: list[_Played]) -> None:
    """In each cohort three that stand and one that is cancelled; some learners got a later date, some two."""
    at_case: dict[tuple[int, int], _Played] = {
        (one.learner, one.published.document_id): one for one in played if one.way.mode == "assessed"
    }
    now, people = world.now, world.learners
    for number, cohort in enumerate(world.cohorts):
        for opens, due, cancelled, threshold in (
            (-60, -30, None, 60),
            (-30, -9, None, None),
            (-5, 5, None, 45),
            (-60, -20, now, 70),
        ):
            set_ = Assignment.objects.create(
                cohort=cohort,
                title=f"Set {opens}",
                opens_at=now + opens * DAY,
                due_at=now + due * DAY,
                created_at=now + (opens - 1) * DAY,
                cancelled_at=cancelled,
                threshold=threshold,
            )
            cases = dice.sample(world.published, 2)
            items = [
                AssignmentItem.objects.create(assignment=set_, document_id=one.document_id, position=at)
                for at, one in enumerate(cases, start=1)
            ]
            AssignedAttempt.objects.bulk_create(
                AssignedAttempt(item=item, attempt_id=at_case[person.pk, item.document_id].attempt)
                for person in people
                for item in items
                if (person.pk, item.document_id) in at_case and dice.random() < 0.8
            )
            Extension.objects.bulk_create(
                Extension(
                    assignment=set_,
                    learner=person,
                    due_at=set_.due_at + dice.randint(1, 30) * DAY,
                    reason="Ill",
                    granted_at=set_.opens_at + turn * DAY,
                )
                for person in people[number::7]
                for turn in range(dice.choice((1, 2)))
            )


def _compare(dice: Random, world: World, played: list[_Played]) -> None:
    """In each cohort a baseline and an end with two cases in common, answered by the first and by the last attempts."""
    assessed = [one for one in played if one.way.mode == "assessed"]
    last = {(one.learner, one.published.document_id): one for one in assessed}
    first = {(one.learner, one.published.document_id): one for one in reversed(assessed)}
    for cohort in world.cohorts:
        cases = dice.sample(world.published, 4)
        for purpose, due, some, answers in (("baseline", 20, cases[:3], first), ("end", 30, cases[1:], last)):
            set_ = Assignment.objects.create(
                cohort=cohort,
                title=purpose,
                purpose=purpose,
                opens_at=world.now - 90 * DAY,
                due_at=world.now + due * DAY,
                created_at=world.now - 91 * DAY,
            )
            for position, one in enumerate(some, start=1):
                item = AssignmentItem.objects.create(
                    assignment=set_, document_id=one.document_id, position=position
                )
                AssignedAttempt.objects.bulk_create(
                    AssignedAttempt(item=item, attempt_id=done.attempt)
                    for (_learner, document), done in answers.items()
                    if document == one.document_id
                )
