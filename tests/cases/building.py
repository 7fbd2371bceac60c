"""A case's pages in the admin, opened and sent as a browser would."""

import json

from django.test import Client
from django.urls import reverse

from cases.models import Case
from tests.content.admin.filled import fields_of


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def url(case: Case, page: str = "change", *more: str) -> str:
    return reverse(f"admin:cases_case_{page}", args=[case.pk, *more])


def scenario(case: Case) -> dict:
    return json.loads(Case.objects.get(pk=case.pk).scenario)


def step(case: Case, slug: str) -> dict:
    return next(found for found in scenario(case)["steps"] if found["slug"] == slug)


def lock(case: Case) -> int:
    return Case.objects.get(pk=case.pk).lock_version


def filled(response) -> dict[str, list[str]]:
    return fields_of(response.content.decode(), "seen")


def sent(client: Client, address: str, **changes):
    """The form of the page as it stands, with what is typed into it."""
    return client.post(address, filled(client.get(address)) | changes)
