"""Why an act is barred: each reason with its code and the sentence people read, which says what to do next."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Unmet:
    """`details` are the findings or dependents behind the reason, one line each."""

    code: str
    sentence: Any
    details: tuple[str, ...] = ()


NOT_EDITOR: Final = Unmet("not-editor", _("Only editors do this; ask an administrator for the role."))
NOT_REVIEWER: Final = Unmet("not-reviewer", _("Only reviewers do this; ask an administrator for the role."))
NOT_CHIEF: Final = Unmet("not-chief", _("Only a chief editor does this."))
NOT_YOURS: Final = Unmet(
    "not-yours", _("Only who submitted it, the owner or a chief editor takes a text back.")
)
NOT_CLAIMED_BY_YOU: Final = Unmet(
    "not-claimed-by-you", _("Another reviewer has claimed this; ask them or a chief editor to release it.")
)
CONTRIBUTOR: Final = Unmet(
    "contributor", _("You helped to write this text, so somebody else has to review it.")
)
NO_STATEMENT: Final = Unmet(
    "no-statement", _("Make a conflict-of-interest statement first; yours is missing or has expired.")
)
DEMO: Final = Unmet("demo", _("Demo people do not sign text that came with the software."))
STALE: Final = Unmet("stale", _("Somebody saved this text since you opened it; load the page again."))
OPEN_ROUND: Final = Unmet(
    "open-round", _("A review of this document is open; withdraw it or wait for its end.")
)
NOT_SUBMITTED: Final = Unmet("not-submitted", _("This text is not waiting for a reviewer."))
NOT_UNDER_REVIEW: Final = Unmet("not-under-review", _("This text is not under review; claim it first."))
NOT_OPEN: Final = Unmet("not-open", _("This review is over."))
UNCHANGED: Final = Unmet("unchanged", _("The text says what is live already; there is nothing to review."))
PENDING: Final = Unmet(
    "pending", _("The working copy has changes of its own; submit them or discard them first.")
)
NO_NOTE: Final = Unmet("no-note", _("Say in a sentence what has changed, and why."))
NO_REASON: Final = Unmet("no-reason", _("Give the reason; readers or colleagues will read it."))
NO_COMMENT: Final = Unmet("no-comment", _("Write at least one comment that says what is to be changed."))
NO_ANSWERS: Final = Unmet(
    "no-answers", _("Answer the three questions: is it correct, is it needed, is it actionable?")
)
RETIRED: Final = Unmet("retired", _("The document is retired; a chief editor can revive it."))
NOT_RETIRED: Final = Unmet("not-retired", _("The document is not retired."))
NOT_LIVE: Final = Unmet("not-live", _("Nothing of this document is published."))
SEEN_OTHER: Final = Unmet("seen-other", _("What you saw is not what would be approved; load the page again."))
APPROVED_ALREADY: Final = Unmet("approved-already", _("You have approved this already."))
REAFFIRMED_TODAY: Final = Unmet("reaffirmed-today", _("You have said so today already; it is on record."))
UNCLEAN: Final = Unmet("unclean", _("Something you typed cannot be stored; take the named character out."))
NO_ACT: Final = Unmet("no-act", _("Choose what to do by one of the buttons of the page."))
NOT_SETTLED_TWICE: Final = Unmet("settled", _("This item is settled already."))
NOT_NEW: Final = Unmet("not-new", _("Somebody has taken note of this item already, or it is settled."))
LOWER_CLASS: Final = Unmet("lower-class", _("The class of a change can be raised, never lowered."))
NOT_A_REVIEWER_OF_IT: Final = Unmet(
    "not-eligible", _("That person may not review this: they are no reviewer, or helped to write it.")
)
OTHER_PUBLICATION: Final = Unmet("other-publication", _("Choose an earlier text of this very document."))
TO_RESOLVE: Final = Unmet("to-resolve", _("Resolve the required comments and notes first."))
LINT_AT_SUBMIT: Final = Unmet("lint", _("Mend what the check has found; then submit."))
LINT_AT_APPROVE: Final = Unmet(
    "lint", _("The check still finds faults; ask for changes, or waive them with a reason.")
)
IMPACT: Final = Unmet("impact", _("Acknowledge each text that teaches what this changes."))
CITED_CHANGED: Final = Unmet(
    "cited-changed", _("What this cites has changed since it was submitted; withdraw it and submit it again.")
)
NOT_CORRECT: Final = Unmet("not-correct", _("You say it is not correct; then ask for changes instead."))
INCOMPLETE: Final = Unmet(
    "incomplete", _("Give your name, your role, and your interests (“None” where there are none).")
)
CLASH: Final = Unmet("clash", _("Another document uses a key of this text now; free the key there first."))

# All of them, for the editors' guide.
REASONS: Final = tuple(reason for reason in list(globals().values()) if isinstance(reason, Unmet))


def with_details(reason: Unmet, details: tuple[str, ...]) -> Unmet:
    return Unmet(reason.code, reason.sentence, details)
