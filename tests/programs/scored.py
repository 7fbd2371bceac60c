"""Attempts as they are stored once they are over, with the score, the end and the harm that a test names."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from cases.models import Attempt, Result
from cases.programs.models import Membership
from content.editorial.public import Published, live
from npcsite.accounts.models import User
from npcsite.lib import canonical
from tests.programs.founding import THEN


def scored(learner, score, *, ago=1, unsafe=False, mode="assessed", of=None, decisions=5, at=None, **kept):
    """An attempt that ended so many days ago, of the made case when no other is named."""
    published, end = of or live("case", "made"), (at or timezone.now()) - timedelta(days=ago)
    attempt = over(learner, published, end, mode=mode)
    attempt.save(force_insert=True)
    result_of(attempt, score, unsafe=unsafe, decisions=decisions, **kept).save(force_insert=True)
    return attempt


def over(learner, published: Published, end: datetime, *, mode="assessed") -> Attempt:
    return Attempt(
        publication_id=published.id,
        document_id=published.document_id,
        learner=learner,
        mode=mode,
        state="completed",
        started_at=end - timedelta(hours=1),
        ended_at=end,
    )


def result_of(attempt: Attempt, score, *, unsafe=False, decisions=5, sure=0) -> Result:
    """Reached are so many key decisions, and one more was not. `sure` None: from before certainty was kept."""
    keys = [
        {"slug": f"k-{n}", "reached": n <= decisions, "left_out": False, "credit": "1", "step": f"q-{n}"}
        for n in range(1, decisions + 2)
    ]
    return Result(
        attempt=attempt,
        publication_id=attempt.publication_id,
        score=Decimal(score),
        unsafe=unsafe,
        harm=0,
        day=1,
        decision_count=decisions,
        sure_count=sure,
        sure_wrong=sure,
        breakdown=canonical.encode({"harms": [], "key_decisions": keys}),
        at=attempt.ended_at,
    )


def people(cohort, count, word="Learner"):
    """Members by bulk; nobody signs in as one of them."""
    found = [User(email=f"{word}{n}@example.org".lower(), name=f"{word} {n:03}") for n in range(count)]
    User.objects.bulk_create(found)
    since = {"agreed_at": THEN, "started_at": THEN}
    Membership.objects.bulk_create(Membership(cohort=cohort, learner=one, **since) for one in found)
    return found


def played(people, cases):
    """Of everybody at every case, once assessed and once in practice; scores, harm and days differ by person."""
    now, attempts, results = timezone.now(), [], []
    for n, person in enumerate(people):
        for case in cases[: 1 + n % len(cases)]:
            for mode in ("practice", "assessed"):
                one = over(person, case, now - timedelta(days=1 + n * 7 % 97, hours=2), mode=mode)
                attempts.append(one)
                results.append(result_of(one, n * 37 % 50, unsafe=n % 4 == 0))
    Attempt.objects.bulk_create(attempts)
    Result.objects.bulk_create(results)
