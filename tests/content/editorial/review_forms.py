"""The reviewer's page as a browser would send it: what it showed, the button, and what was typed."""

from django.test import Client

from content.editorial.models import Document, ReviewRound
from tests.content.editorial.acts import ALL_YES


def address(round: ReviewRound) -> str:
    return f"/admin/review/{round.pk}/"


def seen_on_page(round: ReviewRound) -> dict[str, str]:
    document = Document.objects.get(pk=round.document_id)
    return {"seen_hash": round.revision.content_hash, "seen_lock": str(document.lock_version)}


def signed_in(person) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def post(person, round: ReviewRound, act: str, **typed):
    """Names of fields are given with two underscores for the colon: `say__body`."""
    fields = {name.replace("__", ":"): value for name, value in typed.items() if value is not None}
    return signed_in(person).post(address(round), seen_on_page(round) | {"act": act} | fields)


def approval(person, round: ReviewRound, **typed):
    return post(person, round, "approve", **ALL_YES | typed)
