"""What happened to some of the library's sections; run in the site's own process."""

from datetime import timedelta

from content.editorial.models import Document
from npcsite.accounts.models import User
from npcsite.lib import canonical
from tests.content.editorial.people import approved, opened, reaffirmed, retired, revised
from tests.factories import UserFactory
from tests.past import CORRECTED, DEMO, DRAFTED, RETIRED


def happen() -> None:
    rita, ravi = _person("Rita"), _person("Ravi")
    section = _the(CORRECTED)
    loaded = section.live.published_at
    payload = canonical.decode(section.live.revision.payload)
    rows = payload["recommendations"]
    claim = rows[0]["claim"].replace(" with ", " together with ", 1) + " Ask about hearing first."
    approved(
        section, rita, ravi, at=loaded + timedelta(milliseconds=10), change_class="substantive",
        note="The claim now says what to ask before the first dose.",
        body=payload["body"].replace("\n\n", "\n\nA paragraph that was added for the picture [@GEM21].\n\n", 1),
        recommendations=[{**rows[0], "claim": claim, "grading": "not-verified"}, *rows[1:]],
        sources={"@MADE26": {"authors": "Made A", "title": "A made source", "doi": "10.1000/made"}},
    )  # fmt: skip
    approved(
        section,
        ravi,
        at=loaded + timedelta(milliseconds=20),
        change_class="editorial",
        note="A comma.",
        summary="In short.",
    )
    reaffirmed(section, rita, at=loaded + timedelta(milliseconds=30))
    approved(
        _the(DRAFTED),
        rita,
        at=loaded + timedelta(milliseconds=15),
        change_class="evidence",
        note="A newer source.",
    )
    opened(
        revised(_the(DRAFTED), at=loaded + timedelta(milliseconds=35), body="A draft."),
        at=loaded + timedelta(milliseconds=40),
        claimed_by=ravi,
    )
    approved(
        _the(DEMO),
        _person("Demo"),
        at=loaded + timedelta(milliseconds=16),
        demo=True,
        change_class="grade",
        note="Tried out.",
    )
    retired(
        _the(RETIRED),
        rita,
        at=loaded + timedelta(milliseconds=50),
        reason="Its advice now stands in the sections it belongs to.",
    )


def _the(slug: str) -> Document:
    return Document.objects.get(kind="section", slug=slug)


def _person(name: str) -> User:
    return UserFactory(name=name, email=f"past-{name.lower()}@example.org")
