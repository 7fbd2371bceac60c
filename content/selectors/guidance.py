"""What is known today of what older texts cite: notices on sources, and whether a claim is still what it was.

Kept per process under the site's epoch, which every editorial act moves; asking again costs that one statement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from content.editorial.public import identified, kind_of, live_of_kind, statements, while_the_epoch_stands
from content.selectors.integrity import Flag, flags


@dataclass(frozen=True, slots=True)
class Claim:
    """A recommendation as it is live: the two identities a dependent pins, since when, and who says so.

    `since` is a day as it is written in the reader's language.
    """

    claim_hash: str
    grade_hash: str
    since: str
    standing: str


@dataclass(frozen=True, slots=True)
class Today:
    flags: Mapping[str, Flag]
    claims: Mapping[str, Claim]

    def notice(self, frozen: Mapping[str, Any]) -> str:
        """What to say of a recommendation that was frozen earlier; empty while it says what it said."""
        now = self.claims.get(f"rec:{frozen['key']}")
        if now is None:
            return _("This guidance has been retired since. Do not rely on it.")
        told = {"date": now.since}
        if now.claim_hash != frozen.get("claim_hash"):
            return _("Guidance has changed since you answered (%(date)s). Read what it says now.") % told
        if now.grade_hash != frozen.get("grade_hash"):
            return _("Its grade has changed on %(date)s.") % told
        return ""

    def review(self, frozen: Mapping[str, Any]) -> str:
        """Who has reviewed the recommendation, and of when its text is; empty when it says something else by now."""
        now = self.claims.get(f"rec:{frozen['key']}")
        if now is None or self.notice(frozen):
            return ""
        told = {"standing": now.standing, "date": now.since}
        return _("%(standing)s Text of %(date)s.") % told


def today() -> Today:
    """One statement; three more after an editorial act, four in a process that has read no section."""
    return while_the_epoch_stands(("guidance", get_language()), lambda: Today(flags(), _claims()))


def _claims() -> dict[str, Claim]:
    found: dict[str, Claim] = {}
    sections = live_of_kind("section")
    standing = statements(sections)
    for published in sections:
        since = date_format(timezone.localdate(published.published_at), "j M Y")
        offers = identified(kind_of(published.kind).offers(published.payload), published.manifest)
        found |= {
            target: Claim(snapshot["claim_hash"], snapshot["grade_hash"], since, standing[published.id])
            for target, snapshot in offers.items()
            if target.startswith("rec:")
        }
    return found
