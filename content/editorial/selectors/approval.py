"""What an approver has to have answered, acknowledged and waived before a revision may be published."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from content.editorial.kinds import Fault
from content.editorial.lint.gates import blocking
from content.editorial.models import ReviewRound, Revision
from content.editorial.selectors import unmet as u
from content.editorial.selectors.findings import barring, findings_of
from content.editorial.selectors.impact import Reach, reach_of, target_changes
from content.editorial.selectors.unmet import Unmet, with_details
from content.editorial.selectors.words import of_revision, world_for
from npcsite.lib import canonical

QUESTIONS: Final = ("correct", "needed", "actionable")
ANSWERS: Final = ("yes", "no")


def missing_approval(
    round: ReviewRound,
    acknowledged: Collection[str],
    waived: Mapping[str, str],
    answers: Mapping[str, str],
) -> list[Unmet]:
    """Besides the standing guards: lint, dependents, answers, and whether what is cited is still the same."""
    left = [reach for reach in reached_by(round) if reach.key not in acknowledged]
    lint = barring(findings_of(round.revision), "approve", waived_in(round, waived))
    reasons = [
        (lint, u.LINT_AT_APPROVE),
        (tuple(f"{reach.document.title}: {reach.target}" for reach in left), u.IMPACT),
        (changed_since(round.revision), u.CITED_CHANGED),
        (tuple(name for name in QUESTIONS if answers.get(name) not in ANSWERS), u.NO_ANSWERS),
        (tuple(name for name in QUESTIONS[:1] if answers.get(name) == "no"), u.NOT_CORRECT),
    ]
    return [with_details(reason, details) for details, reason in reasons if details]


def reached_by(round: ReviewRound) -> tuple[Reach, ...]:
    """The live texts that teach what this revision changes; the approver acknowledges each."""
    wording = bool(round.revision.wording_reason)
    changes = target_changes(of_revision(round.revision), round.document.live, wording_only=wording)
    return reach_of(changes, but_id=round.document_id)


def left_to_waive(round: ReviewRound) -> list[Fault]:
    """What bars approval and has not been waived in this round yet."""
    return blocking(findings_of(round.revision), gate="approve", waived=waived_in(round, {}))


def changed_since(revision: Revision) -> tuple[str, ...]:
    """Cited claims and grades that are no longer what was frozen with the words."""
    cited = canonical.decode(revision.cited)
    world = world_for(of_revision(revision))
    world.look_up(cited)
    return tuple(target for target, then in cited.items() if _moved(then, world.find(target)))


def waived_in(round: ReviewRound, waived: Mapping[str, str]) -> dict[str, str]:
    """Reasons of this approver and of those who approved before."""
    earlier: dict[str, str] = {}
    for verdict in round.verdicts.all():
        earlier |= canonical.decode(verdict.answers).get("waived", {})
    return earlier | waivers(waived)


def waivers(waived: Mapping[str, str]) -> dict[str, str]:
    return {key: reason.strip() for key, reason in waived.items() if reason.strip()}


def _moved(then: Mapping[str, Any], now: Mapping[str, Any] | None) -> bool:
    if now is None:
        return True
    return any(then.get(name) != now.get(name) for name in ("claim_hash", "grade_hash"))
